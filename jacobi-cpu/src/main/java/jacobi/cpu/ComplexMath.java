package jacobi.cpu;

import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.lax.*;

/**
 * Complex functions as programs of real ones on f64 parts: branch cuts and special values of C99 Annex G, as the interpreter has
 * them. Each part is within a few ulp of the modulus. Both sides of a choice are computed, and choices are kept few.
 * @see "Kahan (1987), Branch Cuts for Complex Elementary Functions"
 */
final class ComplexMath {
    private static final double LOG2 = Math.log(2);
    /** Beyond this eˣ is taken in two factors, of which only the product overflows. */
    private static final double LARGE_EXPONENT = 700;
    /** Beyond this modulus 1 is nothing beside its square. */
    private static final double FAR = 0x1p30;

    private ComplexMath() {}

    /** Of c128 parts. */
    static Parts apply(Unary f, Parts z) {
        return switch (f) {
            case SIGN -> sign(z);
            case ACOS -> acos(z);
            case ACOSH -> acosh(z);
            case ASIN -> asin(z);
            case ASINH -> asin(z.turned()).turnedBack();
            case ATAN -> atanh(z.turned()).turnedBack();
            case ATANH -> atanh(z);
            case COSH -> cosh(z);
            case COSINE -> cosh(z.turned());
            case EXPONENTIAL -> exp(z);
            case EXPONENTIAL_MINUS_ONE -> expm1(z);
            case LOG -> log(z);
            case LOGISTIC -> logistic(z);
            case LOG_PLUS_ONE -> log1p(z);
            case RSQRT -> divide(one(), sqrt(z));
            case SINE -> sinh(z.turned()).turnedBack();
            case SINH -> sinh(z);
            case SQRT -> sqrt(z);
            case TAN -> tanh(z.turned()).turnedBack();
            case TANH -> tanh(z);
            case ABS, CBRT, CEIL, COUNT_LEADING_ZEROS, DIGAMMA, ERF, ERFC, ERF_INV, EXP2, FLOOR, IMAG, IS_FINITE, LGAMMA, LOG10,
                    LOG2, NEGATE, NOT, POPCNT, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, STOP_GRADIENT ->
                throw JacobiError.bug("%s of a complex number", f);
        };
    }

    // ---- numbers

    private static Array number(double x) { return Constant.of(DType.F64, x).bind(); }
    private static Array whole(long x) { return Constant.of(DType.S64, x).bind(); }
    private static Parts number(double re, double im) { return new Parts(number(re), number(im)); }
    private static Parts one() { return number(1, 0); }
    private static Array infinite(Array x) { return x.abs().eq(Double.POSITIVE_INFINITY); }
    private static Array finite(Parts z) { return z.re().abs().maximum(z.im().abs()).lt(Double.POSITIVE_INFINITY); }
    private static Array either(Array pred, double yes, double no) { return Array.where(pred, number(yes), number(no)); }
    private static Array hypot(Array x, Array y) { return Binary.HYPOT.bind(x, y); }
    private static Array bits(Array x) { return new Bitcast(DType.S64).bind(x); }
    private static Array floating(Array bits) { return new Bitcast(DType.F64).bind(bits); }

    /** The size of one number with the sign of another. */
    private static Array copySign(Array size, Array sign) {
        var magnitude = bits(size).and(whole(Long.MAX_VALUE));
        return floating(magnitude.or(bits(sign).and(whole(Long.MIN_VALUE))));
    }

    /** A power of two by which a number, if not 0, comes to lie in [1, 4); for even exponents only, if so wanted. */
    private static Array scale(Array size, boolean even) {
        var exponent = Binary.SHIFT_RIGHT_LOGICAL.bind(bits(size), whole(52));
        var other = whole(2046).minus(exponent).maximum(whole(1));
        if (even) other = other.minus(whole(1)).and(whole(-2)).plus(whole(1));                        // its bias is odd
        return floating(Binary.SHIFT_LEFT.bind(other, whole(52)));
    }

    // ---- arithmetic

    static Array abs(Parts z) { return hypot(z.re(), z.im()); }

    /** Scaled by the divisor's exponent, so that nothing overflows on the way; infinite and zero divisors as in C99 (G.5.1). */
    static Parts divide(Parts x, Parts y) {
        Array a = y.re().abs(), b = y.im().abs(), s = scale(a.maximum(b), false);
        var toZero = infinite(a).or(infinite(b)).and(finite(x));
        Array c = Array.where(toZero, copySign(either(infinite(a), 1, 0), y.re()), y.re().times(s));
        Array d = Array.where(toZero, copySign(either(infinite(b), 1, 0), y.im()), y.im().times(s));
        Array norm = Array.where(toZero, 1, c.square().plus(d.square())), back = Array.where(toZero, 0, s);
        var quotient = new Parts(x.re().times(c).plus(x.im().times(d)).div(norm).times(back),
                x.im().times(c).minus(x.re().times(d)).div(norm).times(back));
        var byZero = a.eq(0).and(b.eq(0));
        return new Parts(x.re().div(y.re()), x.im().div(y.re())).where(byZero, quotient);
    }

    private static Parts sign(Parts z) {
        Array r = abs(z), zero = r.eq(0);
        var direction = new Parts(z.re().div(r), z.im().div(r));
        var number = number(0, 0).where(zero, direction);
        return number(Double.NaN, Double.NaN).where(z.re().ne(z.re()).or(z.im().ne(z.im())), number);
    }

    // ---- exponentials

    /** eˣ (cos y + i sin y), in two factors. */
    static Parts exp(Parts z) {
        var half = z.re().times(0.5).exp();
        var flat = z.im().eq(0);
        return new Parts(half.times(z.im().cos()).times(half), Array.where(flat, z.im(), half.times(z.im().sin()).times(half)));
    }

    /** The real part is expm1(x) cos y - 2 sin²(y/2). */
    private static Parts expm1(Parts z) {
        Array x = z.re(), y = z.im(), s = y.times(0.5).sin(), e = x.expm1();
        var near = new Parts(e.times(y.cos()).minus(s.square().times(2)), x.exp().times(y.sin()));
        return new Parts(e, y).where(y.eq(0), exp(z).where(x.gt(LARGE_EXPONENT), near));
    }

    private static Parts logistic(Parts z) {
        var left = z.re().lt(0);
        var e = exp(z.where(left, z.negated()));
        return divide(e.where(left, one()), one().plus(e));
    }

    private static Parts sinh(Parts z) {
        Array x = z.re();
        return hyperbolic(z, x.sinh(), x.cosh(), copySign(number(1), x));
    }

    private static Parts cosh(Parts z) {
        Array x = z.re();
        return hyperbolic(z, x.cosh(), x.sinh(), number(1));
    }

    /** (a cos y, b sin y); where a and b overflow they are eˣ/2 up to sign, taken in two factors. */
    private static Parts hyperbolic(Parts z, Array a, Array b, Array signOfA) {
        Array x = z.re().abs(), y = z.im(), large = x.ge(LARGE_EXPONENT);
        Array half = x.times(0.5).exp().times(0.5), twice = Array.where(large, half.times(2), 1);
        Array first = Array.where(large, half.times(signOfA), a), second = Array.where(large, half.times(b.sign()), b);
        var turned = new Parts(first.times(y.cos()).times(twice), second.times(y.sin()).times(twice));
        return new Parts(a, b.sign().times(y)).where(y.eq(0), turned);
    }

    /** Kahan's formula: with t = tan y and s = sinh x, ((1 + t²) s √(1 + s²) + i t) / (1 + (1 + t²) s²). */
    private static Parts tanh(Parts z) {
        Array x = z.re(), y = z.im(), far = x.abs().gt(22);
        Array t = y.tan(), beta = t.square().plus(1), s = x.sinh(), d = beta.times(s.square()).plus(1);
        var near = new Parts(beta.times(s.square().plus(1).sqrt()).times(s).div(d), t.div(d));
        var edge = y.sin().times(y.cos()).times(4).times(x.abs().times(-2).exp());
        return new Parts(copySign(number(1), x), edge).where(far, near);
    }

    /** exp(y log x); 0⁰ = 1, and 0 to a power of positive real part is 0. */
    static Parts power(Parts x, Parts y) {
        var ofZero = number(0, 0).where(y.re().gt(0), number(Double.NaN, Double.NaN));
        var power = ofZero.where(x.re().eq(0).and(x.im().eq(0)), exp(y.times(log(x))));
        return one().where(y.re().eq(0).and(y.im().eq(0)), power);
    }

    // ---- logarithms and roots

    static Parts log(Parts z) {
        Array x = z.re().abs(), y = z.im().abs();
        return new Parts(logModulus(x.maximum(y), x.minimum(y)), z.im().atan2(z.re()));
    }

    /** log √(a² + b²) for a not less than b; close to 1 by what the square is more than 1. */
    private static Array logModulus(Array a, Array b) {
        Array near = a.gt(0.5).and(a.lt(1.5)), large = a.gt(0x1p1000), small = a.lt(0x1p-900);
        Array s = Array.where(large, number(0x1p-2), Array.where(small, number(0x1p200), number(1)));
        Array shift = Array.where(large, number(2 * LOG2), Array.where(small, number(-200 * LOG2), number(0)));
        var far = hypot(a.times(s), b.times(s)).log().plus(shift);
        return Array.where(near, a.minus(1).times(a.plus(1)).plus(b.square()).log1p().times(0.5), far);
    }

    /** |1 + z|² - 1 = x (2 + x) + y², unless 1 + x is exact. */
    private static Parts log1p(Parts z) {
        Array x = z.re(), y = z.im();
        var near = x.gt(-0.5).and(x.lt(2.5)).and(y.abs().lt(2));
        var far = log(new Parts(x.plus(1), y));
        return new Parts(Array.where(near, x.times(x.plus(2)).plus(y.square()).log1p().times(0.5), far.re()), far.im());
    }

    /** The root in the right half plane. */
    private static Parts sqrt(Parts z) {
        Array x = z.re(), y = z.im(), a = x.abs(), b = y.abs(), s = scale(a.maximum(b), true);
        Array root = a.times(s).plus(hypot(a.times(s), b.times(s))).times(0.5).sqrt().div(s.sqrt());
        Array other = b.div(root).times(0.5);
        var number = new Parts(root, copySign(other, y)).where(x.ge(0), new Parts(other, copySign(root, y)));
        number = number(Double.NaN, Double.NaN).where(x.ne(x), number);
        var zero = number(0).times(b);
        var far = new Parts(x, copySign(zero, y)).where(x.gt(0), new Parts(zero, copySign(a, y)));
        number = far.where(infinite(x), number);
        number = new Parts(zero, y).where(a.eq(0).and(b.eq(0)), number);
        return new Parts(b, y).where(infinite(y), number);
    }

    // ---- inverses of sine, cosine and tangent

    /**
     * Where asin and acos of a number of the first quadrant lie: with r and s its distances from -1 and 1, and a = (r + s)/2,
     * asin at the angle of (across, along) = (x, √(a² - x²)), up to one factor, and the height acosh a. Differences of near
     * numbers are written as sums.
     * @see "Hull, Fairgrieve and Tang (1997), Implementing the complex arcsine and arccosine functions using exception handling,
     *      ACM Transactions on Mathematical Software 23, 299–335"
     */
    private record Point(Array across, Array along, Array height) {
        static Point of(Array x, Array y) {
            Array inner = x.le(1), r = hypot(x.plus(1), y), s = hypot(x.minus(1), y), a = r.plus(s).times(0.5);
            Array right = r.plus(x.plus(1)), gap = s.plus(x.minus(1).abs());
            Array half = a.plus(x).times(0.5);
            Array along = Array.where(inner, half.times(y.square().div(right).plus(gap)).sqrt(),
                    y.times(half.times(right.reciprocal().plus(gap.reciprocal())).sqrt()));
            Array above = y.square().div(right).plus(gap).times(0.5), q = y.div(right).plus(y.div(gap)).times(0.5);
            Array height = Array.where(x.ge(1), above.plus(above.times(a.plus(1)).sqrt()),
                    y.times(q).plus(y.sqrt().times(q.times(a.plus(1)).sqrt()))).log1p();
            Array far = x.gt(FAR).or(y.gt(FAR)), beyond = infinite(x).or(infinite(y));
            Array distant = logModulus(x.maximum(y), x.minimum(y)).plus(LOG2);
            return new Point(Array.where(beyond, either(infinite(x), 1, 0), x),
                    Array.where(beyond, either(infinite(y), 1, 0), Array.where(far, y, along)),
                    Array.where(beyond, Double.POSITIVE_INFINITY, Array.where(far, distant, height)));
        }
    }

    private static Parts asin(Parts z) {
        var p = Point.of(z.re().abs(), z.im().abs());
        return new Parts(copySign(p.across.atan2(p.along), z.re()), copySign(p.height, z.im()));
    }

    private static Parts acos(Parts z) {
        var p = Point.of(z.re().abs(), z.im().abs());
        return new Parts(p.along.atan2(copySign(p.across, z.re())), copySign(p.height, z.im()).unaryMinus());
    }

    /** acos turned by a right angle, into the right half plane. */
    private static Parts acosh(Parts z) {
        var w = acos(z);
        return new Parts(w.im().abs(), copySign(w.re(), z.im()));
    }

    /** ¼ log(1 + 4x / ((1 - x)² + y²)) + ½ i arg(1 - x² - y² + 2 i y). */
    private static Parts atanh(Parts z) {
        Array x = z.re().abs(), y = z.im().abs(), far = x.gt(FAR).or(y.gt(FAR));
        Array angle = y.times(2).atan2(number(1).minus(x).times(x.plus(1)).minus(y.square())).times(0.5);
        Array d = x.minus(1).square().plus(y.square());
        Array near = x.times(4).div(d).log1p().times(0.25);
        Array edge = hypot(number(2), y).log().minus(y.log()).times(0.5);
        Array distant = Array.where(infinite(x).or(infinite(y)), 0, divide(one(), new Parts(x, y)).re());
        Array half = Array.where(far, distant, Array.where(x.eq(1), edge, near));
        var number = new Parts(copySign(half, z.re()), copySign(Array.where(far, Math.PI / 2, angle), z.im()));
        return number(Double.NaN, Double.NaN).where(x.ne(x).or(y.ne(y)), number);
    }
}
