package jacobi.lax;

import jacobi.core.Array;

/**
 * ψ′, the derivative of digamma, made of other functions, so that it has all derivatives itself: Σ 1/(x + k)² up to where the
 * asymptotic series serves, Abramowitz and Stegun 6.4.12; negative x reflected, 6.4.7. Within some 1e-15 of the terms; infinite
 * at the poles 0, -1, …
 */
final class Trigamma {
    /** So many terms are summed, and the series begins there. */
    private static final int TERMS = 10;
    /** Bernoulli numbers B₂, B₄, …: the series is 1/x + 1/(2 x²) + Σ B₂ₖ / x²ᵏ⁺¹. */
    private static final double[] BERNOULLI = {1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0,
        -3617 / 510.0, 43867 / 798.0};

    private Trigamma() {}

    static Array of(Array x) {
        Array negative = x.lt(0), one = Constant.of(x.dtype(), 1).bind();
        Array positive = positive(Select.where(negative, one.minus(x), x));
        Array sine = Select.where(negative, sinePi(x), one);
        Array reflected = one.times(Math.PI * Math.PI).div(sine.square()).minus(positive);
        return Select.where(negative, reflected, positive);
    }

    /** sin π x up to its sign. */
    private static Array sinePi(Array x) { return x.minus(x.rint()).times(Math.PI).sin(); }

    private static Array positive(Array x) {
        Array sum = asymptotic(x.plus(TERMS));
        for (int k = TERMS - 1; k >= 0; k--) sum = sum.plus(x.plus(k).square().reciprocal());
        return sum;
    }

    private static Array asymptotic(Array x) {
        Array inverse = x.reciprocal(), square = inverse.square();
        Array series = Constant.of(x.dtype(), BERNOULLI[BERNOULLI.length - 1]).bind();
        for (int k = BERNOULLI.length - 2; k >= 0; k--) series = series.times(square).plus(BERNOULLI[k]);
        return inverse.plus(square.times(0.5)).plus(series.times(square).times(inverse));
    }
}
