package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Index;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/** Sweeps over a grid: relaxation between fixed borders (slices, pad), the game of life on a torus (roll), heat along a rod. */
public enum Grid implements Entry {
    RELAX, LIFE, HEAT;

    static Array relax(Array u) {
        Index inner = Index.range(1, -1), before = Index.to(-2), after = Index.from(2);
        Array mean = u.get(before, inner).plus(u.get(after, inner)).plus(u.get(inner, before)).plus(u.get(inner, after))
                .times(0.25);
        return u.at(inner, inner).set(mean);
    }

    static Array live(Array cells) {
        Array rows = cells.roll(1, 0).plus(cells).plus(cells.roll(-1, 0));
        Array around = rows.roll(1, 1).plus(rows).plus(rows.roll(-1, 1)).minus(cells);
        return around.eq(3).or(around.eq(2).and(cells.eq(1))).convert(DType.S32);
    }

    static Array heat(Array u) {
        Array step = u.get(Index.from(2)).minus(u.get(Index.range(1, -1)).times(2)).plus(u.get(Index.to(-2))).times(0.2);
        return u.plus(step.pad(new long[] {1}, new long[] {1}));
    }

    private Array sweep(Array u) {
        return switch (this) {
            case RELAX -> relax(u);
            case LIFE -> live(u);
            case HEAT -> heat(u);
        };
    }

    /** Sizes: sweeps, then extents. */
    @Override public Contender jacobi(long... n) {
        Array start = Inputs.noise(1, Shape.of(n).slice(1, n.length));
        return Calls.of((Array x) -> Lax.foriLoop(0, n[0], (_, u) -> sweep(u), x),
            this == LIFE ? start.gt(0.4).convert(DType.S32) : start);
    }
}
