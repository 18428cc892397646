package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;

/** Σ (3x + sin x + cos x² − cos 2x − 0.4 x³·⁵) over {@code n} values of x from 0 to 10. */
public enum MapReduce implements Entry {
    F64, F32;

    static Array total(Array x) {
        Array waves = x.sin().plus(x.square().cos()).minus(x.times(2).cos());
        return x.times(3).plus(waves).minus(x.pow(3.5).times(0.4)).sum();
    }

    @Override public Contender jacobi(long... n) {
        double[] ramp = Inputs.ramp(n[0], 10);
        Array x = this == F64 ? Array.of(ramp) : Array.of(Inputs.single(ramp));
        var f = jit(MapReduce::total);
        return new Calls(() -> f.apply(x));
    }

    @Override public Contender java(long... n) {
        double[] x = Inputs.ramp(n[0], 10);
        float[] single = Inputs.single(x);
        double[] total = new double[1];
        return new Loop(() -> total[0] = Loop.sum(x.length, this == F64 ? (begin, end) -> part(x, begin, end)
            : (begin, end) -> part(single, begin, end)), () -> new double[][] {total});
    }

    private static double part(double[] x, int begin, int end) {
        double sum = 0;
        for (int i = begin; i < end; i++) {
            double v = x[i];
            sum += 3 * v + Math.sin(v) + Math.cos(v * v) - Math.cos(2 * v) - 0.4 * (v * v * v * Math.sqrt(v));
        }
        return sum;
    }

    private static double part(float[] x, int begin, int end) {
        double sum = 0;
        for (int i = begin; i < end; i++) {
            float v = x[i];
            float waves = (float) (Math.sin(v) + Math.cos(v * v) - Math.cos(2 * v));
            sum += 3 * v + waves - 0.4f * (v * v * v * (float) Math.sqrt(v));
        }
        return sum;
    }
}
