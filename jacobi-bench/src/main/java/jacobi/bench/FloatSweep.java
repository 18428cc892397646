package jacobi.bench;

import static jacobi.Jacobi.jit;
import static jacobi.core.DType.F32;
import static jacobi.core.DType.F64;
import static jacobi.core.DType.S32;
import static jacobi.core.DType.S64;

import jacobi.Jitted;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;
import jacobi.testing.reference.Accuracy;

/**
 * The errors of a function of one operand at every f32, infinities and NaN included, found by a compiled program: the reference
 * is the f64 function, whose own error is nothing beside a unit in the last place of an f32. A wrong special value, the sign of
 * a zero included, is an infinite error.
 */
final class FloatSweep {
    /** So many operands at a time: their errors stay in the cache. */
    static final int BLOCK = 1 << 20;

    private final VectorMath function;
    private final Jitted.Of2<Array, Array, Pair<Array, Array>> errors;

    FloatSweep(VectorMath function) {
        this.function = function;
        this.errors = jit((from, step) -> {
            Array error = error(operands(from, step));
            return new Pair<>(error, error.max());
        });
    }

    /** How many blocks hold every {@code step}-th f32. */
    static int blocks(int step) {
        return (int) (((1L << 32) + (long) step * BLOCK - 1) / ((long) step * BLOCK));
    }

    /** The worst of the {@code block}-th block of every {@code step}-th f32. */
    Accuracy block(int block, int step) {
        int from = block * BLOCK * step;
        var found = errors.apply(Array.of(from), Array.of(step));
        try (Array all = found.first(); Array worst = found.second()) {
            double[] at = {Float.intBitsToFloat(from + (int) all.argmax().itemLong() * step)};
            return new Accuracy(function, ScalarType.F32, BLOCK, worst.item(), at);
        }
    }

    private static Array operands(Array from, Array step) {
        return Array.iota(ArrayType.of(S32, BLOCK), 0).times(step).plus(from).bitcast(F32);
    }

    private Array error(Array x) {
        Array y = CompiledMath.apply(function, x, x), wide = x.convert(F64), exact = CompiledMath.apply(function, wide, wide);
        Array off = bounded(y.convert(F64)).minus(bounded(exact)).abs().times(unitsPerOne(exact.abs().maximum(floor(wide))));
        Array wrongSign = y.eq(0).and(y.signBit().ne(exact.signBit()));
        Array wrong = y.isNaN().or(wrongSign).xor(exact.isNaN());
        return Array.where(wrong, Double.POSITIVE_INFINITY, Array.where(exact.isNaN(), 0.0, off)).convert(F32);
    }

    /** Infinity counts as the power of two after the largest f32, and so does what is beyond. */
    private static Array bounded(Array x) {
        return x.clip(-0x1p128, 0x1p128);
    }

    /** One over the unit in the last place of an f32 as large as {@code near}. */
    private static Array unitsPerOne(Array near) {
        Array rounded = near.minimum(Float.MAX_VALUE).convert(F32).convert(F64);
        Array exponent = rounded.bitcast(S64).shr(52).minus(1023).maximum(-126);
        return exponent.rminus(1023 + 23).shl(52).bitcast(F64);
    }

    /** {@link VectorMath#floor} of arrays. */
    private Array floor(Array x) {
        Array size = x.unaryMinus().maximum(1.0);
        return switch (function) {
            case LGAMMA -> size.times(size.log().minus(1)).maximum(1.0);
            case DIGAMMA -> Array.where(x.gt(0), 1.0, size.log().maximum(Math.PI));
            default -> Array.of(0.0);
        };
    }
}
