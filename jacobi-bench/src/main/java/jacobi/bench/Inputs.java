package jacobi.bench;

import java.util.Arrays;
import jacobi.core.Array;
import jacobi.core.Shape;

/** Inputs that every system makes for itself, alike to the bit. */
public final class Inputs {
    private Inputs() {}

    /** {@code n} numbers in even steps from 0 to {@code end}. */
    public static double[] ramp(long n, double end) {
        double step = end / (n - 1);
        double[] x = new double[Math.toIntExact(n)];
        Arrays.setAll(x, i -> i * step);
        return x;
    }

    /**
     * {@code n} numbers in [-1, 1) without visible order, the same ones for the same seed.
     * @see "Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA, 453–472"
     */
    public static double[] noise(long seed, long n) {
        double[] x = new double[Math.toIntExact(n)];
        Arrays.setAll(x, i -> (mixed((seed << 32) + i + 1) >>> 11) * 0x1p-52 - 1);
        return x;
    }

    /** {@link #noise} as an f64 array. */
    public static Array noise(long seed, Shape shape) {
        return Array.of(noise(seed, shape.size())).reshape(shape);
    }

    private static long mixed(long count) {
        long z = count * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public static float[] single(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) y[i] = (float) x[i];
        return y;
    }
}
