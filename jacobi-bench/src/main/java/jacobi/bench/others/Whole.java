package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;

/** Arithmetic of whole numbers, and of them with others: extremes, a mixing of bits, a sum of three dtypes. */
public enum Whole implements Entry {
    EXTREMES, MIXED, HASH;

    private static final double RANGE = 1e9;

    static Array mixed(Array x) {
        Array whole = x.convert(DType.S64);
        Array share = x.convert(DType.F32).times(1e-9f);
        return whole.times(3).plus(x.and(255)).convert(DType.F32).times(share);
    }

    /** @see "Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA, 453–472" */
    static Array hash(Array x) {
        Array z = x.convert(DType.S64).times(0x9E3779B97F4A7C15L);
        z = z.xor(z.ushr(30)).times(0xBF58476D1CE4E5B9L);
        z = z.xor(z.ushr(27)).times(0x94D049BB133111EBL);
        return z.xor(z.ushr(31)).ushr(11).convert(DType.F64);
    }

    private Array of(Array x) {
        return switch (this) {
            case EXTREMES -> Array.stack(x.min(), x.max());
            case MIXED -> mixed(x);
            case HASH -> hash(x);
        };
    }

    @Override public Contender jacobi(long... n) {
        return Calls.of(this::of, Inputs.noise(1, Shape.of(n)).times(RANGE).convert(DType.S32));
    }
}
