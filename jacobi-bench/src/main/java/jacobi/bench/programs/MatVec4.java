package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** v ← sin(A v) for a 4 × 4 matrix, {@code n} trips of a whileLoop. Chaotic. */
public enum MatVec4 implements Entry {
    SINE;

    private static final double SIZE = 3;

    private record Trip(Array count, Array v) {}

    static Array iterate(Array a, Array v, long trips) {
        var start = new Trip(Array.of(0L), v);
        return Lax.whileLoop(t -> t.count.lt(trips), t -> new Trip(t.count.plus(1), a.matmul(t.v).sin()), start).v;
    }

    private static double[] matrix() {
        double[] a = Inputs.noise(3, 16);
        for (int i = 0; i < a.length; i++) a[i] *= SIZE;
        return a;
    }

    @Override public Contender jacobi(long... n) {
        Array a = Array.of(matrix()).reshape(4, 4), v = Array.of(Inputs.noise(4, 4));
        var f = jit((Array m, Array start) -> iterate(m, start, n[0]));
        return new Calls(() -> f.apply(a, v));
    }

    @Override public Contender java(long... n) {
        double[] a = matrix(), start = Inputs.noise(4, 4), v = new double[4], w = new double[4];
        return new Loop(() -> {
            System.arraycopy(start, 0, v, 0, 4);
            for (long t = 0; t < n[0]; t++) {
                for (int i = 0, k = 0; i < 4; i++, k += 4)
                    w[i] = a[k] * v[0] + a[k + 1] * v[1] + a[k + 2] * v[2] + a[k + 3] * v[3];
                for (int i = 0; i < 4; i++) v[i] = Math.sin(w[i]);
            }
        }, () -> new double[][] {v});
    }
}
