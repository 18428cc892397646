package jacobi.scalar;

/**
 * The exponential function and what is made of it. With x = k ln 2 + r, |r| ≤ ln 2 / 2, exp x = 2ᵏ exp r; exp r is a minimax
 * polynomial whose first coefficients are held exact, found by {@code fpminimax} of Sollya over [−0.3466, 0.3466], relative.
 */
final class Exponential {
    private Exponential() {}

    /** log₂ e, and ln 2 in two parts, the first with so few bits that its product with k is exact. */
    private static final double LOG2_E_64 = 0x1.71547652b82fep0, LOG2_E_32 = 0x1.715476p0;
    private static final double LN2_HIGH_64 = 0x1.62e42fefa38p-1, LN2_LOW_64 = 0x1.ef35793c7673p-45;
    private static final double LN2_HIGH_32 = 0x1.62e4p-1, LN2_LOW_32 = 0x1.7f7d1cp-20;

    /** exp r = 1 + r + r² (…), relative error 2⁻⁵⁷·⁹ and 2⁻²⁸·². */
    private static final double[] EXP_64 = {
        0x1.000000000000ap-1, 0x1.55555555554fep-3, 0x1.55555555506bcp-5, 0x1.1111111126b36p-7, 0x1.6c16c18477082p-10,
        0x1.a01a012fee98bp-13, 0x1.a019995efb56cp-16, 0x1.71df18ef7a9d3p-19, 0x1.28adfccab85d4p-22, 0x1.ad92e88f87de4p-26
    };
    private static final double[] EXP_32 = {0x1.fffffap-2, 0x1.555492p-3, 0x1.555a26p-5, 0x1.12397ep-7, 0x1.694c8ep-10};

    /** (exp r − 1) / r = 1 + r (…), relative error 2⁻⁶¹·⁵ and 2⁻²⁶·¹. */
    private static final double[] EXPM1_64 = {
        0x1p-1, 0x1.5555555555559p-3, 0x1.555555555554dp-5, 0x1.111111110f659p-7, 0x1.6c16c16c1aaf7p-10, 0x1.a01a01b00095cp-13,
        0x1.a01a018e1147ap-16, 0x1.71ddf8195ee3cp-19, 0x1.27e513387dc59p-22, 0x1.af5f170191f86p-26, 0x1.1f1a2f04b72bep-29
    };
    private static final double[] EXPM1_32 = {0x1.fffffep-2, 0x1.5554bp-3, 0x1.555716p-5, 0x1.122792p-7, 0x1.6b734ap-10};

    /** x = k ln 2 + r; {@code shifted} is k plus the shifter, whose low bits are k. */
    private record Reduced(Scalar shifted, Scalar k, Scalar r) {}

    private static Reduced reduce(Scalar x) {
        Format f = Format.of(x);
        Scalar shifted = x.fma(f.pick(LOG2_E_32, LOG2_E_64), f.shifter());
        Scalar k = shifted.minus(f.shifter());
        Scalar r = k.fma(-f.pick(LN2_HIGH_32, LN2_HIGH_64), x);
        return new Reduced(shifted, k, k.fma(-f.pick(LN2_LOW_32, LN2_LOW_64), r));
    }

    /** e to the x. */
    static Scalar exp(Scalar x) {
        Format f = Format.of(x);
        Reduced reduced = reduce(x.clamp(f.pick(-104, -746), f.pick(89, 710)));
        Scalar r = reduced.r();
        Scalar p = r.times(r).fma(Polynomial.split(r, f.pick(EXP_32, EXP_64)), r).plus(1);
        return scale(p, reduced.shifted());
    }

    /**
     * p · 2ᵏ, rounded once, for |k| below 1½ times the exponent's range: by two powers of two, for 2ᵏ itself may overflow or
     * vanish.
     */
    private static Scalar scale(Scalar p, Scalar shifted) {
        Format f = Format.of(p);
        Scalar sum = shifted.bits().minus(f.shifterBits() - 2L * f.bias());
        Scalar half = sum.lshr(1);
        return p.times(f.powerOfTwo(half)).times(f.powerOfTwo(sum.minus(half)));
    }

    /** exp x − 1 without cancellation, for x no larger than 1000 (f64), 100 (f32): 2ᵏ (exp r − 1) + (2ᵏ − 1). */
    static Scalar expm1Moderate(Scalar x) {
        Format f = Format.of(x);
        Reduced reduced = reduce(x);
        Scalar r = reduced.r();
        Scalar p = r.times(r).fma(Polynomial.split(r, f.pick(EXPM1_32, EXPM1_64)), r);
        Scalar power = f.powerOfTwo(reduced.shifted().bits().minus(f.shifterBits() - f.bias()));
        return power.fma(p, power.minus(1));
    }

    /** Hyperbolic tangent: with e = exp 2|x| − 1, e / (e + 2), and the sign of x. */
    static Scalar tanh(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.constant(f.pick(10, 20)).min(x.abs());
        Scalar e = expm1Moderate(a.plus(a));
        return e.div(e.plus(2)).copySign(x);
    }
}
