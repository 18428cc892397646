package jacobi.interpret;

import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.interpret.Element.Real;
import jacobi.interpret.Element.Whole;
import jacobi.lax.ArgReduce;
import jacobi.lax.Compare;
import jacobi.lax.Cumulative;
import jacobi.lax.Monoid;
import jacobi.lax.Reduce;

/** Primitives that combine the elements along axes. */
final class Reductions {
    private Reductions() {}

    static void reduce(Reduce p, Elements x, Elements y) {
        var kept = x.shape().axes().minus(p.axes());
        var outer = x.shape().select(kept);
        var inner = x.shape().select(p.axes());
        long[] outerStrides = select(x.shape().strides(), kept), innerStrides = select(x.shape().strides(), p.axes());
        var position = new long[1];
        Indices.forEach(outer, to -> {
            long base = Indices.offset(to, outerStrides);
            var running = Running.of(p.monoid(), x.dtype());
            Indices.forEach(inner, i -> running.add(x.get(base + Indices.offset(i, innerStrides))));
            y.set(position[0]++, running.result());
        });
    }

    private static long[] select(long[] strides, Axes axes) { return axes.stream().mapToLong(a -> strides[a]).toArray(); }

    static void cumulative(Cumulative p, Elements x, Elements y) {
        long n = x.shape().dim(p.axis()), stride = x.shape().strides()[p.axis()];
        lines(x, p.axis(), base -> {
            var running = Running.of(p.monoid(), x.dtype());
            for (long k = 0; k < n; k++) {
                long i = base + (p.reverse() ? n - 1 - k : k) * stride;
                running.add(x.get(i));
                y.set(i, running.result());
            }
        });
    }

    static void argReduce(ArgReduce p, Elements x, Elements y) {
        long n = x.shape().dim(p.axis()), stride = x.shape().strides()[p.axis()];
        var better = p.extreme() == Monoid.MIN ? Compare.LT : Compare.GT;
        var position = new long[1];
        lines(x, p.axis(), base -> {
            long best = 0;
            for (long k = 1; k < n; k++)
                if (wins(better, x.dtype(), x.get(base + k * stride), x.get(base + best * stride))) best = k;
            y.set(position[0]++, new Whole(best));
        });
    }

    private static boolean wins(Compare better, DType t, Element a, Element b) {
        if (b instanceof Real(double v) && Double.isNaN(v)) return false;
        return a instanceof Real(double v) && Double.isNaN(v) || Pointwise.of(better, t, a, b);
    }

    /** Shows the position of the first element of each line along an axis, in row-major order. */
    static void lines(Elements x, int axis, java.util.function.LongConsumer body) {
        var strides = x.shape().strides();
        Indices.forEach(x.shape().with(axis, Math.min(1, x.shape().dim(axis))), i -> body.accept(Indices.offset(i, strides)));
    }
}
