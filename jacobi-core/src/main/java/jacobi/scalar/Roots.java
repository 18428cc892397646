package jacobi.scalar;

/** Roots and lengths. */
final class Roots {
    private Roots() {}

    /** 1 / √x; ±∞ for ±0. */
    static Scalar rsqrt(Scalar x) {
        return x.constant(1).div(x.sqrt());
    }

    /** m<sup>−1/3</sup> over [¾, 1½], relative error 2⁻¹⁴·⁷: minimax, by the exchange algorithm of Remez. */
    private static final double[] INVERSE_CBRT = {
        0x1.d68d76p+0, -0x1.b8a432p+0, 0x1.5c600ep+0, -0x1.2781dap-1, 0x1.975206p-4
    };
    /** 2<sup>1/3</sup> and 2<sup>−1/3</sup>. */
    private static final double CBRT_2_64 = 0x1.428a2f98d728bp0, CBRT_HALF_64 = 0x1.965fea53d6e3dp-1;
    private static final double CBRT_2_32 = 0x1.428a3p0, CBRT_HALF_32 = 0x1.965feap-1;

    /**
     * Cube root. With |x| = 8^q 2^t m, m in [¾, 1½) and t = −1, 0 or 1: r near m<sup>−1/3</sup> from a polynomial, times
     * 2<sup>−t/3</sup>, then a step of Newton's method.
     */
    static Scalar cbrt(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar m = a.significand();
        Scalar exponent = a.exponent().minus(m.exponent());
        Scalar shifted = exponent.fma(f.pick((float) (1 / 3.0), 1 / 3.0), f.shifter());
        Scalar t = shifted.minus(f.shifter()).fma(-3, exponent);
        Scalar above = t.gt(0), below = t.lt(0);
        Scalar scaled = m.times(above.select(2, below.select(0.5, m.constant(1))));
        Scalar root = below.select(f.pick(CBRT_2_32, CBRT_2_64), m.constant(1));
        Scalar r = inverseCbrt(m).times(above.select(f.pick(CBRT_HALF_32, CBRT_HALF_64), root));
        Scalar power = f.powerOfTwo(shifted.bits().minus(f.shifterBits() - f.bias()));
        Scalar y = cbrtStep(scaled, r).times(power);
        Scalar regular = exponent.abs().lt(Double.POSITIVE_INFINITY);
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
