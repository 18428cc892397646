package jacobi.scalar;

/** Polynomials with constant coefficients, in ascending order. */
final class Polynomial {
    private Polynomial() {}

    /** c₀ + x (c₁ + x (c₂ + …)): fewest operations, rounding of higher terms damped. */
    static Scalar horner(Scalar x, double... c) {
        Scalar p = x.constant(c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) p = p.fma(x, c[i]);
        return p;
    }

    /** Even and odd powers apart, so that two chains run side by side: one multiplication more, half the latency. */
    static Scalar split(Scalar x, double... c) {
        if (c.length < 4) return horner(x, c);
        Scalar x2 = x.times(x);
        return horner(x2, every(2, 1, c)).fma(x, horner(x2, every(2, 0, c)));
    }

    private static double[] every(int step, int from, double... c) {
        var some = new double[(c.length - from + step - 1) / step];
        for (int i = 0; i < some.length; i++) some[i] = c[from + step * i];
        return some;
    }
}
