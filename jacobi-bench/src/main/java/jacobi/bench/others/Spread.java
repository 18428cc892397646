package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;

/** Means and variances of a matrix over an axis: f64 variances, and f32 rows brought to mean 0 and variance 1. */
public enum Spread implements Entry {
    VARIANCE0, VARIANCE1, LAYERNORM;

    static Array layerNorm(Array x, Array gain, Array bias) {
        Array centred = x.minus(x.mean(1, true));
        return centred.times(centred.square().mean(1, true).plus(1e-5f).rsqrt()).times(gain).plus(bias);
    }

    @Override public Contender jacobi(long... n) {
        Array x = Inputs.noise(1, Shape.of(n));
        if (this != LAYERNORM) return Calls.of(matrix -> matrix.var(ordinal()), x);
        Array gain = Inputs.noise(2, Shape.of(n[1])).convert(DType.F32), bias = Inputs.noise(3, Shape.of(n[1]))
                .convert(DType.F32);
        return Calls.of(Spread::layerNorm, x.convert(DType.F32), gain, bias);
    }
}
