package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;

/** y = cos 2x² + √|x| + 2 sin x⁴ − 0.1x², elementwise, for {@code n} values of x from 0 to 10. */
public enum Chain implements Entry {
    F64, F32;

    static Array chain(Array x) {
        Array wave = x.square().times(2).cos().plus(x.abs().sqrt());
        return wave.plus(x.pow(4).sin().times(2)).minus(x.square().times(0.1));
    }

    @Override public Contender jacobi(long... n) {
        double[] ramp = Inputs.ramp(n[0], 10);
        Array x = this == F64 ? Array.of(ramp) : Array.of(Inputs.single(ramp));
        var f = jit(Chain::chain);
        return new Calls(() -> f.apply(x));
    }

    @Override public Contender java(long... n) {
        double[] ramp = Inputs.ramp(n[0], 10);
        return this == F64 ? java(ramp) : java(Inputs.single(ramp));
    }

    private static Contender java(double[] x) {
        double[] y = new double[x.length];
        return new Loop(() -> Loop.parallel(x.length, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                double square = x[i] * x[i];
                y[i] = Math.cos(2 * square) + Math.sqrt(Math.abs(x[i])) + 2 * Math.sin(square * square) - 0.1 * square;
            }
        }), () -> new double[][] {y});
    }

    private static Contender java(float[] x) {
        float[] y = new float[x.length];
        return new Loop(() -> Loop.parallel(x.length, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                float square = x[i] * x[i];
                y[i] = (float) (Math.cos(2 * square) + Math.sqrt(Math.abs(x[i])) + 2 * Math.sin(square * square)) - 0.1f * square;
            }
        }), () -> new double[][] {Loop.doubles(y)});
    }
}
