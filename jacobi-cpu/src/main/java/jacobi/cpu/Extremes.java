package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.lax.Monoid;

/**
 * Running extremes side by side, of single numbers or of vectors, each with the place where it was found, in stack variables
 * that become registers. A value takes over if it is strictly better, so that the first of equals stays; a NaN is better than any
 * number. Places are numbers of 32 bits where the range allows.
 */
final class Extremes {
    private final DType dtype;
    private final boolean max;
    private final int lanes;
    private final String place;
    private final String[] best, where;

    /** An extreme in each lane of {@code count} vectors; {@code lanes} 0 means single numbers. */
    Extremes(Expr.ArgFold f, int lanes, int count, Text text) {
        dtype = f.body().dtype();
        max = f.extreme() == Monoid.MAX;
        this.lanes = lanes;
        place = f.over().extent() <= Integer.MAX_VALUE ? "i32" : "i64";
        best = new String[count];
        where = new String[count];
        var worst = Lanes.splat(Lanes.scalar(dtype), Constants.text(f.extreme().neutral(dtype)), lanes);
        for (int i = 0; i < count; i++) {
            best[i] = variable(text, type(lanes), worst);
            where[i] = variable(text, placeType(lanes), Lanes.splat(place, "0", lanes));
        }
    }

    private static String variable(Text text, String type, String start) {
        var name = text.function.alloca(type, 64);
        text.line("store " + type + " " + start + ", ptr " + name);
        return name;
    }

    private String type(int lanes) { return Lanes.type(dtype, lanes); }

    private String placeType(int lanes) { return Lanes.type(place, lanes); }

    private static String mask(int lanes) { return Lanes.type("i1", lanes); }

    /**
     * What stands for the place of an element in extreme {@code i} when lanes look through parts of a row: the lane's own start
     * is
     * added at the end.
     */
    String start(Text text, String here, int i) {
        return i == 0 ? here : text.let("sub nsw i64 " + here + ", " + (long) i * lanes);
    }

    /** Compares extreme {@code i} with a value found at a place, an i64 that is the same in all lanes; in the lanes of a mask. */
    void take(Text text, int i, String x, String here, String where) {
        var old = text.let("load " + type(lanes) + ", ptr " + best[i]);
        var better = better(text, lanes, x, old);
        if (where != null) better = text.let("and " + mask(lanes) + " " + better + ", " + where);
        put(text, best[i], type(lanes), better, x, old);
        var place = text.let("load " + placeType(lanes) + ", ptr " + this.where[i]);
        put(text, this.where[i], placeType(lanes), better, spread(text, here), place);
    }

    private void put(Text text, String variable, String type, String condition, String yes, String no) {
        text.line("store " + type + " " + choose(text, lanes, condition, type, yes, no) + ", ptr " + variable);
    }

    private static String choose(Text text, int lanes, String condition, String type, String yes, String no) {
        return text.let("select " + mask(lanes) + " " + condition + ", " + type + " " + yes + ", " + type + " " + no);
    }

    /** A place in all lanes. */
    private String spread(Text text, String here) {
        if (Constants.isLiteral(here)) return Lanes.splat(place, here, lanes);
        var narrow = place.equals("i64") ? here : text.let("trunc i64 " + here + " to i32");
        if (lanes == 0) return narrow;
        var first = text.let("insertelement " + placeType(lanes) + " poison, " + place + " " + narrow + ", i64 0");
        return text.let("shufflevector " + placeType(lanes) + " " + first + ", " + placeType(lanes) + " poison, <" + lanes
                + " x i32> zeroinitializer");
    }

    private String better(Text text, int lanes, String x, String old) {
        var type = type(lanes);
        if (!dtype.isFloat()) return text.let("icmp " + (dtype.isSigned() ? "s" : "u") + (max ? "gt " : "lt ") + type + " " + x
                + ", " + old);
        var beats = text.let("fcmp " + (max ? "ugt " : "ult ") + type + " " + x + ", " + old);
        return text.let("and " + mask(lanes) + " " + beats + ", " + text.let("fcmp ord " + type + " " + old + ", " + old));
    }

    /** The places, each in its lane, as s64. */
    String[] places(Text text) {
        var places = new String[where.length];
        for (int i = 0; i < places.length; i++) places[i] = wide(text, lanes, text.let("load " + placeType(lanes) + ", ptr "
                + where[i]));
        return places;
    }

    private String wide(Text text, int lanes, String x) {
        return place.equals("i64") ? x : text.let("zext " + placeType(lanes) + " " + x + " to " + Lanes.type("i64", lanes));
    }

    private record Found(String value, String place) {}

    /** The first place of all lanes' extreme, as an s64. */
    String first(Text text) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            var starts = IntStream.range(i * lanes, (i + 1) * lanes).mapToObj(k -> place + " " + k)
                    .collect(Collectors.joining(", ", "<", ">"));
            var part = text.let("load " + placeType(lanes) + ", ptr " + where[i]);
            found.add(new Found(text.let("load " + type(lanes) + ", ptr " + best[i]), text.let("add " + placeType(lanes) + " "
                    + part + ", " + starts)));
        }
        for (int n = found.size(); n > 1; n /= 2)
            for (int i = 0; i < n / 2; i++) found.set(i, earlier(text, lanes, found.get(i), found.get(i + n / 2)));
        var all = found.getFirst();
        for (int n = lanes; n > 1; n /= 2) all = earlier(text, n / 2, half(text, all, n, 0), half(text, all, n, n / 2));
        return wide(text, 0, text.let("extractelement " + placeType(1) + " " + all.place + ", i64 0"));
    }

    /** Of two found in each lane the better one, of equals the one with the lower place. */
    private Found earlier(Text text, int lanes, Found a, Found b) {
        String better = better(text, lanes, b.value, a.value), worse = better(text, lanes, a.value, b.value);
        var lower = text.let("icmp ult " + placeType(lanes) + " " + b.place + ", " + a.place);
        var notWorse = text.let("xor " + mask(lanes) + " " + worse + ", " + Lanes.splat("i1", "true", lanes));
        var ofEquals = text.let("and " + mask(lanes) + " " + notWorse + ", " + lower);
        var takesB = text.let("or " + mask(lanes) + " " + better + ", " + ofEquals);
        return new Found(choose(text, lanes, takesB, type(lanes), b.value, a.value), choose(text, lanes, takesB, placeType(lanes),
                b.place, a.place));
    }

    private Found half(Text text, Found of, int n, int from) {
        return new Found(half(text, type(n), of.value, n, from), half(text, placeType(n), of.place, n, from));
    }

    private static String half(Text text, String type, String x, int n, int from) {
        return text.let("shufflevector " + type + " " + x + ", " + type + " poison, <" + n / 2 + " x i32> "
                + IntStream.range(from,
                from + n / 2).mapToObj(i -> "i32 " + i).collect(Collectors.joining(", ", "<", ">")));
    }
}
