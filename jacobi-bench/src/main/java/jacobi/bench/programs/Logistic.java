package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** x ← 3.9 x (1 − x), {@code n} times. Chaotic: systems that round differently part after some hundred steps. */
public enum Logistic implements Entry {
    MAP;

    private static final double GROWTH = 3.9;
    private static final double START = 0.3;

    @Override public Contender jacobi(long... n) {
        var iterate = jit((Array x) -> Lax.foriLoop(0, n[0], (_, y) -> y.times(GROWTH).times(y.rminus(1)), x));
        Array start = Array.of(START);
        return new Calls(() -> iterate.apply(start));
    }

    @Override public Contender java(long... n) {
        double[] end = new double[1];
        return new Loop(() -> {
            double x = START;
            for (long i = 0; i < n[0]; i++) x = GROWTH * x * (1 - x);
            end[0] = x;
        }, () -> new double[][] {end});
    }
}
