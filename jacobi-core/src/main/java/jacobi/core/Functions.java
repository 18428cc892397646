package jacobi.core;

import static jacobi.lax.Binary.*;

import jacobi.lax.Elementwise;
import jacobi.lax.Unary;

/** Elementwise functions that are made of others. */
final class Functions {
    private Functions() {}

    /** Products for the powers that are as accurate so. */
    static Array pow(Array x, long n) {
        if (!x.dtype().isInexact() || n < 0 || n > 4) return Operands.meet(POWER, x, n);
        return switch ((int) n) {
            case 0 -> Array.onesLike(x);
            case 1 -> x;
            case 2 -> x.square();
            case 3 -> x.square().times(x);
            default -> x.square().square();
        };
    }

    static Array floorDiv(Array x, Array y) {
        Absent.refused(y, "floorDiv");
        var dtype = common(x, y);
        if (dtype.isFloat()) return x.div(y).floor();
        if (dtype.isUnsigned()) return Operands.meet(DIVIDE, x, y);
        var rest = x.rem(y);
        return Operands.meet(DIVIDE, x, y).minus(strays(rest, y).convert(dtype));
    }

    static Array mod(Array x, Array y) {
        Absent.refused(y, "mod");
        var rest = x.rem(y);
        return common(x, y).isUnsigned() ? rest : Array.where(strays(rest, y), rest.plus(y), rest);
    }

    /** The angle of the point (x, y); of complex numbers -i log((x + i y) / √(x² + y²)). */
    static Array atan2(Array y, Array x) {
        if (!DType.promote(y.dtype(), Absent.refused(x, "atan2").dtype()).isComplex()) return Operands.meetInexact(ATAN2, y, x);
        var i = Array.complex(Array.of(0f), Array.of(1f));
        return x.plus(y.times(i)).div(x.square().plus(y.square()).sqrt()).log().times(i).unaryMinus();
    }

    private static DType common(Array x, Array y) {
        var dtype = DType.promote(x.dtype(), y.dtype());
        return dtype == DType.PRED ? DType.S64 : dtype;
    }

    /** Whether a remainder towards zero has not the sign of the divisor. */
    private static Array strays(Array rest, Array y) { return rest.ne(0).and(rest.lt(0).ne(y.lt(0))); }

    /**
     * fmod leaves less than |y|; at most one |y| more brings it within half of |y|, where the parity of the quotient decides a
     * tie.
     */
    static Array remainder(Array x, Array y) {
        Absent.refused(y, "remainder");
        Array d = y.abs(), rest = x.rem(d.times(2)), size = rest.abs();
        var once = Array.where(size.times(2).gt(d), size.minus(d), size);
        var twice = Array.where(size.times(2).gt(d).and(once.times(2).ge(d)), once.minus(d), once);
        return Array.where(rest.signBit(), twice.unaryMinus(), twice);
    }

    static Array copySign(Array x, Array y) {
        Absent.refused(y, "copySign");
        var size = x.convert(common(x, y).inexact()).abs();
        return Array.where(y.convert(size.dtype()).signBit(), size.unaryMinus(), size);
    }

    static Array signBit(Array x) {
        if (!x.dtype().isFloat()) return x.lt(0);
        return x.bitcast(signed(x.dtype())).lt(0);
    }

    private static DType signed(DType x) {
        return switch (x.bytes()) { case 2 -> DType.S16; case 4 -> DType.S32; default -> DType.S64; };
    }

    static Array isFinite(Array x) {
        if (x.dtype().isFloat()) return Unary.IS_FINITE.bind(x);
        return x.dtype().isComplex() ? x.real().isFinite().and(x.imag().isFinite()) : Array.ones(x.type().withDType(DType.PRED));
    }

    static Array fmax(Array x, Array y) { return number(x, y, x.maximum(y)); }
    static Array fmin(Array x, Array y) { return number(x, y, x.minimum(y)); }

    /** The extreme of x and y, but where one of them is NaN the other. */
    private static Array number(Array x, Array y, Array extreme) {
        return Array.where(x.isNaN(), y, Array.where(y.isNaN(), x, extreme));
    }

    static Array fdim(Array x, Array y) { return Array.where(x.le(y), Operands.like(x, 0), x.minus(y)); }
    static Array truncate(Array x) { return copySign(x.abs().floor(), x); }
    static Elementwise shiftRight(DType x) { return x.isUnsigned() ? SHIFT_RIGHT_LOGICAL : SHIFT_RIGHT_ARITHMETIC; }

    /** Coefficients for g = 7: an error below 2⁻⁴⁹ where Re x ≥ 1/2. */
    private static final double[] LANCZOS = {0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};

    /**
     * Γ by Lanczos' formula where x ≥ 1/2, elsewhere by reflection, Γ(x) Γ(1 - x) = π / sin πx. NaN at negative whole numbers.
     * @see "Lanczos (1964), A precision approximation of the gamma function, SIAM J. Numer. Anal. 1"
     */
    static Array gamma(Array x) {
        Array low = x.lt(0.5), right = lanczos(Array.where(low, x.rminus(1), x));
        var sine = sinPi(Array.where(low, x, 0.5));
        var left = Array.where(sine.eq(0).and(x.ne(0)), Double.NaN, sine.times(right).rdiv(Math.PI));
        return Array.where(low, left, right);
    }

    /** The power is taken in two halves: whole, it overflows before Γ does. */
    private static Array lanczos(Array x) {
        Array z = x.minus(1), sum = Operands.like(x, LANCZOS[0]);
        for (int i = 1; i < LANCZOS.length; i++) sum = sum.plus(z.plus(i).rdiv(LANCZOS[i]));
        Array t = z.plus(7.5), half = t.pow(z.plus(0.5).times(0.5));
        return half.times(t.unaryMinus().exp()).times(sum).times(Math.sqrt(2 * Math.PI)).times(half);
    }

    /** sin πx, exact at whole numbers. */
    private static Array sinPi(Array x) {
        var whole = x.rint().stopGradient();
        var sine = x.minus(whole).times(Math.PI).sin();
        return Array.where(whole.rem(2).eq(0), sine, sine.unaryMinus());
    }
}
