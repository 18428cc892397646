package jacobi.scalar;

/** Roots and lengths. */
final class Roots {
    private Roots() {}

    /** 1 / √x; ±∞ for ±0. */
    static Scalar rsqrt(Scalar x) {
        return x.constant(1).div(x.sqrt());
    }

    /** m<sup>−1/3</sup> over [1, 2], relative error 2⁻¹⁴·⁷: minimax, by the exchange algorithm of Remez. */
    private static final double[] INVERSE_CBRT = {0x1.ab868p0, -0x1.2c431p0, 0x1.6415bap-1, -0x1.c51204p-3, 0x1.d46058p-6};
    /** 2<sup>−1/3</sup> and 2<sup>−2/3</sup>. */
    private static final double HALF_64 = 0x1.965fea53d6e3dp-1, QUARTER_64 = 0x1.428a2f98d728bp-1;
    private static final double HALF_32 = 0x1.965feap-1, QUARTER_32 = 0x1.428a3p-1;

    /**
     * Cube root. With |x| = 8^q M, M = 2^t m, m in [1, 2) and t = 0, 1 or 2: r near m<sup>−1/3</sup> from a polynomial, times
     * 2<sup>−t/3</sup>, then a step of Newton's method.
     */
    static Scalar cbrt(Scalar x) {
        Format f = Format.of(x);
        int up = f.type() == ScalarType.F32 ? 24 : 54;
        Scalar a = x.abs();
        Scalar subnormal = a.lt(Math.scalb(1.0, 1 - f.bias()));
        Scalar bits = subnormal.select(a.times(Math.scalb(1.0, up)), a).bits();
        int offset = (3 - f.bias() % 3) % 3;
        Scalar exponent = bits.lshr(f.mantissa()).plus(offset);
        Scalar third = exponent.times(21846).lshr(16);
        Scalar t = exponent.minus(third.times(3));
        Scalar m = bits.and(f.mantissaMask()).or(f.one()).asFloat();
        Scalar scaled = bits.and(f.mantissaMask()).plus(t.plus(f.bias()).shl(f.mantissa())).asFloat();
        Scalar twoThirds = t.eq(2).select(f.pick(QUARTER_32, QUARTER_64), m.constant(1));
        Scalar r = inverseCbrt(m).times(t.eq(1).select(m.constant(f.pick(HALF_32, HALF_64)), twoThirds));
        Scalar q = third.plus(f.bias() - (f.bias() + offset) / 3).minus(subnormal.select(t.constant(up / 3), t.constant(0)));
        Scalar y = cbrtStep(scaled, r).times(f.powerOfTwo(q));
        Scalar regular = a.lt(Double.POSITIVE_INFINITY).and(a.gt(0.0));
        return regular.select(y, a).copySign(x);
    }

    /**
     * m<sup>−1/3</sup>: to 14 bits in f32; in f64 to nearly working accuracy, with h = 1 − m r³: r (1 + h/3 + 2h²/9 + 14h³/81).
     */
    private static Scalar inverseCbrt(Scalar m) {
        Scalar r = Polynomial.horner(m, INVERSE_CBRT);
        if (m.type() == ScalarType.F32) return r;
        Scalar h = r.times(r).fma(m.times(r).unaryMinus(), 1);
        return r.fma(h.times(Polynomial.horner(h, 1 / 3.0, 2 / 9.0, 14 / 81.0)), r);
    }

    /**
     * The cube root of m from r near m<sup>−1/3</sup>: y = m r² and a step of Newton's method, 1 / (3 y²) being r² / 3 nearly.
     */
    private static Scalar cbrtStep(Scalar m, Scalar r) {
        Scalar square = r.times(r);
        Scalar y = m.times(square);
        Scalar residual = y.unaryMinus().fma(y.times(y), m);
        return residual.fma(square.times(Format.of(m).pick((float) (1 / 3.0), 1 / 3.0)), y);
    }

    /** √(x² + y²) without overflow or underflow on the way: scaled by a power of two where the larger is very big or small. */
    static Scalar hypot(Scalar x, Scalar y) {
        Format f = Format.of(x);
        int far = f.type() == ScalarType.F32 ? 60 : 500, shift = f.type() == ScalarType.F32 ? 90 : 700;
        Scalar a = x.abs(), b = y.abs();
        Scalar max = a.max(b), min = a.min(b);
        Scalar big = max.gt(Math.scalb(1.0, far)), small = max.lt(Math.scalb(1.0, -far));
        Scalar scale = big.select(Math.scalb(1.0, -shift), small.select(Math.scalb(1.0, shift), x.constant(1)));
        Scalar back = big.select(Math.scalb(1.0, shift), small.select(Math.scalb(1.0, -shift), x.constant(1)));
        Scalar u = max.times(scale), v = min.times(scale);
        Scalar length = u.fma(u, v.times(v)).sqrt().times(back);
        Scalar infinite = a.eq(Double.POSITIVE_INFINITY).or(b.eq(Double.POSITIVE_INFINITY));
        Scalar ordered = x.eq(x).and(y.eq(y));
        return infinite.select(Double.POSITIVE_INFINITY, ordered.select(length, x.plus(y)));
    }
}
