package jacobi.scalar;

/**
 * Numbers as powers of two times what is left of them: the operations {@link ScalarOp#EXPONENT} and
 * {@link ScalarOp#SIGNIFICAND} on single numbers.
 */
final class Significands {
    private Significands() {}

    static double exponent(double a) {
        double x = Math.abs(a);
        if (!(x < Double.POSITIVE_INFINITY)) return x;
        if (x == 0) return Double.NEGATIVE_INFINITY;
        return x < Double.MIN_NORMAL ? Math.getExponent(x * 0x1p52) - 52 : Math.getExponent(x);
    }

    static float exponent(float a) {
        return (float) exponent((double) a);
    }

    static double significand(double a) {
        if (!(a >= 0)) return Double.NaN;
        if (a == 0 || a == Double.POSITIVE_INFINITY) return 1;
        long bits = Double.doubleToRawLongBits(a < Double.MIN_NORMAL ? a * 0x1p52 : a);
        double m = Double.longBitsToDouble(bits & (1L << 52) - 1 | 1023L << 52);
        return m < 1.5 ? m : m / 2;
    }

    static float significand(float a) {
        return (float) significand((double) a);
    }
}
