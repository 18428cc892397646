package jacobi.interpret;

import static jacobi.core.DType.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.core.DType;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The meaning of integer operations where a processor would trap or have none. */
class IntegersTest {
    @ParameterizedTest
    @CsvSource({
        "DIVIDE,      S32, 7,           0,  -1", "DIVIDE,    U8,  7,    0,  255", "DIVIDE,    U64, 7,  0,  -1",
                "DIVIDE,  S32, -7, 2, -3",
        "DIVIDE,      S32, -2147483648, -1, -2147483648", "DIVIDE, S64, -9223372036854775808, -1, -9223372036854775808",
        "DIVIDE,      U64, -1, 2, 9223372036854775807", "REMAINDER, S32, 7, 0, 7", "REMAINDER, S8, -128, -1, 0",
                "REMAINDER, S16, -7, 3, -1",
        "REMAINDER,   U64, -1, 10, 5", "ADD, S8, 127, 1, -128", "ADD, U8, 255, 1, 0", "MULTIPLY, S32, 65536, 65536, 0",
        "SHIFT_LEFT,  S32, 1, 32, 0", "SHIFT_LEFT, S8, 1, 7, -128", "SHIFT_LEFT, S64, 1, -1, 0",
                "SHIFT_RIGHT_LOGICAL, S8, -1, 4, 15",
        "SHIFT_RIGHT_LOGICAL, U64, -1, 64, 0", "SHIFT_RIGHT_ARITHMETIC, S16, -5, 99, -1", "SHIFT_RIGHT_ARITHMETIC, S16, 5, -1, 0",
        "SHIFT_RIGHT_ARITHMETIC, U8, 128, 3, 240", "POWER, S32, 3, 4, 81", "POWER, S32, 0, 0, 1", "POWER, S32, -1, -3, -1",
                "POWER, S32, 2, -1, 0",
        "POWER,       U8, 3, 6, 217", "MAXIMUM, U64, -1, 1, -1", "MAXIMUM, S64, -1, 1, 1", "MINIMUM, PRED, 1, 0, 0",
                "XOR, PRED, 1, 1, 0"})
    void binary(Binary f, DType t, long x, long y, long expected) { assertEquals(expected, Integers.apply(f, t, x, y)); }

    @ParameterizedTest
    @CsvSource({"ABS, S8, -128, -128", "ABS, S32, -5, 5", "NEGATE, U8, 1, 255", "NOT, PRED, 1, 0", "NOT, U16, 0, 65535",
            "NOT, S16, 0, -1",
        "COUNT_LEADING_ZEROS, S8, 0, 8", "COUNT_LEADING_ZEROS, S16, -1, 0", "COUNT_LEADING_ZEROS, U64, 1, 63",
                "POPCNT, S8, -1, 8", "SIGN, U64, -1, 1",
        "SIGN, S64, -9, -1"})
    void unary(Unary f, DType t, long x, long expected) { assertEquals(expected, Integers.apply(f, t, x)); }

    @ParameterizedTest
    @EnumSource(names = {"S8", "S16", "S32", "S64", "U8", "U16", "U32", "U64"})
    void floatsSaturate(DType t) {
        long least = t.isSigned() ? Long.MIN_VALUE >> 64 - t.bits() : 0, greatest =
                Rounding.wrap(t, t.isSigned() ? Long.MAX_VALUE >>> 64 - t.bits() : -1);
        assertEquals(least, Rounding.toInteger(t, Double.NEGATIVE_INFINITY));
        assertEquals(greatest, Rounding.toInteger(t, Double.POSITIVE_INFINITY));
        assertEquals(greatest, Rounding.toInteger(t, 1e30));
        assertEquals(0, Rounding.toInteger(t, Double.NaN));
        assertEquals(t.isSigned() ? -3 : 0, Rounding.toInteger(t, -3.9));
        assertEquals(100, Rounding.toInteger(t, 100.99));
    }

    @ParameterizedTest
    @CsvSource({"16777217, 16777216", "16777219, 16777220", "4611686293305294848, 4611686018427387904",
            "4611686293305294849, 4611686568183201792",
        "-4611686293305294849, -4611686568183201792"})
    void wholeNumbersRoundOnceToF32(long x, long expected) {
        assertEquals(new Element.Real(expected), Conversions.convert(new Element.Whole(x), S64, F32));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1.8446744073709551616e19", "-1025, 18446744073709549568", "5, 5"})
    void unsignedWholeNumbersRoundToF64(long x, double expected) {
        assertEquals(new Element.Real(expected), Conversions.convert(new Element.Whole(x), U64, F64));
    }
}
