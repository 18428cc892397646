package jacobi.interpret;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;

/**
 * What the elementwise functions mean on integers and preds. Total: arithmetic wraps; {@code x / 0} has all bits set, {@code x % 0} is x,
 * {@code MIN / -1} is MIN; a shift by the width or more leaves nothing, or the sign; a shift amount counts as unsigned.
 * Operands are extended to 64 bits by their dtype; so are the results.
 */
final class Integers {
    private Integers() {}

    static long apply(Unary f, DType t, long x) {
        return Rounding.wrap(t, switch (f) {
            case ABS -> t.isSigned() ? Math.abs(x) : x;
            case COUNT_LEADING_ZEROS -> Long.numberOfLeadingZeros(unsigned(t, x)) - (64 - t.bits());
            case NEGATE -> -x;
            case NOT -> t == DType.PRED ? 1 - x : ~x;
            case POPCNT -> Long.bitCount(unsigned(t, x));
            case STOP_GRADIENT -> x;
            case SIGN -> t.isSigned() ? Long.signum(x) : x == 0 ? 0 : 1;
            case ACOS, ACOSH, ASIN, ASINH, ATAN, ATANH, CBRT, CEIL, COSH, COSINE, DIGAMMA, ERF, ERFC, ERF_INV, EXP2, EXPONENTIAL, EXPONENTIAL_MINUS_ONE,
                    FLOOR, IMAG, IS_FINITE, LGAMMA, LOG, LOG10, LOG2, LOGISTIC, LOG_PLUS_ONE, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, RSQRT,
                    SINE, SINH, SQRT, TAN, TANH ->
                throw JacobiError.bug("%s of %s", f, t);
        });
    }

    static long apply(Binary f, DType t, long x, long y) {
        return Rounding.wrap(t, switch (f) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> y == 0 ? -1 : t.isSigned() ? x / y : Long.divideUnsigned(x, y);
            case REMAINDER -> y == 0 ? x : t.isSigned() ? x % y : Long.remainderUnsigned(x, y);
            case POWER -> power(t, x, y);
            case MAXIMUM -> compare(t, x, y) >= 0 ? x : y;
            case MINIMUM -> compare(t, x, y) <= 0 ? x : y;
            case AND -> x & y;
            case OR -> x | y;
            case XOR -> x ^ y;
            case SHIFT_LEFT -> outOfWidth(t, y) ? 0 : x << y;
            case SHIFT_RIGHT_ARITHMETIC -> signed(t, x) >> (outOfWidth(t, y) ? 63 : y);
            case SHIFT_RIGHT_LOGICAL -> outOfWidth(t, y) ? 0 : unsigned(t, x) >>> y;
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

    /** Repeated multiplication; a negative exponent gives the whole part of the quotient: 0, but for the bases 1 and -1. */
    private static long power(DType t, long x, long y) {
        if (t.isSigned() && y < 0) return x == 1 ? 1 : x == -1 ? 1 - 2 * (y & 1) : 0;
        long result = 1;
        for (long square = x; y != 0; y >>>= 1, square *= square) if ((y & 1) == 1) result *= square;
        return result;
    }

    private static boolean outOfWidth(DType t, long amount) { return Long.compareUnsigned(amount, t.bits()) >= 0; }

    private static long unsigned(DType t, long x) { return x << 64 - t.bits() >>> 64 - t.bits(); }

    private static long signed(DType t, long x) { return x << 64 - t.bits() >> 64 - t.bits(); }
}
