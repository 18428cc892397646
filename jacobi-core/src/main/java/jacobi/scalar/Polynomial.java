package jacobi.scalar;

import java.util.Arrays;

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

    /** {@link #split} but for the two lowest powers: where terms cancel, rounding is that of the sum, not of its parts. */
    static Scalar damped(Scalar x, double... c) {
        Scalar higher = split(x, Arrays.copyOfRange(c, 2, c.length));
        return higher.fma(x, c[1]).fma(x, c[0]);
    }

    private static double[] every(int step, int from, double... c) {
        var some = new double[(c.length - from + step - 1) / step];
        for (int i = 0; i < some.length; i++) some[i] = c[from + step * i];
        return some;
    }
}
