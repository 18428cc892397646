package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

/**
 * What a function needs to know of a floating-point type's bits, so that its structure is written once for both types.
 *
 * @param type     f32 or f64
 * @param mantissa stored bits of the significand
 * @param bias     of the exponent
 */
record Format(ScalarType type, int mantissa, int bias) {
    private static final Format BINARY32 = new Format(F32, 23, 127);
    private static final Format BINARY64 = new Format(F64, 52, 1023);

    static Format of(Scalar x) {
        return switch (x.type()) {
            case F32 -> BINARY32;
            case F64 -> BINARY64;
            default -> throw new IllegalArgumentException("a floating-point value expected, given " + x);
        };
    }

    /** One of two constants: that of f32 or that of f64. */
    double pick(double f32, double f64) {
        return type == F32 ? f32 : f64;
    }

    /** One of two rows of constants. */
    double[] pick(double[] f32, double[] f64) {
        return type == F32 ? f32 : f64;
    }

    /**
     * 3/2 · 2<sup>mantissa</sup>: adding it to a number well below it in size leaves the nearest whole number (ties to even) in
     * the low bits of the sum, and subtracting it again leaves that number.
     */
    double shifter() {
        return 1.5 * Math.scalb(1.0, mantissa);
    }

    /** The bits of {@link #shifter()}. */
    long shifterBits() {
        return type.bitsOf(shifter());
    }

    /** The bits of 1. */
    long one() {
        return (long) bias << mantissa;
    }

    /** The bits below the exponent. */
    long mantissaMask() {
        return (1L << mantissa) - 1;
    }

    /** 2<sup>n − bias</sup> for an integer n with 0 < n < 2 bias + 1. */
    Scalar powerOfTwo(Scalar biased) {
        return biased.shl(mantissa).asFloat();
    }
}
