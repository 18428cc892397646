package jacobi.interpret;

/**
 * Real functions of f64 that java.lang.Math lacks, or gives other values at special points. Within 4 ulp unless said otherwise.
 */
final class Special {
    private static final double LN2 = Math.log(2), LOG2_E = 1 / LN2, SQRT_HALF = Math.sqrt(0.5);

    private Special() {}

    static double asinh(double x) {
        double a = Math.abs(x);
        if (a > 0x1p28) return Math.copySign(Math.log(a) + LN2, x);
        return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
    }

    static double acosh(double x) {
        if (x < 1) return Double.NaN;
        if (x > 0x1p28) return Math.log(x) + LN2;
        double t = x - 1;
        return Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /** Exact at powers of two: the exponent apart, the mantissa between √½ and √2. */
    static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) return Math.log(x);
        int exponent = Math.getExponent(x < Double.MIN_NORMAL ? x * 0x1p54 : x) - (x < Double.MIN_NORMAL ? 54 : 0);
        double mantissa = Math.scalb(Math.scalb(x, -exponent / 2), -exponent + exponent / 2);
        if (mantissa * SQRT_HALF > 1) {
            mantissa /= 2;
            exponent++;
        }
        return exponent + Math.log(mantissa) * LOG2_E;
    }

    static double logistic(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** Java's pow but for two cases of IEEE 754: 1 to any power, and -1 to an infinite one, is 1. */
    static double power(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
    }
}
