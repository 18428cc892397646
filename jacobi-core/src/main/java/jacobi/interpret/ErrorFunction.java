package jacobi.interpret;

/**
 * erf, erfc and the inverse of erf in f64, by their series and continued fraction (Abramowitz and Stegun 7.1.6, 7.1.14). Within 8
 * ulp.
 */
final class ErrorFunction {
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    /** Where erfc changes from 1 - erf to the continued fraction. */
    private static final double SPLIT = 0.75;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        return a < 2 ? series(x) : a < 6 ? Math.copySign(1 - tail(a), x) : Double.isNaN(x) ? x : Math.copySign(1, x);
    }

    static double erfc(double x) {
        if (Double.isNaN(x)) return x;
        if (x < SPLIT) return 1 - erf(x);
        return x < 28 ? tail(x) : 0;
    }

    /** 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, all terms of one sign. */
    private static double series(double x) {
        double term = x, sum = x;
        for (int n = 1; Math.abs(term) > 0x1p-60 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * gauss(x) * sum;
    }

    /** exp(-x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), from the inside out. */
    private static double tail(double x) {
        double fraction = x;
        for (int n = 20 + (int) (240 / (x * x)); n >= 1; n--) fraction = x + n / 2.0 / fraction;
        return TWO_OVER_SQRT_PI / 2 * gauss(x) / fraction;
    }

    /** exp(-x²), without the error that rounding x² would cause. */
    private static double gauss(double x) {
        double square = x * x, rest = Math.fma(x, x, -square);
        return Math.exp(-square) * (1 - rest);
    }

    /** The y with erf(y) = x, by Halley's steps from an approximation; ±∞ at ±1, NaN beyond. */
    static double inverse(double x) {
        double a = Math.abs(x);
        if (!(a < 1) || a == 0) return a == 1 ? x / 0.0 : a == 0 ? x : Double.NaN;
        double y = a < 1 - 0x1p-20 ? inverse((float) a) : farInverse(1 - a);
        for (int i = 0; i < 8; i++) {
            double error = a < 0.5 ? erf(y) - a : 1 - a - erfc(y);
            double step = error / (TWO_OVER_SQRT_PI * gauss(y));
            y -= step / (1 + y * step);
        }
        return Math.copySign(y, x);
    }

    /** Roughly the y with erfc(y) = q, for small q. */
    private static double farInverse(double q) {
        double log = -Math.log(q);
        return Math.sqrt(log - 0.5 * Math.log(Math.PI * log));
    }

    /**
     * Giles' single-precision polynomial, evaluated in f32 as published: part of the definition of the f32 normals.
     * @see "Giles (2012), Approximating the erfinv function, GPU Computing Gems Jade Edition, 109–116"
     */
    static float inverse(float x) {
        if (Math.abs(x) == 1) return x * Float.POSITIVE_INFINITY;
        float w = (float) -Math.log1p(-x * x);
        return x * (w < 5 ? polynomial(w - 2.5f, CENTRE) : polynomial((float) Math.sqrt(w) - 3, TAILS));
    }

    private static final float[] CENTRE =
            {2.81022636e-08f, 3.43273939e-07f, -3.5233877e-06f, -4.39150654e-06f, 0.00021858087f, -0.00125372503f,
        -0.00417768164f, 0.246640727f, 1.50140941f};
    private static final float[] TAILS =
            {-0.000200214257f, 0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f, -0.0076224613f,
        0.00943887047f, 1.00167406f, 2.83297682f};

    /** Horner's rule, the highest coefficient first. */
    private static float polynomial(float w, float[] coefficients) {
        float p = 0;
        for (float c : coefficients) p = p * w + c;
        return p;
    }
}
