package jacobi.bench.others;

import static jacobi.Jacobi.vmap;

import jacobi.F1;
import jacobi.F2;
import jacobi.Jacobi;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/**
 * Loops of one element, lifted by vmap: Kepler's equation by ten steps of Newton's, square roots until they stand, cubic
 * equations by halving, escape times.
 */
public enum Root implements Entry {
    KEPLER, HERON, HALVING, ESCAPE;

    private static final double ECCENTRICITY = 0.7;
    /** A power of two, so that places are the same to the bit however they are computed. */
    private static final double PIXEL = 0x1p-7;
    private static final long MOST = 50;

    static Array kepler(Array mean) {
        return Lax.foriLoop(0, 10, (_, e) -> {
            Array slope = e.cos().times(-ECCENTRICITY).plus(1);
            return e.minus(e.minus(e.sin().times(ECCENTRICITY)).minus(mean).div(slope));
        }, mean);
    }

    private record Guess(Array last, Array next) {}

    static Array heron(Array x) {
        return Lax.whileLoop(g -> g.last.minus(g.next).abs().gt(g.next.times(1e-12)),
            g -> new Guess(g.next, g.next.plus(x.div(g.next)).times(0.5)), new Guess(Array.of(0.0), x)).next;
    }

    private record Interval(Array low, Array high) {}

    /** Where y³ + y = x, between -2 and 2. */
    static Array halving(Array x) {
        Interval last = Lax.whileLoop(i -> i.high.minus(i.low).gt(1e-9), i -> {
            Array middle = i.low.plus(i.high).times(0.5), below = middle.times(middle.square().plus(1)).lt(x);
            return new Interval(Array.where(below, middle, i.low), Array.where(below, i.high, middle));
        }, new Interval(Array.of(-2.0), Array.of(2.0)));
        return last.low.plus(last.high).times(0.5);
    }

    private record Orbit(Array x, Array y, Array count) {}

    static Array escape(Array cx, Array cy) {
        return Lax.whileLoop(z -> z.x.square().plus(z.y.square()).lt(4).and(z.count.lt(MOST)),
            z -> new Orbit(z.x.square().minus(z.y.square()).plus(cx), z.x.times(z.y).times(2).plus(cy), z.count.plus(1)),
            new Orbit(Array.of(0.0), Array.of(0.0), Array.of(0))).count;
    }

    @Override public Contender jacobi(long... n) {
        if (this == ESCAPE) {
            F2<Array, Array, Array> one = Root::escape, row = vmap(one, new int[] {0, Jacobi.NONE}, 0);
            return Calls.of(vmap(row, new int[] {Jacobi.NONE, 0}, 0), Array.arange(n[0]).times(PIXEL).minus(2),
                Array.arange(n[1]).plus(0.5).times(PIXEL).minus(1));
        }
        F1<Array, Array> one = this == KEPLER ? Root::kepler : this == HERON ? Root::heron : Root::halving;
        return Calls.of(vmap(one), Inputs.noise(1, Shape.of(n)).plus(this == HERON ? 2 : 0));
    }
}
