package jacobi.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.lax.Scatter.Combine;
import jacobi.testing.RandomValues.Value;

/** What a loop carries, and what a round makes of it: the same again, each other's, sums, updates in place, or something new. */
final class RandomCarries extends RandomFamily {
    private static final Combine[] WRITES = {Combine.SET, Combine.ADD, Combine.MAX};

    private final RandomLookups lookups;

    RandomCarries(RandomValues values) {
        super(values);
        this.lookups = new RandomLookups(values);
    }

    /** Integers must be exact here, floats are taken not to be within the loop. */
    static boolean isCarried(Value v) { return v.isFloat() || v.exact(); }

    /** One to three values, or none. */
    List<Array> start() {
        var start = new ArrayList<Array>();
        for (int n = 1 + below(3); n > 0; n--) {
            var v = any(w -> isCarried(w) && w.array().size() > 0);
            if (v != null) start.add(v.array());
        }
        return start;
    }

    /** What carries are in the next round. */
    Array[] next(List<Array> now) {
        var next = new Array[now.size()];
        for (int i = 0; i < next.length; i++) next[i] = next(now.get(i), now);
        return next;
    }

    private Array next(Array c, List<Array> now) {
        return switch (below(7)) {
            case 0 -> c;
            case 1 -> now.stream().filter(d -> d != c && d.type().equals(c.type())).findFirst().orElseGet(() -> ofType(c.type()));
            case 2 -> c.rank() == 0 || c.size() == 0 ? ofType(c.type()) : updated(c);
            case 3 -> crossed(c, now);
            case 4 -> c.dtype() == DType.PRED ? ofType(c.type()) : c.plus(small(ofType(c.type())));
            default -> ofType(c.type());
        };
    }

    private Array updated(Array c) {
        var y = lookups.update(new Value(c, !c.dtype().isFloat()), WRITES[below(WRITES.length)]).array();
        return flip() ? y : c.dtype().isFloat() ? y.times(0.5) : y;
    }

    /** Another carry written into what is carried, at a place that may be carried too: all as they were before the round. */
    private Array crossed(Array c, List<Array> now) {
        var parts = now.stream().filter(d -> d != c && d.dtype() == c.dtype() && isWithin(d.shape(), c.shape())).toList();
        if (c.rank() == 0 || parts.isEmpty()) return c;
        var place = now.stream().filter(d -> d.rank() == 0 && d.dtype() == DType.S32).findFirst();
        var starts = new Array[c.rank()];
        Arrays.fill(starts, place.orElseGet(() -> number(DType.S32, (long) below(3))));
        return new DynamicUpdateSlice(Bounds.CLAMP).bind(joined(starts, c, parts.get(below(parts.size()))));
    }

    private static boolean isWithin(Shape a, Shape b) {
        return a.rank() == b.rank() && a.axes().stream().allMatch(i -> a.dim(i) <= b.dim(i));
    }

    private static Array small(Array x) { return x.dtype().isFloat() ? x.times(0.25) : x; }

    /** A value of a type; floats are kept near 1, whatever the number of rounds. */
    Array ofType(ArrayType type) {
        var v = any(c -> c.array().type().equals(type));
        if (v == null) v = any(c -> c.array().dtype() == type.dtype());
        if (v == null) return Array.ones(type);
        var y = fit(v.array(), type.shape());
        return !type.dtype().isFloat() ? y : flip() ? y.sin() : y.times(0.5);
    }
}
