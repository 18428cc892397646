package jacobi.testing;

import jacobi.core.*;

/** Comparison of arrays within a tolerance. */
public final class Close {
    private Close() {}

    /** Rounding errors of a few dozen operations in a dtype, relative; zero for exact dtypes. */
    public static double relative(DType dtype) {
        return switch (dtype.part()) {
            case F64 -> 1e-12;
            case F32 -> 2e-5;
            case F16 -> 1e-2;
            case BF16 -> 5e-2;
            default -> 0;
        };
    }

    /**
     * Requires |given - expected| ≤ absolute + relative · |expected| for each element, NaN where NaN, and one type.
     * @throws AssertionError that names the element farthest off
     */
    public static void check(String what, Array expected, Array given, double relative, double absolute) {
        if (!expected.type().equals(given.type())) throw new AssertionError("%s: expected type %s, given %s".formatted(what,
                expected.type(), given.type()));
        compare(what, numbers(expected), numbers(given), relative, absolute);
        if (expected.dtype().isComplex()) compare(what + " (imaginary)", numbers(expected.imag()), numbers(given.imag()),
                relative, absolute);
    }

    private static double[] numbers(Array x) { return x.real().convert(DType.F64).toDoubleArray(); }

    private static void compare(String what, double[] expected, double[] given, double relative, double absolute) {
        int worst = -1;
        double excess = 0;
        for (int i = 0; i < expected.length; i++) {
            if (Double.compare(expected[i], given[i]) == 0) continue;
            double off = Math.abs(given[i] - expected[i]) / (absolute + relative * Math.abs(expected[i]));
            if (!(off <= 1) && !(off <= excess)) {
                worst = i;
                excess = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
            }
        }
        if (worst >= 0) throw new AssertionError("%s: element %d: expected %s, given %s".formatted(what, worst,
                expected[worst], given[worst]));
    }
}
