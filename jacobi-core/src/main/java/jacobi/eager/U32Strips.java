package jacobi.eager;

import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/** Kernels of u32: those of s32 on the same bits, but for what depends on the order of numbers. */
final class U32Strips extends S32Strips {
    @Override boolean has(Unary f) {
        return switch (f) {
            case NEGATE, NOT, POPCNT, COUNT_LEADING_ZEROS -> true;
            default -> false;
        };
    }

    @Override boolean has(Binary f) {
        return switch (f) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, MAXIMUM, MINIMUM, AND, OR, XOR, SHIFT_LEFT,
                    SHIFT_RIGHT_LOGICAL -> true;
            default -> false;
        };
    }

    @Override void apply(Binary f, int[] x, int[] y, int[] z, int n) {
        switch (f) {
            case DIVIDE -> { for (int i = 0; i < n; i++) z[i] = Total.divUnsigned(x[i], y[i]); }
            case REMAINDER -> { for (int i = 0; i < n; i++) z[i] = Total.remUnsigned(x[i], y[i]); }
            case MAXIMUM -> { for (int i = 0; i < n; i++) z[i] = below(x[i], y[i]) ? y[i] : x[i]; }
            case MINIMUM -> { for (int i = 0; i < n; i++) z[i] = below(y[i], x[i]) ? y[i] : x[i]; }
            default -> super.apply(f, x, y, z, n);
        }
    }

    @Override void apply(Compare f, int[] x, int[] y, byte[] z, int n) {
        switch (f) {
            case EQ, NE -> super.apply(f, x, y, z, n);
            case LT -> { for (int i = 0; i < n; i++) z[i] = below(x[i], y[i]) ? (byte) 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) z[i] = below(y[i], x[i]) ? (byte) 0 : 1; }
            case GT -> { for (int i = 0; i < n; i++) z[i] = below(y[i], x[i]) ? (byte) 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) z[i] = below(x[i], y[i]) ? (byte) 0 : 1; }
        }
    }

    @Override void reduce(Monoid m, int[] x, int n, int[] z, int at) {
        int r = x[0];
        switch (m) {
            case MIN -> { for (int i = 1; i < n; i++) r = below(x[i], r) ? x[i] : r; }
            case MAX -> { for (int i = 1; i < n; i++) r = below(r, x[i]) ? x[i] : r; }
            default -> {
                super.reduce(m, x, n, z, at);
                return;
            }
        }
        z[at] = r;
    }

    private static boolean below(int x, int y) { return x + Integer.MIN_VALUE < y + Integer.MIN_VALUE; }

    @Override void toDoubles(int[] x, double[] y, int n) { for (int i = 0; i < n; i++) y[i] = Integer.toUnsignedLong(x[i]); }
    @Override void toLongs(int[] x, long[] y, int n) { for (int i = 0; i < n; i++) y[i] = Integer.toUnsignedLong(x[i]); }
    @Override void fromDoubles(double[] x, int[] y, int n) {
        for (int i = 0; i < n; i++) y[i] = (int) Total.toUnsigned(x[i], 32);
    }
}
