package jacobi.bench;

import java.util.Arrays;

/**
 * A median, and the ends of an interval that holds the true one with a chance of at least 95 %, whatever the distribution: two
 * of the ordered values. Of fewer than six values it is all of them, and the chance less.
 */
record Spread(double median, double low, double high) {
    private static final double OUTSIDE = 0.025;

    static Spread of(double... values) {
        double[] x = values.clone();
        Arrays.sort(x);
        int n = x.length, cut = cut(n);
        return new Spread((x[(n - 1) / 2] + x[n / 2]) / 2, x[cut], x[n - 1 - cut]);
    }

    /** How many values to leave out at either end: that the true median lies beyond k of n is as likely as k heads at most. */
    private static int cut(int n) {
        double chance = Math.pow(0.5, n), below = chance;
        int k = 0;
        while (below <= OUTSIDE) {
            chance *= (n - k) / (k + 1.0);
            below += chance;
            k++;
        }
        return Math.max(0, k - 1);
    }

    @Override public String toString() {
        return "%.2f (%.2f–%.2f)".formatted(median, low, high);
    }
}
