package jacobi.interpret;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;

/**
 * What the elementwise functions mean on floats: computed in f64 and rounded once to the dtype, so that f16, bf16 and f32 are nearly always rounded
 * correctly. Java's Math is within 1 ulp of f64 (2.5 for the hyperbolic functions); the rest is in {@link Special}.
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
            case ROUND_NEAREST_AFZ -> Special.roundAwayFromZero(x);
            case ROUND_NEAREST_EVEN -> Math.rint(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case SIGN -> Math.signum(x);
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
            case REMAINDER -> x % y;
            case POWER -> Special.power(x, y);
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
            case ATAN2 -> Math.atan2(x, y);
            case HYPOT -> Math.hypot(x, y);
            case NEXT_AFTER -> nextAfter(t, x, y);
            case COMPLEX, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> throw JacobiError.bug("%s of %s", f, t);
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

    /** The neighbour of x towards y among the numbers of a dtype; y if they are equal. */
    private static double nextAfter(DType t, double x, double y) {
        if (t == DType.F64) return Math.nextAfter(x, y);
        if (t == DType.F32) return Math.nextAfter((float) x, y);
        if (Double.isNaN(x) || Double.isNaN(y)) return Double.NaN;
        if (x == y) return y;
        if (x == 0) return Math.copySign(t == DType.F16 ? 0x1p-24 : 0x1p-133, y);
        int step = y > x == x > 0 ? 1 : -1;
        if (t == DType.F16) return Float.float16ToFloat((short) (Rounding.f16(x) + step));
        return Float.intBitsToFloat(Rounding.bf16(x) + step << 16);
    }
}
