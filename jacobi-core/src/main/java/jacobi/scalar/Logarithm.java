package jacobi.scalar;

/**
 * Logarithms. With x = 2ᵏ (1 + f), 1 + f in [√½, √2), and s = f / (2 + f), log(1 + f) = 2 atanh s = f − s (f − R(s²)): see
 * fdlibm's e_log.c for the formula. R is a minimax polynomial found by {@code fpminimax} of Sollya over s² in [0, 0.02944].
 */
final class Logarithm {
    private Logarithm() {}

    private static final double SQRT_HALF_64 = 0x1.6a09e667f3bcdp-1, SQRT_HALF_32 = 0x1.6a09e6p-1;
    /**
     * ln 2, log₁₀ 2: the first parts with so few bits that their product with k is exact. log₂ e, log₁₀ e: rounded, and the
     * rest.
     */
    private static final double LN2_HIGH_64 = 0x1.62e42fefa38p-1, LN2_LOW_64 = 0x1.ef35793c7673p-45;
    private static final double LN2_HIGH_32 = 0x1.62e4p-1, LN2_LOW_32 = 0x1.7f7d1cp-20;
    private static final double LOG10_2_HIGH_64 = 0x1.34413509f78p-2, LOG10_2_LOW_64 = 0x1.fef311f12b358p-46;
    private static final double LOG10_2_HIGH_32 = 0x1.348p-2, LOG10_2_LOW_32 = -0x1.f657bp-13;
    private static final double LOG2_E_64 = 0x1.71547652b82fep0, LOG2_E_LOW_64 = 0x1.777d0ffda0d24p-56;
    private static final double LOG2_E_32 = 0x1.715476p0, LOG2_E_LOW_32 = 0x1.4ae0cp-26;
    private static final double LOG10_E_64 = 0x1.bcb7b1526e50ep-2, LOG10_E_LOW_64 = 0x1.95355baaafad3p-57;
    private static final double LOG10_E_32 = 0x1.bcb7b2p-2, LOG10_E_LOW_32 = -0x1.5b235ep-27;

    /** R(z) / z, error relative to R 2⁻⁵¹ and 2⁻²¹·⁷: relative to the logarithm 2⁻⁵⁸ and 2⁻²⁸. */
    private static final double[] R_64 = {
        0x1.5555555555558p-1, 0x1.99999999952d2p-2, 0x1.2492492df8483p-2, 0x1.c71c62dad4db8p-3, 0x1.7462b7ceeaa36p-3,
        0x1.39fdf94336bfep-3, 0x1.2b5d203d23b42p-3
    };
    private static final double[] R_32 = {0x1.55555cp-1, 0x1.997b92p-2, 0x1.2ef818p-2};

    /** x = 2ᵏ (1 + f); {@code biased} is k plus the exponent's bias, an integer. */
    record Split(Scalar k, Scalar f, Scalar biased) {}

    /** For x positive and finite; of other operands, something. */
    static Split split(Scalar x) {
        Format f = Format.of(x);
        Scalar subnormal = x.lt(Math.scalb(1.0, 1 - f.bias()));
        Scalar normal = subnormal.select(x.times(Math.scalb(1.0, f.mantissa())), x);
        Split split = splitNormal(normal);
        return new Split(split.k().minus(subnormal.select(f.mantissa(), x.constant(0))), split.f(), split.biased());
    }

    /** For x positive, finite and not subnormal. */
    static Split splitNormal(Scalar x) {
        Format f = Format.of(x);
        long half = f.type().bitsOf(f.pick(SQRT_HALF_32, SQRT_HALF_64));
        double big = Math.scalb(1.0, f.mantissa());
        Scalar shifted = x.bits().plus(f.one() - half);
        Scalar biased = shifted.lshr(f.mantissa());
        Scalar mantissa = shifted.and(f.mantissaMask()).plus(half).asFloat();
        Scalar k = biased.or(f.type().bitsOf(big)).asFloat().minus(big + f.bias());
        return new Split(k, mantissa.minus(1), biased);
    }

    /** Natural logarithm. */
    static Scalar log(Scalar x) {
        Split split = split(x);
        return special(x, logOf(split));
    }

    static Scalar logOf(Split x) {
        Format f = Format.of(x.k());
        Scalar low = x.k().times(f.pick(LN2_LOW_32, LN2_LOW_64));
        return x.k().fma(f.pick(LN2_HIGH_32, LN2_HIGH_64), logOf(x.f(), low));
    }

    /** log(1 + m) + low, low small. */
    private static Scalar logOf(Scalar m, Scalar low) {
        Format f = Format.of(m);
        Scalar s = m.div(m.plus(2));
        Scalar z = s.times(s);
        Scalar r = z.times(Polynomial.split(z, f.pick(R_32, R_64)));
        Scalar half = m.times(m).times(0.5);
        return m.minus(half.minus(s.fma(half.plus(r), low)));
    }

    /** Logarithm to base 2: k plus log(1 + f) times log₂ e, that in two parts. */
    static Scalar log2(Scalar x) {
        Format f = Format.of(x);
        Split split = split(x);
        Scalar log = logOf(split.f(), split.f().constant(0.0));
        Scalar low = log.fma(f.pick(LOG2_E_LOW_32, LOG2_E_LOW_64), split.k());
        return special(x, log.fma(f.pick(LOG2_E_32, LOG2_E_64), low));
    }

    /** log(1 + f) as leading + rest, leading = f − f²/2 rounded. */
    private record Parts(Scalar leading, Scalar rest) {
        /** Times the constant high + low. */
        Scalar times(double high, double low) {
            return leading.fma(high, leading.fma(low, rest.times(high)));
        }
    }

    private static Parts parts(Scalar m) {
        Format f = Format.of(m);
        Scalar s = m.div(m.plus(2));
        Scalar z = s.times(s);
        Scalar r = z.times(Polynomial.split(z, f.pick(R_32, R_64)));
        Scalar halfM = m.times(0.5);
        Scalar half = halfM.times(m);
        Scalar leading = m.minus(half);
        Scalar lost = m.minus(leading).minus(half).minus(halfM.fma(m, half.unaryMinus()));
        return new Parts(leading, s.fma(half.plus(r), lost));
    }

    /** Logarithm to base 10: log(1 + f) in two parts, times log₁₀ e in two parts, so that powers of ten come out whole. */
    static Scalar log10(Scalar x) {
        Format f = Format.of(x);
        Split split = split(x);
        Scalar fraction = parts(split.f()).times(f.pick(LOG10_E_32, LOG10_E_64), f.pick(LOG10_E_LOW_32, LOG10_E_LOW_64));
        Scalar low = split.k().fma(f.pick(LOG10_2_LOW_32, LOG10_2_LOW_64), fraction);
        return special(x, split.k().fma(f.pick(LOG10_2_HIGH_32, LOG10_2_HIGH_64), low));
    }

    /** log(1 + x). */
    static Scalar log1p(Scalar x) {
        Scalar tiny = x.abs().lt(Math.scalb(1.0, -Format.of(x).mantissa() - 2));
        return tiny.select(x, log1pSum(x, x.constant(0)));
    }

    /**
     * log(1 + x + rest), |rest| below an ulp of x: the logarithm of the rounded sum, its f corrected for what the rounding
     * lost.
     */
    static Scalar log1pSum(Scalar x, Scalar rest) {
        Format f = Format.of(x);
        Scalar u = x.plus(1);
        Scalar lost = x.minus(u.minus(1)).plus(rest);
        Split split = splitNormal(u);
        Scalar twiceInverse = f.powerOfTwo(split.biased().constant(2L * f.bias() + 1).minus(split.biased()));
        Scalar fraction = split.f().plus(lost.times(0.5).times(twiceInverse));
        return special(u, logOf(new Split(split.k(), fraction, split.biased())));
    }

    /** The logarithm y of x, with its values at 0 (−∞), below (NaN), at ∞ and NaN (themselves). */
    private static Scalar special(Scalar x, Scalar y) {
        Scalar finite = x.lt(Double.POSITIVE_INFINITY).select(y, x);
        Scalar edge = x.eq(0.0).select(Double.NEGATIVE_INFINITY, x.constant(Double.NaN));
        return x.le(0.0).select(edge, finite);
    }
}
