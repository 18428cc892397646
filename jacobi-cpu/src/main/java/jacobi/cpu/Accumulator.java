package jacobi.cpu;

import jacobi.core.DType;
import jacobi.lax.Monoid;

/**
 * A running result of a monoid, of single numbers or of vectors, kept in a stack variable that becomes a register. For the
 * extremes of floats a plain
 * comparison ignores NaNs, and a second variable remembers whether there was one: two instructions instead of five.
 */
final class Accumulator {
    private final ScalarOps ops;
    private final Monoid monoid;
    private final DType dtype;
    private final int lanes;
    private final String variable, nan;

    Accumulator(IrModule module, Text text, Monoid monoid, DType dtype, int lanes) {
        this.ops = new ScalarOps(module, text, lanes);
        this.monoid = monoid;
        this.dtype = dtype;
        this.lanes = lanes;
        var type = Lanes.type(dtype, lanes);
        variable = text.function.alloca(type, 64);
        text.line("store " + type + " " + neutral() + ", ptr " + variable);
        nan = isFloatExtreme() ? text.function.alloca(mask(), 64) : null;
        if (nan != null) text.line("store " + mask() + " zeroinitializer, ptr " + nan);
    }

    private boolean isFloatExtreme() { return dtype.isFloat() && (monoid == Monoid.MAX || monoid == Monoid.MIN); }

    private String mask() { return Lanes.type("i1", lanes); }

    private String neutral() {
        var zero = monoid == Monoid.SUM && dtype.isFloat() ? "-0.0" : Constants.text(monoid.neutral(dtype));
        return Lanes.splat(Lanes.scalar(dtype), zero, lanes);
    }

    int lanes() { return lanes; }

    /** Takes in one more value, in the lanes of a mask, or all if it is null. */
    void add(Text text, IrModule module, String x, String where) {
        var type = Lanes.type(dtype, lanes);
        var old = text.let("load " + type + ", ptr " + variable);
        put(text, combine(text, module, old, x), old, where);
        if (nan == null) return;
        var seen = text.let("load " + mask() + ", ptr " + nan);
        var isNan = text.let("fcmp uno " + type + " " + x + ", " + x);
        if (where != null) isNan = text.let("and " + mask() + " " + isNan + ", " + where);
        text.line("store " + mask() + " " + text.let("or " + mask() + " " + seen + ", " + isNan) + ", ptr " + nan);
    }

    /** Takes in a product: sums of products are multiplied and added at once. */
    void addProduct(Text text, IrModule module, String a, String b, String where) {
        var old = text.let("load " + Lanes.type(dtype, lanes) + ", ptr " + variable);
        put(text, new ScalarOps(module, text, lanes).intrinsic("fma", dtype, a, b, old), old, where);
    }

    private void put(Text text, String fresh, String old, String where) {
        var type = Lanes.type(dtype, lanes);
        var kept = where == null ? fresh : text.let("select " + mask() + " " + where + ", " + type + " " + fresh + ", " + type
                + " " + old);
        text.line("store " + type + " " + kept + ", ptr " + variable);
    }

    private String combine(Text text, IrModule module, String old, String x) {
        if (!isFloatExtreme()) return new ScalarOps(module, text, lanes).apply(monoid.operation(), dtype, dtype, old, x);
        var type = Lanes.type(dtype, lanes);
        var wins = text.let("fcmp " + (monoid == Monoid.MAX ? "ogt " : "olt ") + type + " " + x + ", " + old);
        return text.let("select " + mask() + " " + wins + ", " + type + " " + x + ", " + type + " " + old);
    }

    /** What came together, NaN if one was seen. */
    String result(Text text) {
        var type = Lanes.type(dtype, lanes);
        var all = text.let("load " + type + ", ptr " + variable);
        if (nan == null) return all;
        var seen = text.let("load " + mask() + ", ptr " + nan);
        return text.let("select " + mask() + " " + seen + ", " + type + " " + Lanes.splat(Lanes.scalar(dtype),
                Lanes.floating(Double.NaN), lanes)
                + ", " + type + " " + all);
    }
}
