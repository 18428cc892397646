package jacobi.numpy;

import java.math.BigInteger;
import jacobi.core.Absent;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Frame;
import jacobi.core.Shape;
import jacobi.core.TypeError;
import jacobi.lax.Constant;
import jacobi.lax.Monoid;

/** Whole numbers in a range, by the remainder of twice as many bits as the dtype has: almost exactly uniform. */
final class Integers {
    /** The dtype of the result, the one that is computed in (at least 32 bits wide), and that of its bits. */
    private final DType dtype, work, word;

    private Integers(DType dtype) {
        if (!Absent.refused(dtype, "randint", "a dtype").isInteger()) throw new TypeError("randint cannot draw this dtype")
                .expected("an integer dtype").given("%s", dtype).mend("draw uniform or bernoulli").at(Frame.user());
        this.dtype = dtype;
        work = dtype.bits() < 32 ? DType.S32 : dtype;
        word = work.bits() == 64 ? DType.U64 : DType.U32;
    }

    static Array draw(Key key, Shape shape, Array lo, Array hi, DType dtype) {
        Absent.refused(key, "randint", "a key");
        Absent.refused(shape, "randint", "a shape");
        return new Integers(dtype).draw(key, shape, Random.fit(lo, shape), Random.fit(hi, shape));
    }

    private Array draw(Key key, Shape shape, Array lo, Array hi) {
        var span = span(lo, hi);
        var factor = Array.full(word, 1L << word.bits() / 2).rem(span).square().rem(span);
        var keys = key.split();
        Array high = Threefry.bits(keys.get(0), shape, word), low = Threefry.bits(keys.get(1), shape, word);
        var offset = high.rem(span).times(factor).plus(low.rem(span)).rem(span);
        return clamp(lo).plus(offset.bitcast(work)).convert(dtype);
    }

    /** How many numbers there are, at least 1; 0 stands for all of the dtype. */
    private Array span(Array lo, Array hi) {
        Array from = clamp(lo), to = clamp(hi);
        var count = to.bitcast(word).minus(from.bitcast(word));
        var all = beyond(hi) ? count.plus(hi.gt(greatest(hi.dtype()).bind()).convert(word)) : count;
        return Array.where(to.le(from), Array.ones(word), all);
    }

    /** A bound within the dtype's range, and one above it where there is room. */
    private Array clamp(Array bound) {
        return bound.clip(least(bound.dtype()).bind(), greatest(bound.dtype()).bind()).convert(work);
    }

    /** Whether an upper bound may lie above the dtype that is computed in. */
    private boolean beyond(Array bound) { return dtype == work && max(bound.dtype()).compareTo(max(work)) > 0; }

    private Constant least(DType bound) { return constant(bound, min(dtype).max(min(bound))); }
    private Constant greatest(DType bound) {
        var top = dtype == work ? max(dtype) : max(dtype).add(BigInteger.ONE);
        return constant(bound, top.min(max(bound)));
    }

    private static Constant constant(DType dtype, BigInteger value) { return new Constant(dtype, value.longValue(), 0); }
    private static BigInteger min(DType t) { return value(t, Monoid.least(t)); }
    private static BigInteger max(DType t) { return value(t, Monoid.greatest(t)); }
    private static BigInteger value(DType t, Constant c) {
        var signed = BigInteger.valueOf(c.bits());
        return t.isUnsigned() && signed.signum() < 0 ? signed.add(BigInteger.ONE.shiftLeft(64)) : signed;
    }
}
