package jacobi.testing.reference;

/**
 * A result to some 90 bits: value · 2<sup>exponent</sup>. The exponent keeps results near the ends of double's range exact.
 *
 * @param value    the significand, of moderate size
 * @param exponent of two
 */
public record Exact(DoubleDouble value, int exponent) {
    static Exact of(DoubleDouble value) {
        return new Exact(value, 0);
    }

    public Exact negate() {
        return new Exact(value.negate(), exponent);
    }

    /** This result rounded to a double. */
    public double toDouble() {
        return Math.scalb(value.high(), exponent);
    }

    /**
     * How far the double {@code y} is from this result, in units in the last place of a double of this size, or of {@code floor}
     * if that is larger. Infinity counts as the power of two after the largest double, and so does a result beyond.
     */
    public double ulps(double y, double floor) {
        double near = Math.max(Math.abs(toDouble()), floor);
        int unit = Double.isInfinite(near) ? 971 : Math.max(Math.getExponent(near) - 52, -1074);
        return distance(y, unit, 1024);
    }

    /**
     * How far the float {@code y} is from this result, in units in the last place of a float of this size, or of {@code floor}.
     */
    public double ulps(float y, double floor) {
        float near = (float) Math.max(Math.abs(toDouble()), floor);
        int unit = Float.isInfinite(near) ? 104 : Math.max(Math.getExponent(near) - 23, -149);
        return distance(y, unit, 128);
    }

    private double distance(double y, int unit, int end) {
        if (Double.isNaN(y)) return Double.POSITIVE_INFINITY;
        double most = Math.scalb(1.0, end - unit);
        double given = Math.max(-most, Math.min(most, Math.scalb(y, -unit)));
        DoubleDouble exact = value.scale(exponent - unit);
        if (Math.abs(exact.high()) > most) exact = DoubleDouble.of(Math.copySign(most, exact.high()));
        return Math.abs(exact.minus(given).high());
    }
}
