package jacobi.scalar;

/**
 * Logarithms. With x = 2ᵏ (1 + f), 1 + f in [√½, √2), and s = f / (2 + f), log(1 + f) = 2 atanh s = f − s (f − R(s²)): see
 * fdlibm's e_log.c for the formula. R is a minimax polynomial found by {@code fpminimax} of Sollya over s² in [0, 0.02944].
 */
final class Logarithm {
    private Logarithm() {}

    private static final double SQRT_HALF_64 = 0x1.6a09e667f3bcdp-1, SQRT_HALF_32 = 0x1.6a09e6p-1;
    private static final double LN2_HIGH_64 = 0x1.62e42fefa38p-1, LN2_LOW_64 = 0x1.ef35793c7673p-45;
    private static final double LN2_HIGH_32 = 0x1.62e4p-1, LN2_LOW_32 = 0x1.7f7d1cp-20;

    /** R(z) / z, error relative to R 2⁻⁵¹ and 2⁻²¹·⁷: relative to the logarithm 2⁻⁵⁸ and 2⁻²⁸. */
    private static final double[] R_64 = {
        0x1.5555555555558p-1, 0x1.99999999952d2p-2, 0x1.2492492df8483p-2, 0x1.c71c62dad4db8p-3, 0x1.7462b7ceeaa36p-3,
        0x1.39fdf94336bfep-3, 0x1.2b5d203d23b42p-3
    };
    private static final double[] R_32 = {0x1.55555cp-1, 0x1.997b92p-2, 0x1.2ef818p-2};

    /** x = 2ᵏ (1 + f), for x positive and finite. */
    record Split(Scalar k, Scalar f) {}

    static Split split(Scalar x) {
        Format f = Format.of(x);
        double half = f.pick(SQRT_HALF_32, SQRT_HALF_64);
        Scalar subnormal = x.lt(Math.scalb(1.0, 1 - f.bias()));
        Scalar normal = subnormal.select(x.times(Math.scalb(1.0, f.mantissa())), x);
        Scalar shifted = normal.bits().plus(f.one() - f.type().bitsOf(half));
        Scalar mantissa = shifted.and(f.mantissaMask()).plus(f.type().bitsOf(half)).asFloat();
        double big = Math.scalb(1.0, f.mantissa());
        Scalar biased = shifted.lshr(f.mantissa()).or(f.type().bitsOf(big)).asFloat();
        Scalar offset = subnormal.select(x.constant(big + f.bias() + f.mantissa()), x.constant(big + f.bias()));
        return new Split(biased.minus(offset), mantissa.minus(1));
    }

    /** Natural logarithm. */
    static Scalar log(Scalar x) {
        Format f = Format.of(x);
        Split split = split(x);
        Scalar m = split.f();
        Scalar s = m.div(m.plus(2));
        Scalar z = s.times(s);
        Scalar r = z.times(Polynomial.split(z, f.pick(R_32, R_64)));
        Scalar half = m.times(m).times(0.5);
        Scalar low = s.fma(half.plus(r), split.k().times(f.pick(LN2_LOW_32, LN2_LOW_64)));
        Scalar y = split.k().fma(f.pick(LN2_HIGH_32, LN2_HIGH_64), m.minus(half.minus(low)));
        return special(x, y);
    }

    /** The logarithm y of x, with its values at 0 (−∞), below (NaN), at ∞ and NaN (themselves). */
    private static Scalar special(Scalar x, Scalar y) {
        Scalar finite = x.lt(Double.POSITIVE_INFINITY).select(y, x);
        Scalar edge = x.eq(0.0).select(Double.NEGATIVE_INFINITY, x.constant(Double.NaN));
        return x.le(0.0).select(edge, finite);
    }
}
