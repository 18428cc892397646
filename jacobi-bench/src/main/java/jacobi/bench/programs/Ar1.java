package jacobi.bench.programs;

import static jacobi.Jacobi.NONE;
import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.vmap;

import jacobi.F2;
import jacobi.Pair;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.lax.Lax;

/**
 * y ← ρy + σε[t] by scan, every y kept: for one path of {@code steps}, or for {@code steps × paths} by vmap of the same scan,
 * time along axis 0.
 */
public enum Ar1 implements Entry {
    PATH, PATHS;

    private static final double RHO = 0.9;
    private static final double SIGMA = 0.1;

    /** All y of one path. @param start y before the first step */
    static Array path(Array start, Array shocks) {
        return Lax.scan((Array y, Array shock) -> {
            Array next = y.times(RHO).plus(shock.times(SIGMA));
            return new Pair<>(next, next);
        }, start, shocks).second();
    }

    @Override public Contender jacobi(long... n) {
        F2<Array, Array, Array> one = Ar1::path, many = vmap(one, new int[] {NONE, 1}, 1);
        var f = jit(this == PATH ? one : many);
        Array shocks = Array.of(Inputs.noise(2, size(n))).reshape(n), start = Array.of(0.0);
        return new Calls(() -> f.apply(start, shocks));
    }

    private static long size(long... n) {
        return n.length == 1 ? n[0] : n[0] * n[1];
    }

    @Override public Contender java(long... n) {
        int steps = (int) n[0], paths = this == PATH ? 1 : (int) n[1];
        double[] shocks = Inputs.noise(2, size(n)), all = new double[shocks.length];
        Runnable body = this == PATH ? () -> plainPath(shocks, all) : () -> Loop.parallel(paths, (begin, end) -> {
            for (int j = begin; j < end; j++) all[j] = SIGMA * shocks[j];
            for (int t = 1; t < steps; t++)
                for (int j = t * paths + begin; j < t * paths + end; j++) all[j] = RHO * all[j - paths] + SIGMA * shocks[j];
        });
        return new Loop(body, () -> new double[][] {all});
    }

    private static void plainPath(double[] shocks, double[] all) {
        double y = 0;
        for (int t = 0; t < shocks.length; t++) {
            y = RHO * y + SIGMA * shocks[t];
            all[t] = y;
        }
    }
}
