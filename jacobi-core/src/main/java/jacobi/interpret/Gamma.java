package jacobi.interpret;

/**
 * The logarithm of |Γ| and its derivative, in f64. Within 8 ulp for x > 0 (digamma: within 1e-15 of 1 + |ψ|, for it crosses
 * zero); for negative x within 1e-14 of 1 + |value|, relatively less near the poles and zeros.
 */
final class Gamma {
    private static final double EULER = 0.57721566490153286061, HALF_LOG_TWO_PI = 0.91893853320467274178;
    /** B₂ₖ for k = 1, 2, …: the Bernoulli numbers. */
    private static final double[] BERNOULLI =
            {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798};
    /** ζ(k) - 1 for k = 2, 3, …, at k - 2. */
    private static final double[] ZETA = zeta(32);

    private Gamma() {}

    static double lgamma(double x) {
        if (x == Math.rint(x) && x <= 0 || Double.isInfinite(x)) return Double.POSITIVE_INFINITY;
        if (x < 0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
        if (x < 1.5) return nearTwo(x - 1) - Math.log1p(x - 1);
        double product = 1;
        for (; x >= 2.5 && x < 12; x--) product *= x - 1;
        return (x < 2.5 ? nearTwo(x - 2) : stirling(x)) + Math.log(product);
    }

    /** log Γ(2 + z) for |z| ≤ ½: z (1 - γ) + Σ (-1)ᵏ (ζ(k) - 1) zᵏ / k. */
    private static double nearTwo(double z) {
        double sum = 0;
        for (int k = ZETA.length + 1; k >= 2; k--) sum = ZETA[k - 2] / k - z * sum;
        return z * (1 - EULER) + z * z * sum;
    }

    private static double stirling(double x) {
        double tail = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) tail = (tail / x + BERNOULLI[k - 1] / (2 * k * (2 * k - 1))) / x;
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + tail;
    }

    /** ψ; -∞ at +0, +∞ at -0, NaN at the poles -1, -2, … */
    static double digamma(double x) {
        if (x == 0) return -1 / x;
        if (x <= 0) return x == Math.rint(x) ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.rint(x)));
        double shift = 0;
        for (; x < 12; x++) shift += 1 / x;
        double square = x * x, tail = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) tail = (tail + BERNOULLI[k - 1] / (2 * k)) / square;
        return Math.log(x) - 0.5 / x - tail - shift;
    }

    /** sin πx, its argument reduced exactly. */
    private static double sinPi(double x) { return Math.sin(Math.PI * (x - 2 * Math.rint(x / 2))); }

    /** By the Euler–Maclaurin formula from n = 100 on. */
    private static double[] zeta(int count) {
        var zeta = new double[count];
        for (int k = 2; k < count + 2; k++) {
            double n = 100, power = Math.pow(n, -k);
            double sum = power * n / (k - 1) + power / 2 + power * k / (12 * n)
                    - power * k * (k + 1) * (k + 2) / (720 * n * n * n)
                    + power * k * (k + 1) * (k + 2) * (k + 3) * (k + 4) / (30240 * Math.pow(n, 5));
            for (int i = 99; i >= 2; i--) sum += Math.pow(i, -k);
            zeta[k - 2] = sum;
        }
        return zeta;
    }
}
