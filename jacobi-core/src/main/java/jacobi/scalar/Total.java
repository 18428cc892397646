package jacobi.scalar;

/**
 * The meaning of every elementwise operation on every operand: one table, which the interpreter, the eager kernels and native
 * code follow. Where hardware traps or leaves the result open, something plain is chosen:
 *
 * <table border="1">
 * <caption>Results that hardware does not agree on</caption>
 * <tr><th>operation</th><th>operands</th><th>result</th></tr>
 * <tr><td>signed x / 0</td><td>any x</td><td>−1</td></tr>
 * <tr><td>unsigned x / 0</td><td>any x</td><td>the largest value</td></tr>
 * <tr><td>x rem 0</td><td>integers</td><td>x</td></tr>
 * <tr><td>MIN / −1, MIN rem −1</td><td>signed</td><td>MIN, 0: wrapping</td></tr>
 * <tr><td>shift by the width or more, or by a negative number</td><td>integers</td><td>0; the sign everywhere for an arithmetic
 * shift right</td></tr>
 * <tr><td>float to integer</td><td>out of range; NaN</td><td>the nearest value in range; 0</td></tr>
 * <tr><td>min, max</td><td>a NaN; zeros</td><td>NaN; −0 is below +0</td></tr>
 * <tr><td>x to the n</td><td>integers, n &lt; 0</td><td>0, but 1 for x = 1, and ±1 for x = −1</td></tr>
 * <tr><td>x rem y</td><td>floats</td><td>C's fmod: the sign of x; NaN for y = 0 or infinite x</td></tr>
 * </table>
 *
 * <p>Integers of 8 and 16 bits are computed as {@code int} (signed ones sign-extended, unsigned ones zero-extended) and the
 * result cut to its width; operations that depend on the width take it. Unsigned integers of 32 and 64 bits are {@code int} and
 * {@code long} by their bits.
 */
public final class Total {
    private Total() {}

    // ---- division

    /** Quotient towards zero; −1 for b = 0; wraps for MIN / −1. */
    public static int div(int a, int b) {
        return b == 0 ? -1 : a / b;
    }

    /** Quotient towards zero; −1 for b = 0; wraps for MIN / −1. */
    public static long div(long a, long b) {
        return b == 0 ? -1 : a / b;
    }

    /** Unsigned quotient; all ones for b = 0. */
    public static int divUnsigned(int a, int b) {
        return b == 0 ? -1 : Integer.divideUnsigned(a, b);
    }

    /** Unsigned quotient; all ones for b = 0. */
    public static long divUnsigned(long a, long b) {
        return b == 0 ? -1 : Long.divideUnsigned(a, b);
    }

    /** Remainder with the sign of a; a for b = 0; 0 for MIN rem −1. */
    public static int rem(int a, int b) {
        return b == 0 ? a : a % b;
    }

    /** Remainder with the sign of a; a for b = 0; 0 for MIN rem −1. */
    public static long rem(long a, long b) {
        return b == 0 ? a : a % b;
    }

    /** Unsigned remainder; a for b = 0. */
    public static int remUnsigned(int a, int b) {
        return b == 0 ? a : Integer.remainderUnsigned(a, b);
    }

    /** Unsigned remainder; a for b = 0. */
    public static long remUnsigned(long a, long b) {
        return b == 0 ? a : Long.remainderUnsigned(a, b);
    }

    /** C's fmod: exact, with the sign of a; NaN for b = 0 and for infinite a. */
    public static float rem(float a, float b) {
        return a % b;
    }

    /** C's fmod: exact, with the sign of a; NaN for b = 0 and for infinite a. */
    public static double rem(double a, double b) {
        return a % b;
    }

    // ---- shifts; the count is read as unsigned in the same width

    /** a shifted left by n in {@code width} bits; 0 for n ≥ width. The result is to be cut to its width. */
    public static long shiftLeft(long a, long n, int width) {
        return within(n, width) ? a << n : 0;
    }

    /** The {@code width} bits of a shifted right by n, zeros coming in; 0 for n ≥ width. */
    public static long shiftRightLogical(long a, long n, int width) {
        return within(n, width) ? (a & mask(width)) >>> n : 0;
    }

    /**
     * a, sign-extended from {@code width} bits, shifted right by n, copies of its sign coming in; the sign everywhere for n ≥
     * width.
     */
    public static long shiftRightArithmetic(long a, long n, int width) {
        return within(n, width) ? a >> n : a >> 63;
    }

    private static boolean within(long n, int width) {
        return n >= 0 && n < width;
    }

    /** The lowest {@code width} bits set. */
    public static long mask(int width) {
        return -1L >>> (64 - width);
    }

    // ---- order

    /** The smaller; NaN if either is NaN; −0 below +0. */
    public static float min(float a, float b) {
        return Math.min(a, b);
    }

    /** The smaller; NaN if either is NaN; −0 below +0. */
    public static double min(double a, double b) {
        return Math.min(a, b);
    }

    /** The larger; NaN if either is NaN; −0 below +0. */
    public static float max(float a, float b) {
        return Math.max(a, b);
    }

    /** The larger; NaN if either is NaN; −0 below +0. */
    public static double max(double a, double b) {
        return Math.max(a, b);
    }

    /** The smaller of unsigned numbers. */
    public static long minUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    /** The larger of unsigned numbers. */
    public static long maxUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    // ---- rounding and sign

    /** The nearest whole number, ties to even. */
    public static double roundHalfEven(double x) {
        return Math.rint(x);
    }

    /** The nearest whole number, ties away from zero. −0.3 gives −0. */
    public static double roundHalfAway(double x) {
        double below = Math.floor(Math.abs(x));
        return Math.copySign(Math.abs(x) - below >= 0.5 ? below + 1 : below, x);
    }

    /** −1, 1, or x itself if it is a zero or NaN. */
    public static float sign(float x) {
        return Math.signum(x);
    }

    /** −1, 1, or x itself if it is a zero or NaN. */
    public static double sign(double x) {
        return Math.signum(x);
    }

    // ---- integer powers

    /** a to the n, wrapping; for n &lt; 0: 1 if a = 1, ±1 if a = −1, else 0 (of 0 too). */
    public static long pow(long a, long n) {
        if (n < 0) return a == 1 ? 1 : a == -1 ? 1 - 2 * (n & 1) : 0;
        return powUnsigned(a, n);
    }

    /** a to the n, wrapping; for n &lt; 0: 1 if a = 1, ±1 if a = −1, else 0 (of 0 too). */
    public static int pow(int a, int n) {
        return (int) pow((long) a, (long) n);
    }

    /** a to the n, wrapping, n unsigned. */
    public static long powUnsigned(long a, long n) {
        long power = 1;
        for (; n != 0; n >>>= 1, a *= a) if ((n & 1) != 0) power *= a;
        return power;
    }

    // ---- bits

    /** Number of ones among the lowest {@code width} bits. */
    public static int popcount(long a, int width) {
        return Long.bitCount(a & mask(width));
    }

    /** Number of zeros above the highest one among the lowest {@code width} bits; {@code width} for 0. */
    public static int countLeadingZeros(long a, int width) {
        return Long.numberOfLeadingZeros(a & mask(width)) - (64 - width);
    }

    // ---- next representable number

    /** The neighbour of x towards y; y if they are equal (of zeros too); NaN if either is NaN. */
    public static double nextAfter(double x, double y) {
        return Math.nextAfter(x, y);
    }

    /** The neighbour of x towards y; y if they are equal (of zeros too); NaN if either is NaN. */
    public static float nextAfter(float x, float y) {
        return Math.nextAfter(x, (double) y);
    }

    /** The neighbour of x towards y for f16 values by their bits. */
    public static short nextAfterF16(short x, short y) {
        return nextAfter16(x, Float.float16ToFloat(x), y, Float.float16ToFloat(y));
    }

    /** The neighbour of x towards y for bf16 values by their bits. */
    public static short nextAfterBf16(short x, short y) {
        return nextAfter16(x, bf16ToFloat(x), y, bf16ToFloat(y));
    }

    private static short nextAfter16(short x, float xValue, short y, float yValue) {
        if (Float.isNaN(xValue)) return x;
        if (Float.isNaN(yValue) || xValue == yValue) return y;
        if (xValue == 0) return (short) (y & 0x8000 | 1);
        return (short) (x + ((xValue < yValue) == (xValue > 0) ? 1 : -1));
    }

    // ---- between integers and floats

    /** x towards zero as a signed integer of {@code width} bits; the nearest in range if it is outside; 0 for NaN. */
    public static long toSigned(double x, int width) {
        long most = mask(width) >>> 1;
        return Math.clamp((long) x, -most - 1, most);
    }

    /** x towards zero as an unsigned integer of {@code width} bits; the nearest in range if it is outside; 0 for NaN. */
    public static long toUnsigned(double x, int width) {
        if (!(x > 0)) return 0;
        if (x >= Math.scalb(1.0, width)) return mask(width);
        return x < 0x1p63 ? (long) x : (long) (x - 0x1p63) + Long.MIN_VALUE;
    }

    /** The unsigned 64-bit number a, rounded to nearest. */
    public static double unsignedToDouble(long a) {
        return a >= 0 ? a : 2 * (double) halfToOdd(a);
    }

    /** The unsigned 64-bit number a, rounded to nearest, once. */
    public static float unsignedToFloat(long a) {
        return a >= 0 ? a : 2 * (float) halfToOdd(a);
    }

    /** a / 2 with the lost bit kept sticky, so that rounding it is rounding a. */
    private static long halfToOdd(long a) {
        return a >>> 1 | a & 1;
    }

    // ---- narrow floats

    /** The f32 with the value of the bf16 {@code bits}. */
    public static float bf16ToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** x as bf16 bits, rounded to nearest, ties to even; NaN stays NaN. */
    public static short floatToBf16(float x) {
        int bits = Float.floatToRawIntBits(x);
        if (x != x) return (short) (bits >>> 16 | 0x40);
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    /** x as bf16 bits, rounded to nearest, once. */
    public static short doubleToBf16(double x) {
        return floatToBf16(roundToOdd(x));
    }

    /** x as f16 bits, rounded to nearest, once. */
    public static short doubleToF16(double x) {
        return Float.floatToFloat16(roundToOdd(x));
    }

    /**
     * x as an f32; if inexact, the neighbour with an odd last bit, so that a further rounding to fewer bits rounds as if at
     * once.
     */
    private static float roundToOdd(double x) {
        float near = (float) x;
        int bits = Float.floatToRawIntBits(near);
        if (near == x || x != x || (bits & 1) != 0) return near;
        return Float.intBitsToFloat(Math.abs((double) near) > Math.abs(x) ? bits - 1 : bits + 1);
    }
}
