package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;
import static jacobi.scalar.VectorMath.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Special values as in C99, Annex F, to the bit; of functions C99 does not know, their limits. */
class SpecialValuesTest {
    private static final double INF = Double.POSITIVE_INFINITY, NAN = Double.NaN;

    /** Expected value of a function at an operand. */
    record Row(VectorMath function, double expected, double... x) {}

    static Row row(VectorMath function, double x, double expected) {
        return new Row(function, expected, x);
    }

    static Row row(VectorMath function, double x, double y, double expected) {
        return new Row(function, expected, x, y);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(EXP, 0, 1), row(EXP, -0.0, 1), row(EXP, INF, INF), row(EXP, -INF, 0), row(EXP, 1e6, INF), row(EXP, -1e6, 0),
                row(EXP2, 0, 1), row(EXP2, 10, 1024), row(EXP2, -3, 0.125), row(EXP2, INF, INF), row(EXP2, -INF, 0),
                row(EXPM1, 0, 0), row(EXPM1, -0.0, -0.0), row(EXPM1, INF, INF), row(EXPM1, -INF, -1), row(EXPM1, 1e6, INF),
                row(EXPM1, -1e6, -1),
                row(LOG, 1, 0), row(LOG, 0, -INF), row(LOG, -0.0, -INF), row(LOG, -1, NAN), row(LOG, INF, INF),
                row(LOG, -INF, NAN),
                row(LOG2, 1, 0), row(LOG2, 8, 3), row(LOG2, 0x1p-120, -120), row(LOG2, -0.0, -INF), row(LOG2, -1, NAN),
                row(LOG2, INF, INF),
                row(LOG10, 1, 0), row(LOG10, 1000, 3), row(LOG10, 0, -INF), row(LOG10, -1, NAN), row(LOG10, INF, INF),
                row(LOG1P, 0, 0), row(LOG1P, -0.0, -0.0), row(LOG1P, -1, -INF), row(LOG1P, -2, NAN), row(LOG1P, INF, INF),
                row(LOG1P, -INF, NAN),
                row(SIN, 0, 0), row(SIN, -0.0, -0.0), row(SIN, INF, NAN), row(SIN, -INF, NAN),
                row(COS, 0, 1), row(COS, -0.0, 1), row(COS, INF, NAN), row(COS, -INF, NAN),
                row(TAN, 0, 0), row(TAN, -0.0, -0.0), row(TAN, INF, NAN), row(TAN, -INF, NAN),
                row(ASIN, 0, 0), row(ASIN, -0.0, -0.0), row(ASIN, 2, NAN), row(ASIN, -1.5, NAN), row(ASIN, INF, NAN),
                row(ACOS, 1, 0), row(ACOS, 2, NAN), row(ACOS, -INF, NAN),
                row(ATAN, 0, 0), row(ATAN, -0.0, -0.0),
                row(ATAN2, 0, 1, 0), row(ATAN2, -0.0, 1, -0.0), row(ATAN2, 0, 0, 0), row(ATAN2, -0.0, 0, -0.0),
                row(ATAN2, 1, INF, 0), row(ATAN2, -1, INF, -0.0),
                row(SINH, 0, 0), row(SINH, -0.0, -0.0), row(SINH, INF, INF), row(SINH, -INF, -INF), row(SINH, -1000, -INF),
                row(COSH, 0, 1), row(COSH, -0.0, 1), row(COSH, INF, INF), row(COSH, -INF, INF), row(COSH, -1000, INF),
                row(TANH, 0, 0), row(TANH, -0.0, -0.0), row(TANH, INF, 1), row(TANH, -INF, -1), row(TANH, 1000, 1),
                row(ASINH, 0, 0), row(ASINH, -0.0, -0.0), row(ASINH, INF, INF), row(ASINH, -INF, -INF),
                row(ACOSH, 1, 0), row(ACOSH, 0.5, NAN), row(ACOSH, -1e5, NAN), row(ACOSH, -1e30, NAN),
                row(ACOSH, -INF, NAN), row(ACOSH, INF, INF),
                row(ATANH, 0, 0), row(ATANH, -0.0, -0.0), row(ATANH, 1, INF), row(ATANH, -1, -INF), row(ATANH, 2, NAN),
                row(ATANH, -INF, NAN),
                row(LOGISTIC, 0, 0.5), row(LOGISTIC, INF, 1), row(LOGISTIC, -INF, 0), row(LOGISTIC, -1e6, 0),
                row(CBRT, 0, 0), row(CBRT, -0.0, -0.0), row(CBRT, INF, INF), row(CBRT, -INF, -INF), row(CBRT, -27, -3),
                row(CBRT, 8, 2),
                row(RSQRT, 0, INF), row(RSQRT, -0.0, -INF), row(RSQRT, INF, 0), row(RSQRT, -1, NAN), row(RSQRT, 4, 0.5),
                row(HYPOT, 3, -4, 5), row(HYPOT, -0.0, 0, 0), row(HYPOT, INF, NAN, INF), row(HYPOT, NAN, -INF, INF),
                row(HYPOT, -INF, 2, INF),
                row(ERF, 0, 0), row(ERF, -0.0, -0.0), row(ERF, INF, 1), row(ERF, -INF, -1), row(ERF, 7, 1),
                row(ERFC, 0, 1), row(ERFC, INF, 0), row(ERFC, -INF, 2), row(ERFC, 100, 0), row(ERFC, -100, 2),
                row(ERF_INV, 0, 0), row(ERF_INV, -0.0, -0.0), row(ERF_INV, 1, INF), row(ERF_INV, -1, -INF),
                row(ERF_INV, 1.5, NAN),
                row(ERF_INV, -INF, NAN),
                row(LGAMMA, 1, 0), row(LGAMMA, 2, 0), row(LGAMMA, 0, INF), row(LGAMMA, -0.0, INF), row(LGAMMA, -3, INF),
                row(LGAMMA, INF, INF), row(LGAMMA, -INF, INF),
                row(DIGAMMA, 0, -INF), row(DIGAMMA, -0.0, INF), row(DIGAMMA, -2, NAN), row(DIGAMMA, INF, INF),
                row(DIGAMMA, -INF, NAN));
    }

    /** The rows of C99, F.9.4.4, for pow. */
    static Stream<Row> powers() {
        return Stream.of(
                row(POW, 0, -3, INF), row(POW, -0.0, -3, -INF), row(POW, 0, -2, INF), row(POW, -0.0, -2, INF),
                row(POW, -0.0, -2.5, INF),
                row(POW, 0, -INF, INF), row(POW, -0.0, 3, -0.0), row(POW, 0, 3, 0), row(POW, -0.0, 2, 0),
                row(POW, -0.0, 0.5, 0),
                row(POW, -1, INF, 1), row(POW, -1, -INF, 1), row(POW, 1, NAN, 1), row(POW, 1, INF, 1), row(POW, NAN, 0, 1),
                row(POW, NAN, -0.0, 1), row(POW, INF, 0, 1), row(POW, 0, 0, 1), row(POW, -2, 0.5, NAN), row(POW, -2, 3, -8),
                row(POW, -2, 4, 16), row(POW, -0.5, -3, -8), row(POW, 0.5, -INF, INF), row(POW, -0.5, -INF, INF),
                row(POW, 2, -INF, 0),
                row(POW, -2, -INF, 0), row(POW, 0.5, INF, 0), row(POW, -0.5, INF, 0), row(POW, 2, INF, INF),
                row(POW, -2, INF, INF),
                row(POW, -INF, -3, -0.0), row(POW, -INF, -2.5, 0), row(POW, -INF, 3, -INF), row(POW, -INF, 2, INF),
                row(POW, -INF, 0.5, INF), row(POW, INF, -1, 0), row(POW, INF, 0.5, INF), row(POW, NAN, 2, NAN),
                row(POW, 2, NAN, NAN),
                row(POW, 2, 2000, INF), row(POW, 2, -2000, 0), row(POW, -2, 2001, -INF),
                row(POW, 10, 2, 100));
    }

    @ParameterizedTest
    @MethodSource({"rows", "powers"})
    void valuesAreExact(Row row) {
        assertEquals(row.expected, row.function.of(F64).at(row.x), row.function + " f64");
        assertEquals((float) row.expected, row.function.of(F32).at(floats(row.x)), row.function + " f32");
    }

    private static float[] floats(double[] x) {
        var y = new float[x.length];
        for (int i = 0; i < y.length; i++) y[i] = (float) x[i];
        return y;
    }

    @ParameterizedTest
    @EnumSource
    void nanComesThrough(VectorMath f) {
        double[] one = {NAN}, first = {NAN, 2}, second = {2, NAN};
        double[][] operands = f.of(F64).arity() == 1 ? new double[][] {one} : new double[][] {first, second};
        for (double[] x : operands) {
            assertTrue(Double.isNaN(f.of(F64).at(x)), f + " f64");
            assertTrue(Float.isNaN(f.of(F32).at(floats(x))), f + " f32");
        }
    }

    @Test
    void anglesOfTheAxesAndDiagonals() {
        double pi = Math.PI;
        double[][] rows = {
            {0, -1, pi}, {-0.0, -1, -pi}, {0, -0.0, pi}, {-0.0, -0.0, -pi}, {1, 0, pi / 2}, {1, -0.0, pi / 2}, {-1, 0, -pi / 2},
            {INF, 3, pi / 2}, {-INF, 3, -pi / 2}, {3, -INF, pi}, {-3, -INF, -pi}, {INF, INF, pi / 4}, {-INF, INF, -pi / 4},
            {INF, -INF, 3 * pi / 4}, {-INF, -INF, -3 * pi / 4}, {2, 2, pi / 4}, {1e-300, 1e-300, pi / 4},
            {1e308, -1e308, 3 * pi / 4},
        };
        for (double[] row : rows) {
            assertEquals(row[2], ATAN2.of(F64).at(row[0], row[1]));
            if (Math.abs(row[0]) == 1e-300 || Math.abs(row[0]) == 1e308) continue;
            assertEquals((float) row[2], ATAN2.of(F32).at((float) row[0], (float) row[1]));
        }
        assertEquals(pi / 2, ATAN.of(F64).at(INF));
        assertEquals((float) -pi / 2, ATAN.of(F32).at(Float.NEGATIVE_INFINITY));
        assertEquals(pi, ACOS.of(F64).at(-1.0));
        assertEquals(pi / 2, ASIN.of(F64).at(1.0));
    }

    /** Functions that are x to first order keep the tiniest numbers. */
    @Test
    void subnormalsAreKept() {
        for (VectorMath f : new VectorMath[] {EXPM1, LOG1P, SIN, TAN, ASIN, ATAN, SINH, TANH, ASINH, ATANH}) {
            for (double x : new double[] {Double.MIN_VALUE, -3 * Double.MIN_VALUE, 1e-310}) {
                assertEquals(x, f.of(F64).at(x), f + " f64");
            }
            for (float x : new float[] {Float.MIN_VALUE, -3 * Float.MIN_VALUE, 1e-40f}) {
                assertEquals(x, f.of(F32).at(x), f + " f32");
            }
        }
        assertEquals(-1074, LOG2.of(F64).at(Double.MIN_VALUE));
        assertEquals(-149, LOG2.of(F32).at(Float.MIN_VALUE));
        assertEquals(Double.MIN_VALUE, EXP2.of(F64).at(-1074.0));
        assertEquals(Float.MIN_VALUE, EXP2.of(F32).at(-149f));
        assertEquals(0x1p-358, CBRT.of(F64).at(Double.MIN_VALUE));
        assertEquals(5 * Double.MIN_VALUE, HYPOT.of(F64).at(3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE));
        assertEquals(Double.MAX_VALUE, HYPOT.of(F64).at(Double.MAX_VALUE, 1.0));
    }
}
