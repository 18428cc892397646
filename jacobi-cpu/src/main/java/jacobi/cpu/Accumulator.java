package jacobi.cpu;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.lax.Monoid;

/**
 * Running results of a monoid side by side, of single numbers or of vectors, kept in stack variables that become registers. For
 * the extremes of floats a plain comparison ignores NaNs, and further variables remember for two results each whether there was
 * one: less than three instructions for a value instead of five. They are combined in pairs, lanes in halves: in a fixed order.
 */
final class Accumulator {
    private final IrModule module;
    private final Monoid monoid;
    private final DType dtype;
    private final int lanes;
    private final String[] variables, nans;

    Accumulator(IrModule module, Text text, Monoid monoid, DType dtype, int lanes, int count) {
        this.module = module;
        this.monoid = monoid;
        this.dtype = dtype;
        this.lanes = lanes;
        variables = new String[count];
        for (int i = 0; i < count; i++) variables[i] = variable(text, type(), neutral());
        boolean extreme = dtype.isFloat() && (monoid == Monoid.MAX || monoid == Monoid.MIN);
        nans = new String[extreme ? (count + 1) / 2 : 0];
        for (int i = 0; i < nans.length; i++) nans[i] = variable(text, mask(lanes), lanes == 0 ? "false" : "zeroinitializer");
    }

    private static String variable(Text text, String type, String start) {
        var name = text.function.alloca(type, 64);
        text.line("store " + type + " " + start + ", ptr " + name);
        return name;
    }

    int lanes() { return lanes; }

    int count() { return variables.length; }

    private String type() { return Lanes.type(dtype, lanes); }

    private static String mask(int lanes) { return Lanes.type("i1", lanes); }

    /** The neutral element, in all lanes. */
    private String neutral() {
        var zero = monoid == Monoid.SUM && dtype.isFloat() ? "-0.0" : Constants.text(monoid.neutral(dtype));
        return Lanes.splat(Lanes.scalar(dtype), zero, lanes);
    }

    /** Takes one more value into each result from {@code first} on, in the lanes of a mask, or all if it is null. */
    void add(Text text, int first, String[] x, String where) {
        for (int i = 0; i < x.length; i++) {
            var old = text.let("load " + type() + ", ptr " + variables[first + i]);
            put(text, first + i, combine(text, lanes, x[i], old), old, where);
        }
        if (nans.length > 0) for (int i = 0; i < x.length; i += 2) noteNan(text, (first + i) / 2, x[i], x[Math.min(i + 1,
                x.length - 1)], where);
    }

    private void noteNan(Text text, int pair, String x, String y, String where) {
        var mask = mask(lanes);
        var seen = text.let("load " + mask + ", ptr " + nans[pair]);
        var isNan = text.let("fcmp uno " + type() + " " + x + ", " + y);
        if (where != null) isNan = text.let("and " + mask + " " + isNan + ", " + where);
        text.line("store " + mask + " " + text.let("or " + mask + " " + seen + ", " + isNan) + ", ptr " + nans[pair]);
    }

    /** Takes a product into a result: sums of products are multiplied and added at once. */
    void addProduct(Text text, int i, String a, String b, String where) {
        var old = text.let("load " + type() + ", ptr " + variables[i]);
        put(text, i, new ScalarOps(module, text, lanes).intrinsic("fma", dtype, a, b, old), old, where);
    }

    private void put(Text text, int i, String fresh, String old, String where) {
        var kept = where == null ? fresh : text.let("select " + mask(lanes) + " " + where + ", " + type() + " " + fresh + ", "
                + type() + " " + old);
        text.line("store " + type() + " " + kept + ", ptr " + variables[i]);
    }

    /** Two results as one; NaNs do not count for extremes. */
    private String combine(Text text, int lanes, String x, String old) {
        if (nans.length == 0) return new ScalarOps(module, text, lanes).apply(monoid.operation(), dtype, dtype, old, x);
        var type = Lanes.type(dtype, lanes);
        var wins = text.let("fcmp " + (monoid == Monoid.MAX ? "ogt " : "olt ") + type + " " + x + ", " + old);
        return text.let("select " + mask(lanes) + " " + wins + ", " + type + " " + x + ", " + type + " " + old);
    }

    /** What came together in each result by itself. */
    String[] results(Text text) {
        var results = new String[variables.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = text.let("load " + type() + ", ptr " + variables[i]);
            if (nans.length == 0) continue;
            if (variables.length > 1) throw new IllegalStateException("extremes of several results share their NaNs");
            results[i] = orNan(text, lanes, text.let("load " + mask(lanes) + ", ptr " + nans[0]), results[i]);
        }
        return results;
    }

    /** What came together in all results, lane by lane; not of extremes of floats. */
    String together(Text text) {
        var parts = results(text);
        for (int n = parts.length; n > 1; n /= 2)
            for (int i = 0; i < n / 2; i++) parts[i] = combine(text, lanes, parts[i + n / 2], parts[i]);
        return parts[0];
    }

    private String orNan(Text text, int lanes, String seen, String x) {
        var type = Lanes.type(dtype, lanes);
        var nan = Lanes.splat(Lanes.scalar(dtype), Lanes.floating(Double.NaN), lanes);
        return text.let("select " + mask(lanes) + " " + seen + ", " + type + " " + nan + ", " + type + " " + x);
    }

    /** What came together in all lanes of all results. */
    String total(Text text) {
        var parts = new String[variables.length];
        for (int i = 0; i < parts.length; i++) parts[i] = text.let("load " + type() + ", ptr " + variables[i]);
        for (int n = parts.length; n > 1; n /= 2)
            for (int i = 0; i < n / 2; i++) parts[i] = combine(text, lanes, parts[i + n / 2], parts[i]);
        var total = horizontal(text, parts[0]);
        return nans.length == 0 ? total : orNan(text, 0, anyNan(text), total);
    }

    private String anyNan(Text text) {
        var seen = text.let("load " + mask(lanes) + ", ptr " + nans[0]);
        for (int i = 1; i < nans.length; i++) seen = text.let("or " + mask(lanes) + " " + seen + ", " + text.let("load "
                + mask(lanes) + ", ptr " + nans[i]));
        return new MathCalls(module).any(text, lanes, seen);
    }

    private String horizontal(Text text, String x) {
        for (int n = lanes; n > 1; n /= 2) {
            var type = Lanes.type(dtype, n);
            var low = text.let("shufflevector " + type + " " + x + ", " + type + " poison, " + part(0, n / 2));
            var high = text.let("shufflevector " + type + " " + x + ", " + type + " poison, " + part(n / 2, n));
            x = combine(text, n / 2, high, low);
        }
        return text.let("extractelement " + Lanes.type(dtype, 1) + " " + x + ", i64 0");
    }

    private static String part(int from, int to) {
        return "<" + (to - from) + " x i32> " + IntStream.range(from, to).mapToObj(i -> "i32 " + i)
                .collect(Collectors.joining(", ", "<", ">"));
    }
}
