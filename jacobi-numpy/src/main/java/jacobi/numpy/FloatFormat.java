package jacobi.numpy;

import jacobi.core.Absent;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Frame;
import jacobi.core.Shape;
import jacobi.core.TypeError;
import jacobi.lax.Constant;

/**
 * How a floating-point dtype is made of random bits.
 * @param word     the unsigned dtype of its bits
 * @param draw     the unsigned dtype of which so many bits are drawn
 * @param mantissa the bits stored after the point
 * @param least    the exponent of the smallest normal number
 */
record FloatFormat(DType dtype, DType word, DType draw, int mantissa, int least) {
    /** @throws TypeError if the dtype is not floating-point */
    static FloatFormat of(DType dtype) {
        return switch (Absent.refused(dtype, "a draw", "a dtype")) {
            case F16 -> new FloatFormat(dtype, DType.U16, DType.U16, 10, -14);
            case BF16 -> new FloatFormat(dtype, DType.U16, DType.U8, 7, -126);
            case F32 -> new FloatFormat(dtype, DType.U32, DType.U32, 23, -126);
            case F64 -> new FloatFormat(dtype, DType.U64, DType.U64, 52, -1022);
            default -> throw new TypeError("random numbers of this dtype cannot be drawn so").expected("f16, bf16, f32 or f64")
                    .given("%s", dtype).mend("draw f64 and convert, or use randint or bernoulli").at(Frame.user());
        };
    }

    /** The smallest normal number. */
    double tiny() { return Math.scalb(1.0, least); }
    /** The distance from 1 to the next number. */
    double epsilon() { return Math.scalb(1.0, -mantissa); }

    Array constant(double value) { return Constant.of(dtype, value).bind(); }

    private static final Draw UNIT = Draw.of((key, shape, dtype) -> of(dtype).unit(key, shape));

    /** Numbers in [0, 1). @throws TypeError if the dtype is not floating-point */
    static Array unit(Key key, Shape shape, DType dtype) { return UNIT.draw(key, shape, dtype); }

    /** Multiples of {@link #epsilon} in [0, 1), all equally likely: random bits after the point of 1, less 1. */
    private Array unit(Key key, Shape shape) {
        var bits = Threefry.bits(key, shape, draw).ushr(draw.bits() - mantissa);
        return bits.convert(word).or(bitsOfOne()).bitcast(dtype).minus(1);
    }

    /** The sign and exponent of 1. */
    private long bitsOfOne() { return (1L - least) << mantissa; }
}
