package jacobi.bench;

/** How far two results are apart. */
final class Difference {
    private Difference() {}

    /** The largest difference by the largest number; infinite if lengths differ, or one is finite where the other is not. */
    static double of(double[] x, double[] y) {
        if (x.length != y.length) return Double.POSITIVE_INFINITY;
        double largest = 0, difference = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.compare(x[i], y[i]) == 0) continue;
            double d = Math.abs(x[i] - y[i]);
            difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
        }
        for (double v : x) largest = Math.max(largest, Double.isFinite(v) ? Math.abs(v) : 0);
        return difference == 0 ? 0 : difference / largest;
    }
}
