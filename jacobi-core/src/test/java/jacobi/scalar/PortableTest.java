package jacobi.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations that only some processors have mean the same where they are written out. */
class PortableTest {
    private static final double[] EDGES = {
        0.0, -0.0, 1, 1.5, Math.nextDown(1.5), 0.75, Math.nextDown(1.0), -1, Double.MIN_VALUE, -Double.MIN_VALUE,
        Double.MIN_NORMAL, Double.MAX_VALUE, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN
    };

    @ParameterizedTest @EnumSource(names = {"EXPONENT", "SIGNIFICAND"})
    void portableProgramsGiveTheSameBits(ScalarOp op) {
        double[] x = operands();
        var direct = ScalarBuilder.of("direct", ScalarType.F64, v -> v.builder().apply(op, ScalarType.F64, v));
        assertArrayEquals(
                new ScalarEvaluator(direct).evaluate(x), new ScalarEvaluator(Portable.of(op, ScalarType.F64)).evaluate(x));
        var single = new float[x.length];
        for (int i = 0; i < x.length; i++) single[i] = (float) x[i];
        var direct32 = ScalarBuilder.of("direct", ScalarType.F32, v -> v.builder().apply(op, ScalarType.F32, v));
        assertArrayEquals(
                new ScalarEvaluator(direct32).evaluate(single),
                new ScalarEvaluator(Portable.of(op, ScalarType.F32)).evaluate(single));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void aNumberIsItsSignificandTimesItsPowerOfTwo(ScalarType type) {
        double[] x = {3, 0.8, 1.6, 1e-300, 5e-324, 1e300};
        for (double v : x) {
            double a = type == ScalarType.F32 ? (float) v : v;
            if (a == 0 || Double.isInfinite(a)) continue;
            double m = Significands.significand(a);
            double k = Significands.exponent(a) - Significands.exponent(m);
            assertEquals(a, Math.scalb(m, (int) k));
        }
    }

    private static double[] operands() {
        var random = new SplittableRandom(1);
        var x = java.util.Arrays.copyOf(EDGES, 2000);
        for (int i = EDGES.length; i < x.length; i++) x[i] = Double.longBitsToDouble(random.nextLong());
        return x;
    }
}
