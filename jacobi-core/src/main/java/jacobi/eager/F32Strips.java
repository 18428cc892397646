package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;
import jacobi.scalar.Total;

/** Kernels of f32; functions without a hardware instruction are computed in double. */
final class F32Strips extends Strips<float[]> {
    @Override float[] make(int n) { return new float[n]; }
    @Override void load(MemorySegment s, long at, float[] a, int n) { MemorySegment.copy(s, JAVA_FLOAT, 4 * at, a, 0, n); }
    @Override void store(float[] a, MemorySegment s, long at, int n) { MemorySegment.copy(a, 0, s, JAVA_FLOAT, 4 * at, n); }
    @Override void spread(MemorySegment s, float[] a, int n) { Arrays.fill(a, 0, n, s.get(JAVA_FLOAT, 0)); }

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

    @Override void apply(Unary f, float[] x, float[] y, int n) {
        switch (f) {
            case NEGATE -> { for (int i = 0; i < n; i++) y[i] = -x[i]; }
            case ABS -> { for (int i = 0; i < n; i++) y[i] = Math.abs(x[i]); }
            case SQRT -> { for (int i = 0; i < n; i++) y[i] = (float) Math.sqrt(x[i]); }
            case RSQRT -> { for (int i = 0; i < n; i++) y[i] = (float) (1 / Math.sqrt(x[i])); }
            case SIGN -> { for (int i = 0; i < n; i++) y[i] = Math.signum(x[i]); }
            case FLOOR -> { for (int i = 0; i < n; i++) y[i] = (float) Math.floor(x[i]); }
            case CEIL -> { for (int i = 0; i < n; i++) y[i] = (float) Math.ceil(x[i]); }
            case ROUND_NEAREST_EVEN -> { for (int i = 0; i < n; i++) y[i] = (float) Math.rint(x[i]); }
            case ROUND_NEAREST_AFZ -> { for (int i = 0; i < n; i++) y[i] = (float) Total.roundHalfAway(x[i]); }
            case EXPONENTIAL -> { for (int i = 0; i < n; i++) y[i] = (float) Math.exp(x[i]); }
            case EXPONENTIAL_MINUS_ONE -> { for (int i = 0; i < n; i++) y[i] = (float) Math.expm1(x[i]); }
            case LOG -> { for (int i = 0; i < n; i++) y[i] = (float) Math.log(x[i]); }
            case LOG_PLUS_ONE -> { for (int i = 0; i < n; i++) y[i] = (float) Math.log1p(x[i]); }
            case LOG10 -> { for (int i = 0; i < n; i++) y[i] = (float) Math.log10(x[i]); }
            case SINE -> { for (int i = 0; i < n; i++) y[i] = (float) Math.sin(x[i]); }
            case COSINE -> { for (int i = 0; i < n; i++) y[i] = (float) Math.cos(x[i]); }
            case TAN -> { for (int i = 0; i < n; i++) y[i] = (float) Math.tan(x[i]); }
            case ASIN -> { for (int i = 0; i < n; i++) y[i] = (float) Math.asin(x[i]); }
            case ACOS -> { for (int i = 0; i < n; i++) y[i] = (float) Math.acos(x[i]); }
            case ATAN -> { for (int i = 0; i < n; i++) y[i] = (float) Math.atan(x[i]); }
            case SINH -> { for (int i = 0; i < n; i++) y[i] = (float) Math.sinh(x[i]); }
            case COSH -> { for (int i = 0; i < n; i++) y[i] = (float) Math.cosh(x[i]); }
            case TANH -> { for (int i = 0; i < n; i++) y[i] = (float) Math.tanh(x[i]); }
            case CBRT -> { for (int i = 0; i < n; i++) y[i] = (float) Math.cbrt(x[i]); }
            case LOGISTIC -> { for (int i = 0; i < n; i++) y[i] = (float) (1 / (1 + Math.exp(-x[i]))); }
            case REAL -> System.arraycopy(x, 0, y, 0, n);
            case IMAG -> Arrays.fill(y, 0, n, 0);
            default -> ScalarMath.apply(f, x, y, n);
        }
    }

    @Override void apply(Binary f, float[] x, float[] y, float[] z, int n) {
        switch (f) {
            case ADD -> { for (int i = 0; i < n; i++) z[i] = x[i] + y[i]; }
            case SUBTRACT -> { for (int i = 0; i < n; i++) z[i] = x[i] - y[i]; }
            case MULTIPLY -> { for (int i = 0; i < n; i++) z[i] = x[i] * y[i]; }
            case DIVIDE -> { for (int i = 0; i < n; i++) z[i] = x[i] / y[i]; }
            case REMAINDER -> { for (int i = 0; i < n; i++) z[i] = x[i] % y[i]; }
            case POWER -> { for (int i = 0; i < n; i++) z[i] = (float) F64Strips.power(x[i], y[i]); }
            case MAXIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.max(x[i], y[i]); }
            case MINIMUM -> { for (int i = 0; i < n; i++) z[i] = Math.min(x[i], y[i]); }
            case ATAN2 -> { for (int i = 0; i < n; i++) z[i] = (float) Math.atan2(x[i], y[i]); }
            case HYPOT -> { for (int i = 0; i < n; i++) z[i] = (float) Math.hypot(x[i], y[i]); }
            case NEXT_AFTER -> { for (int i = 0; i < n; i++) z[i] = Total.nextAfter(x[i], y[i]); }
            default -> throw new AssertionError(f);
        }
    }

    @Override void apply(Compare f, float[] x, float[] y, byte[] z, int n) {
        switch (f) {
            case EQ -> { for (int i = 0; i < n; i++) z[i] = x[i] == y[i] ? (byte) 1 : 0; }
            case NE -> { for (int i = 0; i < n; i++) z[i] = x[i] != y[i] ? (byte) 1 : 0; }
            case LT -> { for (int i = 0; i < n; i++) z[i] = x[i] < y[i] ? (byte) 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) z[i] = x[i] <= y[i] ? (byte) 1 : 0; }
            case GT -> { for (int i = 0; i < n; i++) z[i] = x[i] > y[i] ? (byte) 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) z[i] = x[i] >= y[i] ? (byte) 1 : 0; }
        }
    }

    @Override void select(byte[] p, float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) z[i] = p[i] != 0 ? x[i] : y[i];
    }

    @Override void reduce(Monoid m, float[] x, int n, float[] z, int at) {
        z[at] = switch (m) {
            case SUM -> sum(x, 0, n);
            case PRODUCT -> product(x, n);
            case MIN -> min(x, n);
            case MAX -> max(x, n);
            case AND, OR -> throw new AssertionError(m);
        };
    }

    /** Pairwise; runs of eight are added from left to right. */
    private static float sum(float[] x, int from, int to) {
        if (to - from > 8) return sum(x, from, from + to >>> 1) + sum(x, from + to >>> 1, to);
        float sum = x[from];
        for (int i = from + 1; i < to; i++) sum += x[i];
        return sum;
    }

    private static float product(float[] x, int n) {
        float product = x[0];
        for (int i = 1; i < n; i++) product *= x[i];
        return product;
    }

    private static float min(float[] x, int n) {
        float min = x[0];
        for (int i = 1; i < n; i++) min = Math.min(min, x[i]);
        return min;
    }

    private static float max(float[] x, int n) {
        float max = x[0];
        for (int i = 1; i < n; i++) max = Math.max(max, x[i]);
        return max;
    }

    @Override void toDoubles(float[] x, double[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
    @Override void toLongs(float[] x, long[] y, int n) { for (int i = 0; i < n; i++) y[i] = (long) x[i]; }
    @Override void fromDoubles(double[] x, float[] y, int n) { for (int i = 0; i < n; i++) y[i] = (float) x[i]; }
    @Override void fromLongs(long[] x, float[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
}
