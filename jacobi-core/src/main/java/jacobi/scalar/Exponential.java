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

    /** 2ʳ = 1 + r (…) for |r| ≤ ½, relative error 2⁻⁵⁷·³ and 2⁻²⁸·⁰. */
    private static final double[] EXP2_64 = {
        0x1.62e42fefa39efp-1, 0x1.ebfbdff82c5a6p-3, 0x1.c6b08d704a12cp-5, 0x1.3b2ab6fb9fda6p-7, 0x1.5d87fe789e96fp-10,
        0x1.4309130f6cbdbp-13, 0x1.ffcbfc6685ee5p-17, 0x1.62bfc6596be6ap-20, 0x1.b52522bc20bcdp-24, 0x1.e61d4332035bap-28,
        0x1.e9731780488cp-32
    };
    private static final double[] EXP2_32 = {
        0x1.62e43p-1, 0x1.ebfbd8p-3, 0x1.c6af76p-5, 0x1.3b30ap-7, 0x1.5f0b82p-10, 0x1.3fa206p-13
    };

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
        return expTimes(x, 0);
    }

    /** 2ⁿ times e to the x, rounded once, n small. */
    private static Scalar expTimes(Scalar x, int n) {
        Reduced reduced = reduce(bounded(x));
        return scale(expLessOne(reduced.r()).plus(1), reduced.shifted(), n);
    }

    /** factor times e to the x + rest, rest small and factor moderate; what is subnormal is rounded once. */
    static Scalar expTimes(Scalar x, Scalar rest, Scalar factor) {
        Reduced reduced = reduce(bounded(x));
        return scale(expLessOne(reduced.r().plus(rest)).fma(factor, factor), reduced.shifted(), 0);
    }

    /** e to the x, where neither it nor 2 to the k is out of the normal range. */
    static Scalar expModerate(Scalar x) {
        Format f = Format.of(x);
        Reduced reduced = reduce(x);
        Scalar power = f.powerOfTwo(reduced.shifted().bits().minus(f.shifterBits() - f.bias()));
        return power.fma(expLessOne(reduced.r()), power);
    }

    /** x, but no further than from where exp is zero to where it is infinite. */
    private static Scalar bounded(Scalar x) {
        Format f = Format.of(x);
        return x.clamp(f.pick(-104, -746), f.pick(91, 712));
    }

    /** exp r − 1, its absolute error small beside 1. */
    private static Scalar expLessOne(Scalar r) {
        return r.times(r).fma(Polynomial.split(r, Format.of(r).pick(EXP_32, EXP_64)), r);
    }

    /** 2 to the x: the same with k whole and r exact. */
    static Scalar exp2(Scalar x) {
        Format f = Format.of(x);
        Scalar bounded = x.clamp(f.pick(-151, -1076), f.pick(129, 1025));
        Scalar shifted = bounded.plus(f.shifter());
        Scalar r = bounded.minus(shifted.minus(f.shifter()));
        return scale(r.fma(Polynomial.split(r, f.pick(EXP2_32, EXP2_64)), 1), shifted, 0);
    }

    /**
     * p · 2ᵏ⁺ⁿ, rounded once, for |k + n| below 1½ times the exponent's range: by two powers of two, for one may overflow or
     * vanish.
     */
    private static Scalar scale(Scalar p, Scalar shifted, int n) {
        Format f = Format.of(p);
        Scalar sum = shifted.bits().minus(f.shifterBits() - 2L * f.bias() - n);
        Scalar half = sum.lshr(1);
        return p.times(f.powerOfTwo(half)).times(f.powerOfTwo(sum.minus(half)));
    }

    /** The logistic function 1 / (1 + exp −x): with e = exp −|x| and w = e / (1 + e), 1 − w, or e − e w for negative x. */
    static Scalar logistic(Scalar x) {
        Scalar e = exp(x.abs().unaryMinus());
        Scalar w = e.div(e.plus(1));
        Scalar base = x.lt(0.0).select(e, x.constant(1));
        return base.unaryMinus().fma(w, base);
    }

    // ---- exp x − 1 and the hyperbolic functions

    /**
     * (exp x − 1) 2⁻ⁿ without cancellation, as leading + rest, to within a tenth of an ulp of the rest; |k − n| must stay in
     * the exponent's range. With P = 2ᵏ⁻ⁿ, it is (P r + (P − 2⁻ⁿ)) + P (exp r − 1 − r).
     */
    private record Expm1(Scalar leading, Scalar rest) {
        Scalar sum() {
            return leading.plus(rest);
        }
    }

    private static Expm1 expm1Parts(Scalar x, int n) {
        Format f = Format.of(x);
        double low = f.pick(LN2_LOW_32, LN2_LOW_64);
        Reduced reduced = reduce(x);
        Scalar high = reduced.k().fma(-f.pick(LN2_HIGH_32, LN2_HIGH_64), x);
        Scalar r = reduced.r();
        Scalar lost = reduced.k().fma(-low, high.minus(r));
        Scalar power = f.powerOfTwo(reduced.shifted().bits().minus(f.shifterBits() - f.bias() + n));
        Scalar offset = power.minus(Math.scalb(1.0, -n));
        Scalar leading = power.fma(r, offset);
        Scalar rounded = power.fma(r, offset.minus(leading));
        Scalar higher = r.times(r).fma(Polynomial.split(r, f.pick(EXPM1_32, EXPM1_64)), lost);
        return new Expm1(leading, power.fma(higher, rounded));
    }

    /** e to the x, less one. */
    static Scalar expm1(Scalar x) {
        Format f = Format.of(x);
        Scalar y = expm1Parts(x.clamp(f.pick(-18, -40), f.pick(89, 710)), 1).sum();
        return tiny(x).select(x, y.plus(y));
    }

    /** So small that a function x + c x² + … is x. */
    private static Scalar tiny(Scalar x) {
        return x.abs().lt(Math.scalb(1.0, -Format.of(x).mantissa() - 2));
    }

    /** tanh x = x + x³ (…) for |x| ≤ 0.61, relative error 2⁻⁵⁷·¹ and 2⁻²⁸·⁰. */
    private static final double[] TANH_64 = {
        -0x1.555555555551cp-2, 0x1.111111110cbcp-3, -0x1.ba1ba1b674302p-5, 0x1.664f47bd6a6ebp-6, -0x1.226e1d18bfa3dp-7,
        0x1.d6d00b4c5fdb1p-9, -0x1.7d71ea43b9e07p-10, 0x1.33a3fdfc538fdp-11, -0x1.e154447274a7dp-13, 0x1.48333b3b639d8p-14,
        -0x1.16ea4e32946ddp-16
    };
    private static final double[] TANH_32 = {-0x1.555538p-2, 0x1.110862p-3, -0x1.b8697ap-5, 0x1.536558p-6, -0x1.7bd9d2p-8};

    /** Hyperbolic tangent: a polynomial for small |x|, else 1 − 2 / (exp 2|x| + 1) with the sign of x. */
    static Scalar tanh(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.constant(f.pick(10, 20)).min(x.abs());
        Scalar z = a.times(a);
        Scalar small = a.times(z).fma(Polynomial.split(z, f.pick(TANH_32, TANH_64)), a);
        Scalar large = x.constant(1).minus(x.constant(2).div(expModerate(a.plus(a)).plus(1)));
        return a.lt(0.609375).select(small, large).copySign(x);
    }

    /** Hyperbolic sine: with e = exp |x| − 1, (e + e / (e + 1)) / 2; a quarter of e first, lest it overflow too early. */
    static Scalar sinh(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.constant(f.pick(89.5, 710.5)).min(x.abs());
        Expm1 parts = expm1Parts(a, 2);
        Scalar quarter = parts.sum();
        Scalar rest = parts.rest().minus(quarter.minus(parts.leading()));
        Scalar second = quarter.div(quarter.times(4).plus(1));
        Scalar y = quarter.plus(second.plus(rest)).times(2);
        return tiny(x).select(x.abs(), y).copySign(x);
    }

    /** Hyperbolic cosine: (e + 1/e) / 2 with e = exp |x|; a quarter of e first, lest it overflow too early. */
    static Scalar cosh(Scalar x) {
        Scalar quarter = expTimes(x.abs(), -2);
        Scalar inverse = x.constant(0x1p-4).div(quarter);
        return quarter.plus(inverse).times(2);
    }
}
