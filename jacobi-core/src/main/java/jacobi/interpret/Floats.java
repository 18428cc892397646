package jacobi.interpret;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/**
 * What the elementwise functions mean on floats: computed in f64 and rounded once to the dtype, so that f16, bf16 and f32 are
 * nearly always rounded correctly; where processors disagree the table of {@link Total} holds. Java's Math is within 1 ulp of f64
 * (2.5 for the hyperbolic functions); the rest is in {@link Special}.
 */
final class Floats {
    private Floats() {}

    static double apply(Unary f, DType t, double x) {
        return Rounding.round(t, switch (f) {
            case ABS -> Math.abs(x);
            case ACOS -> Math.acos(x);
            case ACOSH -> Special.acosh(x);
            case ASIN -> Math.asin(x);
            case ASINH -> Special.asinh(x);
            case ATAN -> Math.atan(x);
            case ATANH -> Special.atanh(x);
            case CBRT -> Math.cbrt(x);
            case CEIL -> Math.ceil(x);
            case COSH -> Math.cosh(x);
            case COSINE -> Math.cos(x);
            case DIGAMMA -> Gamma.digamma(x);
            case ERF -> ErrorFunction.erf(x);
            case ERFC -> ErrorFunction.erfc(x);
            case ERF_INV -> t == DType.F64 ? ErrorFunction.inverse(x) : ErrorFunction.inverse((float) x);
            case EXP2 -> Math.pow(2, x);
            case EXPONENTIAL -> Math.exp(x);
            case EXPONENTIAL_MINUS_ONE -> Math.expm1(x);
            case FLOOR -> Math.floor(x);
            case IMAG -> 0;
            case LGAMMA -> Gamma.lgamma(x);
            case LOG -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case LOG2 -> Special.log2(x);
            case LOGISTIC -> Special.logistic(x);
            case LOG_PLUS_ONE -> Math.log1p(x);
            case NEGATE -> -x;
            case REAL -> x;
            case ROUND_NEAREST_AFZ -> Total.roundHalfAway(x);
            case ROUND_NEAREST_EVEN -> Total.roundHalfEven(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case SIGN -> Total.sign(x);
            case SINE -> Math.sin(x);
            case SINH -> Math.sinh(x);
            case SQRT -> Math.sqrt(x);
            case STOP_GRADIENT -> x;
            case TAN -> Math.tan(x);
            case TANH -> Math.tanh(x);
            case COUNT_LEADING_ZEROS, IS_FINITE, NOT, POPCNT -> throw JacobiError.bug("%s of %s", f, t);
        });
    }

    static double apply(Binary f, DType t, double x, double y) {
        return Rounding.round(t, switch (f) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case REMAINDER -> Total.rem(x, y);
            case POWER -> Special.power(x, y);
            case MAXIMUM -> Total.max(x, y);
            case MINIMUM -> Total.min(x, y);
            case ATAN2 -> Math.atan2(x, y);
            case HYPOT -> Math.hypot(x, y);
            case NEXT_AFTER -> nextAfter(t, x, y);
            case COMPLEX, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
                    throw JacobiError.bug("%s of %s", f, t);
        });
    }

    static boolean apply(Compare f, double x, double y) {
        return switch (f) {
            case EQ -> x == y;
            case NE -> x != y;
            case LT -> x < y;
            case LE -> x <= y;
            case GT -> x > y;
            case GE -> x >= y;
        };
    }

    private static double nextAfter(DType t, double x, double y) {
        return switch (t) {
            case F16 -> Float.float16ToFloat(Total.nextAfterF16(Total.doubleToF16(x), Total.doubleToF16(y)));
            case BF16 -> Total.bf16ToFloat(Total.nextAfterBf16(Total.doubleToBf16(x), Total.doubleToBf16(y)));
            case F32 -> Total.nextAfter((float) x, (float) y);
            default -> Total.nextAfter(x, y);
        };
    }
}
