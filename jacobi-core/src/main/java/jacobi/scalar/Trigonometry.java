package jacobi.scalar;

import static jacobi.scalar.ScalarType.F64;

import java.util.Arrays;
import java.util.List;

/**
 * Circular functions. With |x| = k π + r, |r| ≤ π/2, sin |x| = (−1)ᵏ sin r; for cos, k is a half more than a whole number. The
 * reduction subtracts k π in parts (Cody and Waite), the first with so few bits that its product with k is exact up to {@link
 * #limit}; beyond, see {@link HugeArgument}. sin r / r is a minimax polynomial in r², found by {@code fpminimax} of Sollya over
 * |r| ≤ 1.5713, relative.
 */
final class Trigonometry {
    private Trigonometry() {}

    private static final double INV_PI_64 = 0x1.45f306dc9c883p-2, INV_PI_32 = 0x1.45f306p-2;
    private static final double[] PI_64 = {0x1.921fb544p1, 0x1.0b4611a626331p-33, 0x1.1701b839a252p-87};
    private static final double[] PI_32 = {0x1.92p1, 0x1.fb8p-11, -0x1.5dde98p-22, 0x1.84698ap-47};

    /** sin r = r + r³ (…), relative error 2⁻⁶¹·⁵ and 2⁻³⁰·⁷. */
    private static final double[] SIN_64 = {
        -0x1.5555555555555p-3, 0x1.11111111110c9p-7, -0x1.a01a01a014eafp-13, 0x1.71de3a52aa52bp-19, -0x1.ae6454d919bd7p-26,
        0x1.6123ce39e54c8p-33, -0x1.ae43d53c7ba08p-41, 0x1.883b35cb1430ap-49
    };
    private static final double[] SIN_32 = {
        -0x1.555556p-3, 0x1.11113p-7, -0x1.a0212ap-13, 0x1.7270dp-19, -0x1.adf072p-26
    };

    /** Arguments of smaller size take the fast path. */
    private static double limit(Format f) {
        return f.pick(25_000, 4_194_304);
    }

    static VectorMath.Guarded sin(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar shifted = a.fma(f.pick(INV_PI_32, INV_PI_64), f.shifter());
        Scalar r = reduce(a, shifted.minus(f.shifter()));
        Scalar sign = shifted.bits().shl(f.type().width() - 1).xor(x.signBit());
        return new VectorMath.Guarded(sinReduced(r).flipSign(sign), a.ge(limit(f)));
    }

    static VectorMath.Guarded cos(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        double shifter = f.shifter() + 1; // cos is −(−1)ᵏ sin r here: the low bits hold k + 1
        Scalar shifted = a.fma(f.pick(INV_PI_32, INV_PI_64), -0.5).plus(shifter);
        Scalar r = reduce(a, shifted.minus(shifter).plus(0.5));
        Scalar sign = shifted.bits().shl(f.type().width() - 1);
        return new VectorMath.Guarded(sinReduced(r).flipSign(sign), a.ge(limit(f)));
    }

    /** a − k π. */
    private static Scalar reduce(Scalar a, Scalar k) {
        Scalar r = a;
        for (double part : Format.of(a).pick(PI_32, PI_64)) r = k.fma(-part, r);
        return r;
    }

    /** sin r for |r| ≤ π/2, the leading terms last: the error at π/2 stays small. */
    static Scalar sinReduced(Scalar r) {
        double[] c = Format.of(r).pick(SIN_32, SIN_64);
        Scalar z = r.times(r);
        Scalar higher = z.times(z).times(Polynomial.split(z, Arrays.copyOfRange(c, 1, c.length)));
        return r.fma(z.fma(c[0], higher), r);
    }

    /** tan r = r + r³ (…) for |r| ≤ π/4, relative error 2⁻⁵⁶·² and 2⁻²⁹·⁵. */
    private static final double[] TAN_64 = {
        0x1.55555555554fp-2, 0x1.11111111184aep-3, 0x1.ba1ba1b456eadp-5, 0x1.664f49ac17246p-6, 0x1.226e11f68768dp-7,
        0x1.d6d94177c7c72p-9, 0x1.7d5ab897497afp-10, 0x1.37ffdb3df2c2cp-11, 0x1.d232d0f3de24dp-13, 0x1.1ea7a0553a389p-13,
        -0x1.be81d9cf45ccdp-16, 0x1.7810e2423b19bp-14, -0x1.796543abf99e9p-15, 0x1.5e7b12f2e2d88p-16
    };
    private static final double[] TAN_32 = {
        0x1.55556p-2, 0x1.110d9ep-3, 0x1.bad9cap-5, 0x1.5cc02p-6, 0x1.62d0c4p-7, 0x1.97605ep-14, 0x1.1e9d12p-8
    };
    private static final double TWO_OVER_PI_64 = 0x1.45f306dc9c883p-1, TWO_OVER_PI_32 = 0x1.45f306p-1;

    /** tan x = tan r or −1 / tan r, with x = k π/2 + r and the rounding error of r made good. */
    static VectorMath.Guarded tan(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar shifted = a.fma(f.pick(TWO_OVER_PI_32, TWO_OVER_PI_64), f.shifter());
        Scalar k = shifted.minus(f.shifter()).times(0.5);
        double[] pi = f.pick(PI_32, PI_64);
        Scalar r = a;
        for (int i = 0; i < pi.length - 2; i++) r = k.fma(-pi[i], r);
        Scalar product = k.times(pi[pi.length - 2]);
        Scalar productRest = k.fma(pi[pi.length - 2], product.unaryMinus());
        Scalar high = r.minus(product);
        Scalar low = r.minus(high).minus(product).minus(k.fma(pi[pi.length - 1], productRest));
        Scalar y = tanReduced(high, low, shifted.bits().and(1));
        return new VectorMath.Guarded(y.flipSign(x.signBit()), a.ge(limit(f)));
    }

    /** tan(r + rest) for |r| ≤ π/4. */
    static Scalar tanQuarter(Scalar r, Scalar rest) {
        Scalar z = r.times(r);
        return r.times(z).fma(Polynomial.split(z, Format.of(r).pick(TAN_32, TAN_64)), rest.fma(z, rest)).plus(r);
    }

    private static Scalar tanReduced(Scalar r, Scalar rest, Scalar parity) {
        Scalar t = tanQuarter(r, rest);
        return parity.eq(0).select(t, t.constant(-1).div(t));
    }

    /** tan x for huge x, any x of at least 1 in size. */
    static Scalar tanHuge(Scalar x) {
        var reduced = HugeArgument.reduce(x.convert(F64));
        Scalar value = tanReduced(reduced.r(), reduced.rest(), reduced.quadrant().and(1)).convert(x.type());
        return value.flipSign(x.signBit()).plus(x.minus(x));
    }

    // ---- quarter turns: sin and cos of one argument share all but the last selection

    /** sin r = r + r³ (…) and cos r = 1 − r²/2 + r⁴ (…) for |r| ≤ π/4, relative errors 2⁻⁵⁷·⁹, 2⁻⁶⁴·⁰ and 2⁻²⁷·⁹, 2⁻³³·⁰. */
    private static final double[] QUARTER_SIN_64 = {
        -0x1.5555555555548p-3, 0x1.111111110f758p-7, -0x1.a01a019bf1237p-13, 0x1.71de355dee49p-19, -0x1.ae5e53751c3a8p-26,
        0x1.5d8de3b560c64p-33
    };
    private static final double[] QUARTER_COS_64 = {
        0x1.555555555554bp-5, -0x1.6c16c16c15012p-10, 0x1.a01a019c8e946p-16, -0x1.27e4f7f0fb635p-22, 0x1.1ee9db4db2537p-29,
        -0x1.8fa634e2785a2p-37
    };
    private static final double[] QUARTER_SIN_32 = {-0x1.555546p-3, 0x1.110778p-7, -0x1.9953eap-13};
    private static final double[] QUARTER_COS_32 = {0x1.55554ap-5, -0x1.6c0c2ap-10, 0x1.99e908p-16};

    /** sin x, cos x, and the mask of lanes where they are not to be used. */
    static List<Scalar> sinCos(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar shifted = a.fma(f.pick(TWO_OVER_PI_32, TWO_OVER_PI_64), f.shifter());
        Scalar r = reduce(a, shifted.minus(f.shifter()).times(0.5));
        Scalar quadrant = shifted.bits();
        return List.of(turn(quadrant, r).flipSign(x.signBit()), turn(quadrant.plus(1), r), a.ge(limit(f)));
    }

    private static Scalar quarterSin(Scalar r) {
        Scalar z = r.times(r);
        return r.times(z).fma(Polynomial.split(z, Format.of(r).pick(QUARTER_SIN_32, QUARTER_SIN_64)), r);
    }

    private static Scalar quarterCos(Scalar r) {
        Scalar z = r.times(r);
        Scalar higher = z.times(Polynomial.split(z, Format.of(r).pick(QUARTER_COS_32, QUARTER_COS_64)));
        return z.fma(higher.plus(-0.5), 1);
    }

    /** sin (or cos) of (4 n + quadrant) π/2 + r, quadrant an integer of r's width. */
    private static Scalar turn(Scalar quadrant, Scalar r) {
        Scalar value = quadrant.and(1).eq(0).select(quarterSin(r), quarterCos(r));
        return value.flipSign(quadrant.lshr(1).shl(quadrant.type().width() - 1));
    }

    /** sin x for huge x, any x of at least 1 in size. */
    static Scalar sinHuge(Scalar x) {
        var reduced = HugeArgument.reduce(x.convert(F64));
        Scalar value = turn(reduced.quadrant(), reduced.r()).convert(x.type());
        return value.flipSign(x.signBit()).plus(x.minus(x));
    }

    /** cos x for huge x, any x of at least 1 in size. */
    static Scalar cosHuge(Scalar x) {
        var reduced = HugeArgument.reduce(x.convert(F64));
        return turn(reduced.quadrant().plus(1), reduced.r()).convert(x.type()).plus(x.minus(x));
    }
}
