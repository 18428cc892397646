package jacobi.testing;

import java.util.ArrayList;
import java.util.List;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** Steps for each row of some arrays. */
final class RandomRows extends RandomFamily {
    private static final long[] ODD = {3, 5, 7, 13};

    private final int depth;
    private final long most;

    /** @param most as of {@link RandomLoops} */
    RandomRows(RandomValues values, int depth, long most) {
        super(values);
        this.depth = depth;
        this.most = most;
    }

    void step() {
        var lead = any(v -> v.array().rank() > 0 && v.shape().dim(0) > 0 && RandomCarries.isCarried(v));
        if (lead == null) return;
        if (flip()) rows(alike(lead));
        else shared(alike(lead));
    }

    /** Arrays of as many rows. */
    private List<Value> alike(Value lead) {
        var all = new ArrayList<>(List.of(lead));
        for (int i = 0; i < 3; i++) {
            var v = any(w -> w.array().rank() > 0 && w.shape().dim(0) == lead.shape().dim(0) && RandomCarries.isCarried(w));
            if (v != null) all.add(v);
        }
        return all;
    }

    private RandomValues ofRow(List<Value> x) {
        return values.inner(Math.max(1, values.largest / x.getFirst().shape().dim(0)));
    }

    private static List<Array> arrays(List<Value> values) { return values.stream().map(Value::array).toList(); }

    /** Any steps, loops more often than elsewhere; also on a value that all rows share. */
    private void rows(List<Value> x) {
        var exact = new ArrayList<Boolean>();
        var all = Jacobi.vmap((List<Array> row) -> {
            var in = ofRow(x);
            for (int i = 0; i < row.size(); i++) in.add(row.get(i), x.get(i).exact());
            var outside = any(RandomCarries::isCarried);
            if (outside != null) in.add(outside);
            var steps = new RandomLoops(in, depth, most);
            for (int i = 4 + below(4); i > 0; i--) if (below(3) == 0) steps.region();
                else steps.step();
            var results = in.results();
            results.forEach(v -> exact.add(v.exact()));
            return arrays(results);
        }).apply(arrays(x));
        for (int i = 0; i < all.size(); i++) add(all.get(i), exact.get(i));
    }

    /**
     * A scan of each row which carries, beside the row's own, a small array that no row changes: all of them go through the same
     * numbers, which are computed once, of sizes that fill no vector. Bodies are short, for rows to be computed side by side.
     */
    private void shared(List<Value> x) {
        var first = any(Value::isFloat);
        var shape = flip() ? Shape.of(odd()) : Shape.of(odd(), odd());
        if (first == null || shape.size() > values.largest) return;
        var same = fit(first.array(), shape);
        var all = Jacobi.vmap((List<Array> row) -> {
            long length = length(row.getFirst());
            var slices = row.stream().filter(a -> isSliced(a, length)).toList();
            var start = new ArrayList<>(List.of(same));
            for (var a : row) start.add(isSliced(a, length) ? total(a) : a);
            return RandomLoops.scan(start, slices, length, flip(), c -> {
                var own = List.of(c).subList(1, start.size());
                var with = new ArrayList<>(List.of(c));
                with.add(total(c[0]));
                var shared = next(values.inner(values.largest), List.of(c[0]), List.of(c[0]), length);
                return joined(next(ofRow(x), with, own, length), shared);
            });
        }).apply(arrays(x));
        for (var y : all) add(y.dtype().isFloat() ? y.tanh() : y, !y.dtype().isFloat());
    }

    private long odd() { return ODD[below(ODD.length)]; }

    /** As many rounds as a row has slices, if it has some and not too many. */
    private long length(Array row) {
        long n = row.rank() == 0 || flip() ? 0 : row.shape().dim(0);
        return n > 0 && n <= most ? n : Math.min(most, odd());
    }

    private static boolean isSliced(Array a, long length) { return a.rank() > 0 && a.shape().dim(0) == length; }

    private static Array total(Array x) {
        var axes = x.type().axes();
        if (x.dtype().isFloat()) return x.reduceSum(axes).times(1.0 / Math.max(1, x.size()));
        return new Reduce(x.dtype() == DType.PRED ? Monoid.OR : Monoid.SUM, axes).bind(x);
    }

    private Array[] next(RandomValues in, List<Array> x, List<Array> now, long length) {
        for (var a : x) in.add(a, !a.dtype().isFloat());
        var steps = new RandomLoops(in, depth - 1, most / length);
        for (int i = below(4); i > 0; i--) steps.step();
        return new RandomCarries(in).next(now);
    }
}
