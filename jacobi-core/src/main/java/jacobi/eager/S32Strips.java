package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/** Kernels of s32. What a division by zero or a wide shift gives: {@link Total}. */
class S32Strips extends Strips<int[]> {
    @Override int[] make(int n) { return new int[n]; }
    @Override void load(MemorySegment s, long at, int[] a, int n) { MemorySegment.copy(s, JAVA_INT, 4 * at, a, 0, n); }
    @Override void store(int[] a, MemorySegment s, long at, int n) { MemorySegment.copy(a, 0, s, JAVA_INT, 4 * at, n); }
    @Override void spread(MemorySegment s, int[] a, int n) { Arrays.fill(a, 0, n, s.get(JAVA_INT, 0)); }

    @Override boolean has(Unary f) {
        return switch (f) {
            case NEGATE, ABS, SIGN, NOT, POPCNT, COUNT_LEADING_ZEROS -> true;
            default -> false;
        };
    }

    @Override boolean has(Binary f) {
        return switch (f) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER, MAXIMUM, MINIMUM, AND, OR, XOR,
                    SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> true;
            default -> false;
        };
    }

    @Override boolean has(Monoid m) { return true; }

    @Override void apply(Unary f, int[] x, int[] y, int n) {
        switch (f) {
            case NEGATE -> { for (int i = 0; i < n; i++) y[i] = -x[i]; }
            case ABS -> { for (int i = 0; i < n; i++) y[i] = Math.abs(x[i]); }
            case SIGN -> { for (int i = 0; i < n; i++) y[i] = Integer.signum(x[i]); }
            case NOT -> { for (int i = 0; i < n; i++) y[i] = ~x[i]; }
            case POPCNT -> { for (int i = 0; i < n; i++) y[i] = Integer.bitCount(x[i]); }
            case COUNT_LEADING_ZEROS -> { for (int i = 0; i < n; i++) y[i] = Integer.numberOfLeadingZeros(x[i]); }
            default -> throw new AssertionError(f);
        }
    }

    @Override void apply(Binary f, int[] x, int[] y, int[] z, int n) {
        switch (f) {
            case ADD -> { for (int i = 0; i < n; i++) z[i] = x[i] + y[i]; }
            case SUBTRACT -> { for (int i = 0; i < n; i++) z[i] = x[i] - y[i]; }
            case MULTIPLY -> { for (int i = 0; i < n; i++) z[i] = x[i] * y[i]; }
            case DIVIDE -> { for (int i = 0; i < n; i++) z[i] = Total.div(x[i], y[i]); }
            case REMAINDER -> { for (int i = 0; i < n; i++) z[i] = Total.rem(x[i], y[i]); }
            case POWER -> { for (int i = 0; i < n; i++) z[i] = Total.pow(x[i], y[i]); }
            case MAXIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.max(x[i], y[i]); }
            case MINIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.min(x[i], y[i]); }
            case AND -> { for (int i = 0; i < n; i++) z[i] = x[i] & y[i]; }
            case OR -> { for (int i = 0; i < n; i++) z[i] = x[i] | y[i]; }
            case XOR -> { for (int i = 0; i < n; i++) z[i] = x[i] ^ y[i]; }
            case SHIFT_LEFT -> { for (int i = 0; i < n; i++) z[i] = left(x[i], y[i]); }
            case SHIFT_RIGHT_ARITHMETIC -> { for (int i = 0; i < n; i++) z[i] = right(x[i], y[i]); }
            case SHIFT_RIGHT_LOGICAL -> { for (int i = 0; i < n; i++) z[i] = rightLogical(x[i], y[i]); }
            default -> throw new AssertionError(f);
        }
    }

    private static int left(int x, int n) { return (int) Total.shiftLeft(x, n, 32); }
    private static int right(int x, int n) { return (int) Total.shiftRightArithmetic(x, n, 32); }
    private static int rightLogical(int x, int n) { return (int) Total.shiftRightLogical(x, n, 32); }

    @Override void apply(Compare f, int[] x, int[] y, byte[] z, int n) {
        switch (f) {
            case EQ -> { for (int i = 0; i < n; i++) z[i] = x[i] == y[i] ? (byte) 1 : 0; }
            case NE -> { for (int i = 0; i < n; i++) z[i] = x[i] != y[i] ? (byte) 1 : 0; }
            case LT -> { for (int i = 0; i < n; i++) z[i] = x[i] < y[i] ? (byte) 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) z[i] = x[i] <= y[i] ? (byte) 1 : 0; }
            case GT -> { for (int i = 0; i < n; i++) z[i] = x[i] > y[i] ? (byte) 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) z[i] = x[i] >= y[i] ? (byte) 1 : 0; }
        }
    }

    @Override void select(byte[] p, int[] x, int[] y, int[] z, int n) {
        for (int i = 0; i < n; i++) z[i] = p[i] != 0 ? x[i] : y[i];
    }

    @Override void reduce(Monoid m, int[] x, int n, int[] z, int at) {
        int r = x[0];
        switch (m) {
            case SUM -> { for (int i = 1; i < n; i++) r += x[i]; }
            case PRODUCT -> { for (int i = 1; i < n; i++) r *= x[i]; }
            case MIN -> { for (int i = 1; i < n; i++) r = Math.min(r, x[i]); }
            case MAX -> { for (int i = 1; i < n; i++) r = Math.max(r, x[i]); }
            case AND -> { for (int i = 1; i < n; i++) r &= x[i]; }
            case OR -> { for (int i = 1; i < n; i++) r |= x[i]; }
        }
        z[at] = r;
    }

    @Override void toDoubles(int[] x, double[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
    @Override void toLongs(int[] x, long[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
    @Override void fromDoubles(double[] x, int[] y, int n) { for (int i = 0; i < n; i++) y[i] = (int) x[i]; }
    @Override void fromLongs(long[] x, int[] y, int n) { for (int i = 0; i < n; i++) y[i] = (int) x[i]; }
}
