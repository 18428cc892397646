package jacobi.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.core.DType;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The meaning of floating-point operations: values against published digits, and special points. */
class FloatsTest {
    /** The bounds that the Javadoc of Special, ErrorFunction and Gamma states. */
    @ParameterizedTest
    @CsvFileSource(resources = "/jacobi/interpret/special-values.csv")
    void specialFunctionsAreAccurate(Unary f, double x, double expected) {
        double actual = Floats.apply(f, DType.F64, x), error = Math.abs(actual - expected);
        boolean absolute = f == Unary.DIGAMMA || f == Unary.LGAMMA && x < 0;
        double bound = absolute ? (f == Unary.LGAMMA || x < 0 ? 1e-14 : 1e-15) * (1 + Math.abs(expected))
                : 8 * Math.ulp(expected);
        assertTrue(actual == expected || Double.isNaN(actual) && Double.isNaN(expected) || error <= bound,
                () -> "%s(%s) = %s, not %s: %.1f ulp".formatted(f, x, actual, expected, error / Math.ulp(expected)));
    }

    @ParameterizedTest
    @CsvSource({"POWER, 1, NaN, 1", "POWER, NaN, 0, 1", "POWER, -1, Infinity, 1", "POWER, -8, 0.5, NaN",
            "POWER, 0, -1, Infinity", "REMAINDER, -5.5, 2, -1.5",
        "REMAINDER, 5, Infinity, 5", "REMAINDER, 5, 0, NaN", "MAXIMUM, NaN, 1, NaN", "MAXIMUM, 1, NaN, NaN",
                "MAXIMUM, -0.0, 0.0, 0.0", "MINIMUM, 0.0, -0.0, -0.0",
        "ATAN2, -0.0, -1, -3.141592653589793", "DIVIDE, 1, -0.0, -Infinity", "NEXT_AFTER, 0, -1, -4.9E-324",
                "NEXT_AFTER, -0.0, 0.0, 0.0"})
    void binary(Binary f, double x, double y, double expected) { assertEquals(expected, Floats.apply(f, DType.F64, x, y)); }

    @ParameterizedTest
    @CsvSource({"ROUND_NEAREST_AFZ, 0.49999999999999994, 0", "ROUND_NEAREST_AFZ, -2.5, -3",
            "ROUND_NEAREST_AFZ, 4503599627370497, 4503599627370497",
        "ROUND_NEAREST_EVEN, -0.4, -0.0", "ROUND_NEAREST_EVEN, 2.5, 2", "LOG2, 8, 3", "LOG2, 4.9E-324, -1074", "LOG2, 0.5, -1",
                "LOG2, -1, NaN", "LOG2, 0, -Infinity",
        "ACOSH, 0.5, NaN", "ACOSH, 1, 0", "ATANH, -1, -Infinity", "ASINH, -1e300, -691.4686750787736", "RSQRT, -0.0, -Infinity",
                "SIGN, -0.0, -0.0",
        "LOGISTIC, -745, 4.9406564584124654E-324", "LOGISTIC, 800, 1", "ERF_INV, -1, -Infinity", "ERF_INV, 2, NaN",
                "ERF_INV, -0.0, -0.0", "LGAMMA, -2, Infinity",
        "DIGAMMA, -2, NaN", "EXP2, 0.5, 1.4142135623730951", "CEIL, -0.5, -0.0"})
    void unary(Unary f, double x, double expected) { assertEquals(expected, Floats.apply(f, DType.F64, x)); }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "F32"})
    void neighboursAreOneStepApart(DType t) {
        double tiny = Floats.apply(Binary.NEXT_AFTER, t, 0, 1), next = Floats.apply(Binary.NEXT_AFTER, t, 1, 2);
        assertEquals(t == DType.F16 ? 0x1p-24 : t == DType.BF16 ? 0x1p-133 : 0x1p-149, tiny);
        assertEquals(t == DType.F16 ? 1 + 0x1p-10 : t == DType.BF16 ? 1 + 0x1p-7 : 1 + 0x1p-23, next);
        assertEquals(1, Floats.apply(Binary.NEXT_AFTER, t, next, 0));
    }

    /** 1 + 2⁻¹¹ + 2⁻⁴⁰ lies just above a tie of f16; by way of f32 it would be taken for the tie, and go down. */
    @ParameterizedTest
    @CsvSource({"F16, -11, -10", "BF16, -8, -7"})
    void halvesAreRoundedOnce(DType t, int tie, int step) {
        assertEquals(1 + Math.scalb(1.0, step), Rounding.round(t, 1 + Math.scalb(1.0, tie) + 0x1p-40));
        assertEquals(1, Rounding.round(t, 1 + Math.scalb(1.0, tie)));
    }
}
