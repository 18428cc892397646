package jacobi.scalar;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * Runs a {@link ScalarFunction} in Java: the fast program over all values, the slow one over strips that need it. Safe for many
 * threads.
 */
public final class FunctionEvaluator {
    private static final int STRIP = 256;

    private final ScalarFunction function;
    private final ScalarEvaluator fast;
    private final ScalarEvaluator slow;

    FunctionEvaluator(ScalarFunction function) {
        this.function = function;
        this.fast = new ScalarEvaluator(function.fast());
        this.slow = function.guarded() ? new ScalarEvaluator(function.slow()) : null;
    }

    public ScalarFunction function() {
        return function;
    }

    /**
     * Evaluates {@code n} values from index {@code from} of each array on.
     *
     * @param inputs  an array for each operand, {@code double[]} or {@code float[]}
     * @param results an array for each result; may be an input's
     */
    public void evaluate(Object[] inputs, Object[] results, int from, int n) {
        if (slow == null) {
            fast.evaluate(inputs, results, from, n);
            return;
        }
        for (int at = from; at < from + n; at += STRIP) guarded(inputs, results, at, Math.min(STRIP, from + n - at));
    }

    /** A function f64 → f64 over {@code x}. */
    public double[] evaluate(double[] x) {
        var y = new double[x.length];
        evaluate(new Object[] {x}, new Object[] {y}, 0, x.length);
        return y;
    }

    /** A function f32 → f32 over {@code x}. */
    public float[] evaluate(float[] x) {
        var y = new float[x.length];
        evaluate(new Object[] {x}, new Object[] {y}, 0, x.length);
        return y;
    }

    private void guarded(Object[] inputs, Object[] results, int from, int n) {
        var mask = new boolean[n];
        Object[] strips = copies(inputs, from, n);
        Object[] values = copies(results, from, n);
        Object[] withMask = Arrays.copyOf(values, values.length + 1);
        withMask[values.length] = mask;
        fast.evaluate(strips, withMask, 0, n);
        for (int k = 0; k < values.length; k++) System.arraycopy(values[k], 0, results[k], from, n);
        if (!any(mask)) return;
        slow.evaluate(strips, values, 0, n);
        for (int i = 0; i < n; i++) {
            if (!mask[i]) continue;
            for (int k = 0; k < values.length; k++) System.arraycopy(values[k], i, results[k], from + i, 1);
        }
    }

    private static boolean any(boolean[] mask) {
        for (boolean m : mask) if (m) return true;
        return false;
    }

    private static Object[] copies(Object[] arrays, int from, int n) {
        var copies = new Object[arrays.length];
        for (int k = 0; k < copies.length; k++) {
            copies[k] = Array.newInstance(arrays[k].getClass().getComponentType(), n);
            System.arraycopy(arrays[k], from, copies[k], 0, n);
        }
        return copies;
    }
}
