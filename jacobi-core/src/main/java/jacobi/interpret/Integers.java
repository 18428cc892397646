package jacobi.interpret;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/**
 * What the elementwise functions mean on integers and preds: arithmetic wraps, and where a processor would trap, the table of
 * {@link Total} holds. Operands are extended to 64 bits by their dtype; so are the results.
 */
final class Integers {
    private Integers() {}

    static long apply(Unary f, DType t, long x) {
        return Rounding.wrap(t, switch (f) {
            case ABS -> t.isSigned() ? Math.abs(x) : x;
            case COUNT_LEADING_ZEROS -> Total.countLeadingZeros(x, t.bits());
            case NEGATE -> -x;
            case NOT -> t == DType.PRED ? 1 - x : ~x;
            case POPCNT -> Total.popcount(x, t.bits());
            case STOP_GRADIENT -> x;
            case SIGN -> t.isSigned() ? Long.signum(x) : x == 0 ? 0 : 1;
            case ACOS, ACOSH, ASIN, ASINH, ATAN, ATANH, CBRT, CEIL, COSH, COSINE, DIGAMMA, ERF, ERFC, ERF_INV, EXP2,
                    EXPONENTIAL, EXPONENTIAL_MINUS_ONE, FLOOR, IMAG, IS_FINITE, LGAMMA, LOG, LOG10, LOG2, LOGISTIC,
                    LOG_PLUS_ONE, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, RSQRT, SINE, SINH, SQRT, TAN, TANH ->
                throw JacobiError.bug("%s of %s", f, t);
        });
    }

    static long apply(Binary f, DType t, long x, long y) {
        return Rounding.wrap(t, switch (f) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> t.isSigned() ? Total.div(x, y) : Total.divUnsigned(x, y);
            case REMAINDER -> t.isSigned() ? Total.rem(x, y) : Total.remUnsigned(x, y);
            case POWER -> t.isSigned() ? Total.pow(x, y) : Total.powUnsigned(x, y);
            case MAXIMUM -> compare(t, x, y) >= 0 ? x : y;
            case MINIMUM -> compare(t, x, y) <= 0 ? x : y;
            case AND -> x & y;
            case OR -> x | y;
            case XOR -> x ^ y;
            case SHIFT_LEFT -> Total.shiftLeft(x, y, t.bits());
            case SHIFT_RIGHT_ARITHMETIC -> Total.shiftRightArithmetic(signed(t, x), y, t.bits());
            case SHIFT_RIGHT_LOGICAL -> Total.shiftRightLogical(x, y, t.bits());
            case ATAN2, HYPOT, COMPLEX, NEXT_AFTER -> throw JacobiError.bug("%s of %s", f, t);
        });
    }

    static boolean apply(Compare f, DType t, long x, long y) {
        int c = compare(t, x, y);
        return switch (f) {
            case EQ -> c == 0;
            case NE -> c != 0;
            case LT -> c < 0;
            case LE -> c <= 0;
            case GT -> c > 0;
            case GE -> c >= 0;
        };
    }

    static int compare(DType t, long x, long y) { return t.isSigned() ? Long.compare(x, y) : Long.compareUnsigned(x, y); }

    /** The bits of an element as a signed number. */
    private static long signed(DType t, long x) { return x << 64 - t.bits() >> 64 - t.bits(); }
}
