package jacobi.interpret;

import jacobi.core.JacobiError;
import jacobi.interpret.Element.Complex;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;

/** What the elementwise functions mean on complex numbers, computed on f64 parts; c64 is rounded when it is stored. */
final class Complexes {
    private Complexes() {}

    static Element apply(Unary f, Complex z) {
        return switch (f) {
            case ABS -> new Element.Real(Math.hypot(z.re(), z.im()));
            case REAL -> new Element.Real(z.re());
            case IMAG -> new Element.Real(z.im());
            case NEGATE -> new Complex(-z.re(), -z.im());
            case SIGN -> sign(z);
            case ACOS -> ComplexArcs.acos(z);
            case ACOSH -> ComplexArcs.acosh(z);
            case ASIN -> ComplexArcs.asin(z);
            case ASINH -> ComplexFunctions.byI(ComplexArcs::asin, z);
            case ATAN -> ComplexFunctions.byI(ComplexArcs::atanh, z);
            case ATANH -> ComplexArcs.atanh(z);
            case COSH -> ComplexFunctions.cosh(z);
            case COSINE -> ComplexFunctions.cosh(new Complex(-z.im(), z.re()));
            case EXPONENTIAL -> ComplexFunctions.exp(z);
            case EXPONENTIAL_MINUS_ONE -> ComplexFunctions.expm1(z);
            case LOG -> ComplexFunctions.log(z);
            case LOGISTIC -> logistic(z);
            case LOG_PLUS_ONE -> ComplexFunctions.log1p(z);
            case RSQRT -> divide(Complex.ONE, ComplexFunctions.sqrt(z));
            case SINE -> ComplexFunctions.byI(ComplexFunctions::sinh, z);
            case SINH -> ComplexFunctions.sinh(z);
            case SQRT -> ComplexFunctions.sqrt(z);
            case STOP_GRADIENT -> z;
            case TAN -> ComplexFunctions.byI(ComplexFunctions::tanh, z);
            case TANH -> ComplexFunctions.tanh(z);
            case CBRT, CEIL, COUNT_LEADING_ZEROS, DIGAMMA, ERF, ERFC, ERF_INV, EXP2, FLOOR, IS_FINITE, LGAMMA, LOG10, LOG2, NOT,
                    POPCNT, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN ->
                throw JacobiError.bug("%s of a complex number", f);
        };
    }

    static Complex apply(Binary f, Complex x, Complex y) {
        return switch (f) {
            case ADD -> plus(x, y);
            case SUBTRACT -> minus(x, y);
            case MULTIPLY -> times(x, y);
            case DIVIDE -> divide(x, y);
            case POWER -> ComplexFunctions.power(x, y);
            case REMAINDER, MAXIMUM, MINIMUM, ATAN2, HYPOT, COMPLEX, NEXT_AFTER, AND, OR, XOR, SHIFT_LEFT,
                    SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
                throw JacobiError.bug("%s of complex numbers", f);
        };
    }

    static boolean apply(Compare f, Complex x, Complex y) {
        boolean equal = x.re() == y.re() && x.im() == y.im();
        return switch (f) {
            case EQ -> equal;
            case NE -> !equal;
            case LT, LE, GT, GE -> throw JacobiError.bug("%s of complex numbers", f);
        };
    }

    static Complex plus(Complex x, Complex y) { return new Complex(x.re() + y.re(), x.im() + y.im()); }

    static Complex minus(Complex x, Complex y) { return new Complex(x.re() - y.re(), x.im() - y.im()); }

    /** The plain formula: infinities are not recovered. */
    static Complex times(Complex x, Complex y) {
        return new Complex(x.re() * y.re() - x.im() * y.im(), x.re() * y.im() + x.im() * y.re());
    }

    /** Scaled by the divisor's exponent, so that nothing overflows on the way; infinite and zero divisors as in C99 (G.5.1). */
    static Complex divide(Complex x, Complex y) {
        if (y.re() == 0 && y.im() == 0) return new Complex(x.re() / y.re(), x.im() / y.re());
        if (isInfinite(y) && isFinite(x)) return toZero(x, y);
        int e = isFinite(y) ? -Math.getExponent(Math.max(Math.abs(y.re()), Math.abs(y.im()))) : 0;
        double c = Math.scalb(y.re(), e), d = Math.scalb(y.im(), e), norm = c * c + d * d;
        return new Complex(Math.scalb((x.re() * c + x.im() * d) / norm, e), Math.scalb((x.im() * c - x.re() * d) / norm, e));
    }

    private static Complex toZero(Complex x, Complex y) {
        double c = Math.copySign(Double.isInfinite(y.re()) ? 1 : 0, y.re());
        double d = Math.copySign(Double.isInfinite(y.im()) ? 1 : 0, y.im());
        return new Complex(0 * (x.re() * c + x.im() * d), 0 * (x.im() * c - x.re() * d));
    }

    static boolean isFinite(Complex z) { return Double.isFinite(z.re()) && Double.isFinite(z.im()); }

    private static boolean isInfinite(Complex z) { return Double.isInfinite(z.re()) || Double.isInfinite(z.im()); }

    private static Complex logistic(Complex z) {
        var e = ComplexFunctions.exp(z.re() < 0 ? z : new Complex(-z.re(), -z.im()));
        return divide(z.re() < 0 ? e : Complex.ONE, plus(Complex.ONE, e));
    }

    private static Complex sign(Complex z) {
        if (Double.isNaN(z.re()) || Double.isNaN(z.im())) return Complex.NAN;
        double r = Math.hypot(z.re(), z.im());
        return r == 0 ? Complex.ZERO : new Complex(z.re() / r, z.im() / r);
    }
}
