package jacobi.eager;

import java.lang.foreign.MemorySegment;
import jacobi.core.Axes;
import jacobi.core.DenseArray;
import jacobi.lax.Monoid;
import jacobi.lax.Reduce;

/**
 * Reductions by a monoid: the reduced axes are moved to the end, then each row is reduced strip by strip, and the strips' results
 * in pairs.
 */
final class Reductions {
    private Reductions() {}

    /** Null where the dtype has no kernel. */
    static DenseArray reduce(Reduce p, DenseArray x) {
        var strips = Strips.of(x.dtype());
        return strips == null || !strips.has(p.monoid()) ? null : reduce(strips, p, x);
    }

    private static <A> DenseArray reduce(Strips<A> strips, Reduce p, DenseArray x) {
        Axes reduced = p.axes().sorted(), kept = x.type().axes().minus(reduced);
        var order = kept.concat(reduced);
        var rows = order.isIdentity() ? x : Layouts.transpose(order, x);
        var result = Results.of(x.type().withShape(x.shape().select(kept)));
        long width = x.shape().select(reduced).size();
        if (width == 0) neutral(strips, p.monoid(), result);
        else new Rows<>(strips, p.monoid(), rows.segment(), width).reduce(result.segment(), result.size());
        return result;
    }

    private static <A> void neutral(Strips<A> strips, Monoid monoid, DenseArray result) {
        A a = strips.make(1);
        strips.spread(Scalars.of(monoid.neutral(result.dtype())).segment(), a, 1);
        for (long i = 0; i < result.size(); i++) strips.store(a, result.segment(), i, 1);
    }

    private static final class Rows<A> {
        private final Strips<A> strips;
        private final Monoid monoid;
        private final MemorySegment rows;
        private final long width;
        private final A strip;

        Rows(Strips<A> strips, Monoid monoid, MemorySegment rows, long width) {
            this.strips = strips;
            this.monoid = monoid;
            this.rows = rows;
            this.width = width;
            strip = strips.make((int) Math.min(width, Strips.LENGTH));
        }

        void reduce(MemorySegment target, long count) {
            A result = strips.make(1);
            for (long i = 0; i < count; i++) {
                reduce(i * width, width, result, 0);
                strips.store(result, target, i, 1);
            }
        }

        /** Halves at multiples of a strip's length, so that rounding errors grow with the logarithm of the width. */
        private void reduce(long at, long n, A result, int put) {
            if (n <= Strips.LENGTH) {
                strips.load(rows, at, strip, (int) n);
                strips.reduce(monoid, strip, (int) n, result, put);
                return;
            }
            long half = Math.ceilDiv(n / 2, Strips.LENGTH) * Strips.LENGTH;
            A two = strips.make(2);
            reduce(at, half, two, 0);
            reduce(at + half, n - half, two, 1);
            strips.reduce(monoid, two, 2, result, put);
        }
    }
}
