package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/** Kernels of f64. */
final class F64Strips extends Strips<double[]> {
    @Override double[] make(int n) { return new double[n]; }
    @Override void load(MemorySegment s, long at, double[] a, int n) { MemorySegment.copy(s, JAVA_DOUBLE, 8 * at, a, 0, n); }
    @Override void store(double[] a, MemorySegment s, long at, int n) { MemorySegment.copy(a, 0, s, JAVA_DOUBLE, 8 * at, n); }
    @Override void spread(MemorySegment s, double[] a, int n) { Arrays.fill(a, 0, n, s.get(JAVA_DOUBLE, 0)); }

    @Override boolean has(Unary f) {
        return switch (f) {
            case NEGATE, ABS, SQRT, RSQRT, SIGN, FLOOR, CEIL, ROUND_NEAREST_EVEN, ROUND_NEAREST_AFZ, REAL, IMAG,
                    EXPONENTIAL, EXPONENTIAL_MINUS_ONE, LOG, LOG_PLUS_ONE, LOG10, SINE, COSINE, TAN, ASIN, ACOS, ATAN,
                    SINH, COSH, TANH, CBRT, LOGISTIC -> true;
            default -> ScalarMath.has(f);
        };
    }

    @Override boolean has(Binary f) {
        return switch (f) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER, MAXIMUM, MINIMUM, ATAN2, HYPOT, NEXT_AFTER -> true;
            default -> false;
        };
    }

    @Override boolean has(Monoid m) { return m != Monoid.AND && m != Monoid.OR; }

    @Override void apply(Unary f, double[] x, double[] y, int n) {
        switch (f) {
            case NEGATE -> { for (int i = 0; i < n; i++) y[i] = -x[i]; }
            case ABS -> { for (int i = 0; i < n; i++) y[i] = Math.abs(x[i]); }
            case SQRT -> { for (int i = 0; i < n; i++) y[i] = Math.sqrt(x[i]); }
            case RSQRT -> { for (int i = 0; i < n; i++) y[i] = 1 / Math.sqrt(x[i]); }
            case SIGN -> { for (int i = 0; i < n; i++) y[i] = Math.signum(x[i]); }
            case FLOOR -> { for (int i = 0; i < n; i++) y[i] = Math.floor(x[i]); }
            case CEIL -> { for (int i = 0; i < n; i++) y[i] = Math.ceil(x[i]); }
            case ROUND_NEAREST_EVEN -> { for (int i = 0; i < n; i++) y[i] = Math.rint(x[i]); }
            case ROUND_NEAREST_AFZ -> { for (int i = 0; i < n; i++) y[i] = Total.roundHalfAway(x[i]); }
            case EXPONENTIAL -> { for (int i = 0; i < n; i++) y[i] = Math.exp(x[i]); }
            case EXPONENTIAL_MINUS_ONE -> { for (int i = 0; i < n; i++) y[i] = Math.expm1(x[i]); }
            case LOG -> { for (int i = 0; i < n; i++) y[i] = Math.log(x[i]); }
            case LOG_PLUS_ONE -> { for (int i = 0; i < n; i++) y[i] = Math.log1p(x[i]); }
            case LOG10 -> { for (int i = 0; i < n; i++) y[i] = Math.log10(x[i]); }
            case SINE -> { for (int i = 0; i < n; i++) y[i] = Math.sin(x[i]); }
            case COSINE -> { for (int i = 0; i < n; i++) y[i] = Math.cos(x[i]); }
            case TAN -> { for (int i = 0; i < n; i++) y[i] = Math.tan(x[i]); }
            case ASIN -> { for (int i = 0; i < n; i++) y[i] = Math.asin(x[i]); }
            case ACOS -> { for (int i = 0; i < n; i++) y[i] = Math.acos(x[i]); }
            case ATAN -> { for (int i = 0; i < n; i++) y[i] = Math.atan(x[i]); }
            case SINH -> { for (int i = 0; i < n; i++) y[i] = Math.sinh(x[i]); }
            case COSH -> { for (int i = 0; i < n; i++) y[i] = Math.cosh(x[i]); }
            case TANH -> { for (int i = 0; i < n; i++) y[i] = Math.tanh(x[i]); }
            case CBRT -> { for (int i = 0; i < n; i++) y[i] = Math.cbrt(x[i]); }
            case LOGISTIC -> { for (int i = 0; i < n; i++) y[i] = 1 / (1 + Math.exp(-x[i])); }
            case REAL -> System.arraycopy(x, 0, y, 0, n);
            case IMAG -> Arrays.fill(y, 0, n, 0);
            default -> ScalarMath.apply(f, x, y, n);
        }
    }

    @Override void apply(Binary f, double[] x, double[] y, double[] z, int n) {
        switch (f) {
            case ADD -> { for (int i = 0; i < n; i++) z[i] = x[i] + y[i]; }
            case SUBTRACT -> { for (int i = 0; i < n; i++) z[i] = x[i] - y[i]; }
            case MULTIPLY -> { for (int i = 0; i < n; i++) z[i] = x[i] * y[i]; }
            case DIVIDE -> { for (int i = 0; i < n; i++) z[i] = x[i] / y[i]; }
            case REMAINDER -> { for (int i = 0; i < n; i++) z[i] = x[i] % y[i]; }
            case POWER -> { for (int i = 0; i < n; i++) z[i] = power(x[i], y[i]); }
            case MAXIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.max(x[i], y[i]); }
            case MINIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.min(x[i], y[i]); }
            case ATAN2 -> { for (int i = 0; i < n; i++) z[i] = Math.atan2(x[i], y[i]); }
            case HYPOT -> { for (int i = 0; i < n; i++) z[i] = Math.hypot(x[i], y[i]); }
            case NEXT_AFTER -> { for (int i = 0; i < n; i++) z[i] = Total.nextAfter(x[i], y[i]); }
            default -> throw new AssertionError(f);
        }
    }

    /** As C99 has it, where Java has NaN: 1 to any power, and -1 to ±infinity, are 1. */
    static double power(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
    }

    @Override void apply(Compare f, double[] x, double[] y, byte[] z, int n) {
        switch (f) {
            case EQ -> { for (int i = 0; i < n; i++) z[i] = x[i] == y[i] ? (byte) 1 : 0; }
            case NE -> { for (int i = 0; i < n; i++) z[i] = x[i] != y[i] ? (byte) 1 : 0; }
            case LT -> { for (int i = 0; i < n; i++) z[i] = x[i] < y[i] ? (byte) 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) z[i] = x[i] <= y[i] ? (byte) 1 : 0; }
            case GT -> { for (int i = 0; i < n; i++) z[i] = x[i] > y[i] ? (byte) 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) z[i] = x[i] >= y[i] ? (byte) 1 : 0; }
        }
    }

    @Override void select(byte[] p, double[] x, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) z[i] = p[i] != 0 ? x[i] : y[i];
    }

    @Override void reduce(Monoid m, double[] x, int n, double[] z, int at) {
        z[at] = switch (m) {
            case SUM -> sum(x, 0, n);
            case PRODUCT -> product(x, n);
            case MIN -> min(x, n);
            case MAX -> max(x, n);
            case AND, OR -> throw new AssertionError(m);
        };
    }

    /** Pairwise; runs of eight are added from left to right. */
    private static double sum(double[] x, int from, int to) {
        if (to - from > 8) return sum(x, from, from + to >>> 1) + sum(x, from + to >>> 1, to);
        double sum = x[from];
        for (int i = from + 1; i < to; i++) sum += x[i];
        return sum;
    }

    private static double product(double[] x, int n) {
        double product = x[0];
        for (int i = 1; i < n; i++) product *= x[i];
        return product;
    }

    private static double min(double[] x, int n) {
        double min = x[0];
        for (int i = 1; i < n; i++) min = Math.min(min, x[i]);
        return min;
    }

    private static double max(double[] x, int n) {
        double max = x[0];
        for (int i = 1; i < n; i++) max = Math.max(max, x[i]);
        return max;
    }

    @Override void toDoubles(double[] x, double[] y, int n) { System.arraycopy(x, 0, y, 0, n); }
    @Override void toLongs(double[] x, long[] y, int n) { for (int i = 0; i < n; i++) y[i] = (long) x[i]; }
    @Override void fromDoubles(double[] x, double[] y, int n) { System.arraycopy(x, 0, y, 0, n); }
    @Override void fromLongs(long[] x, double[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
}
