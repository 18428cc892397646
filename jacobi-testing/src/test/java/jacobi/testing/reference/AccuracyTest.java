package jacobi.testing.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function of vector math keeps its stated bound, at a sample of operands; the bench measures the rest. */
class AccuracyTest {
    @ParameterizedTest
    @EnumSource
    void doubles(VectorMath function) {
        Accuracy measured = Accuracy.sample(function, ScalarType.F64, 100_000, 1);
        assertTrue(measured.withinBound(), measured::toString);
    }

    @ParameterizedTest
    @EnumSource
    void floatsSampled(VectorMath function) {
        Accuracy measured = Accuracy.sample(function, ScalarType.F32, 20_000, 1);
        assertTrue(measured.withinBound(), measured::toString);
    }

    @ParameterizedTest
    @EnumSource
    void floatsSwept(VectorMath function) {
        if (function.of(ScalarType.F32).arity() != 1) return;
        Accuracy measured = Accuracy.sweep(function, 4099);
        assertTrue(measured.points() > 1000 && measured.withinBound(), measured::toString);
    }

    @Test
    void sinAndCosTogether() {
        var random = new Random(1);
        var x = new double[100_000];
        for (int i = 0; i < x.length; i++) x[i] = random.nextGaussian() * Math.pow(10, i % 10);
        double[] sin = new double[x.length], cos = new double[x.length];
        VectorMath.sinCos(ScalarType.F64).evaluator().evaluate(new Object[] {x}, new Object[] {sin, cos}, 0, x.length);
        double bound = VectorMath.sinCos(ScalarType.F64).bound();
        for (int i = 0; i < x.length; i++) {
            assertTrue(Reference.sin(x[i]).ulps(sin[i], 0) <= bound, "sin of " + x[i]);
            assertTrue(Reference.cos(x[i]).ulps(cos[i], 0) <= bound, "cos of " + x[i]);
        }
    }

    @Test
    void sinAndCosTogetherInSinglePrecision() {
        var random = new Random(1);
        var x = new float[100_000];
        for (int i = 0; i < x.length; i++) x[i] = (float) (random.nextGaussian() * Math.pow(10, i % 10));
        float[] sin = new float[x.length], cos = new float[x.length];
        VectorMath.sinCos(ScalarType.F32).evaluator().evaluate(new Object[] {x}, new Object[] {sin, cos}, 0, x.length);
        double bound = VectorMath.sinCos(ScalarType.F32).bound();
        for (int i = 0; i < x.length; i++) {
            assertTrue(Reference.sin(x[i]).ulps(sin[i], 0) <= bound, "sin of " + x[i]);
            assertTrue(Reference.cos(x[i]).ulps(cos[i], 0) <= bound, "cos of " + x[i]);
        }
    }

    @Test
    void distancesAreCountedInUnitsOfTheResult() {
        Exact one = Exact.of(DoubleDouble.ONE);
        assertEquals(1, one.ulps(Math.nextUp(1.0), 0));
        assertEquals(0.5, one.ulps(Math.nextDown(1.0), 0));
        assertEquals(1, one.ulps(Math.nextUp(1f), 0));
        assertEquals(0.25, one.ulps(Math.nextUp(1.0), 4));
        assertEquals(0, new Exact(DoubleDouble.ONE, -1074).ulps(Double.MIN_VALUE, 0));
        assertEquals(0, new Exact(DoubleDouble.ONE, 1500).ulps(Double.POSITIVE_INFINITY, 0));
        assertEquals(1, new Exact(DoubleDouble.ONE, 1500).ulps(Double.MAX_VALUE, 0));
        assertTrue(Double.isInfinite(one.ulps(Double.NaN, 0)));
    }
}
