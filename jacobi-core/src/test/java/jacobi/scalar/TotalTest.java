package jacobi.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table of {@link Total}, row by row, and conversions against exact arithmetic. */
class TotalTest {
    @Test
    void divisionByZeroAndOverflow() {
        for (int x : new int[] {0, 1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals(-1, Total.div(x, 0));
            assertEquals(-1L, Total.div((long) x, 0L));
            assertEquals(-1, Total.divUnsigned(x, 0));
            assertEquals(-1L, Total.divUnsigned((long) x, 0L));
            assertEquals(x, Total.rem(x, 0));
            assertEquals((long) x, Total.rem((long) x, 0L));
            assertEquals(x, Total.remUnsigned(x, 0));
            assertEquals((long) x, Total.remUnsigned((long) x, 0L));
        }
        assertEquals(Integer.MIN_VALUE, Total.div(Integer.MIN_VALUE, -1));
        assertEquals(0, Total.rem(Integer.MIN_VALUE, -1));
        assertEquals(Long.MIN_VALUE, Total.div(Long.MIN_VALUE, -1L));
        assertEquals(0L, Total.rem(Long.MIN_VALUE, -1L));
        assertEquals(Byte.MIN_VALUE, (byte) Total.div(Byte.MIN_VALUE, -1), "narrow integers wrap by being cut");
        assertEquals(-3, Total.div(-7, 2));
        assertEquals(-1, Total.rem(-7, 2));
    }

    @Test
    void shiftsByTheWidthOrMore() {
        for (int width : new int[] {8, 16, 32, 64}) {
            for (long n : new long[] {width, width + 1, 1000, -1, Long.MIN_VALUE}) {
                assertEquals(0, Total.shiftLeft(-1, n, width));
                assertEquals(0, Total.shiftRightLogical(-1, n, width));
                assertEquals(-1, Total.shiftRightArithmetic(-5, n, width));
                assertEquals(0, Total.shiftRightArithmetic(5, n, width));
            }
            assertEquals(1, Total.shiftRightLogical(-1, width - 1, width));
            assertEquals(-1, Total.shiftRightArithmetic(-5, width - 1, width));
        }
    }

    @Test
    void minAndMaxPropagateNaNAndOrderZeros() {
        assertTrue(Double.isNaN(Total.min(Double.NaN, 1)) && Double.isNaN(Total.max(1, Double.NaN)));
        assertTrue(Float.isNaN(Total.min(1f, Float.NaN)) && Float.isNaN(Total.max(Float.NaN, 1f)));
        assertEquals(-0.0, Total.min(0.0, -0.0));
        assertEquals(0.0, Total.max(-0.0, 0.0));
        assertEquals(-1, Total.maxUnsigned(-1, 5));
        assertEquals(5, Total.minUnsigned(-1, 5));
    }

    @Test
    void roundingOfTies() {
        double[] x = {0.5, 1.5, 2.5, -0.5, -2.5, 0.49999999999999994, 4503599627370497.5, -0.0, 1e300};
        double[] even = {0, 2, 2, -0.0, -2, 0, 4503599627370498.0, -0.0, 1e300};
        double[] away = {1, 2, 3, -1, -3, 0, 4503599627370498.0, -0.0, 1e300};
        for (int i = 0; i < x.length; i++) {
            assertEquals(even[i], Total.roundHalfEven(x[i]));
            assertEquals(away[i], Total.roundHalfAway(x[i]));
        }
        assertEquals(Double.NEGATIVE_INFINITY, Total.roundHalfAway(Double.NEGATIVE_INFINITY));
    }

    @Test
    void signAndRemainderOfFloats() {
        assertEquals(-0.0, Total.sign(-0.0));
        assertEquals(-1f, Total.sign(-3f));
        assertTrue(Double.isNaN(Total.sign(Double.NaN)));
        assertEquals(-1.0, Total.rem(-7.0, 3.0));
        assertEquals(5.0, Total.rem(5.0, Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(Total.rem(5.0, 0.0)) && Double.isNaN(Total.rem(Double.POSITIVE_INFINITY, 2.0)));
    }

    @Test
    void integerPowers() {
        assertEquals(1, Total.pow(1L, -5L));
        assertEquals(-1, Total.pow(-1L, -5L));
        assertEquals(1, Total.pow(-1L, -4L));
        assertEquals(0, Total.pow(2L, -1L));
        assertEquals(0, Total.pow(0L, -1L));
        assertEquals(1, Total.pow(0L, 0L));
        assertEquals(BigInteger.valueOf(-7).pow(31).longValue(), Total.pow(-7L, 31L));
        assertEquals(BigInteger.valueOf(-7).pow(31).intValue(), Total.pow(-7, 31));
    }

    @Test
    void countsOfBits() {
        assertEquals(8, Total.popcount(-1, 8));
        assertEquals(64, Total.popcount(-1, 64));
        assertEquals(0, Total.countLeadingZeros(-1, 16));
        assertEquals(16, Total.countLeadingZeros(0, 16));
        assertEquals(7, Total.countLeadingZeros(1, 8));
        assertEquals(64, Total.countLeadingZeros(0, 64));
    }

    @Test
    void neighbours() {
        assertEquals(Double.MIN_VALUE, Total.nextAfter(0.0, 1.0));
        assertEquals(-Float.MIN_VALUE, Total.nextAfter(0f, -1f));
        short one = Float.floatToFloat16(1), two = Float.floatToFloat16(2), zero = 0;
        assertEquals((short) (one + 1), Total.nextAfterF16(one, two));
        assertEquals((short) (one - 1), Total.nextAfterF16(one, zero));
        assertEquals((short) 0x8001, Total.nextAfterF16(zero, (short) (one | 0x8000)));
        assertEquals(zero, Total.nextAfterF16((short) 0x8000, zero));
        assertEquals((short) 0xbf81, Total.nextAfterBf16((short) 0xbf80, (short) 0xc000));
    }

    @Test
    void floatsToIntegersSaturate() {
        double[] x = {Double.NaN, 1e300, -1e300, 127.9, -128.9, 255.9, -0.9, Double.POSITIVE_INFINITY, 0x1p63, 0x1.8p63};
        long[] s8 = {0, 127, -128, 127, -128, 127, 0, 127, 127, 127};
        long[] u8 = {0, 255, 0, 127, 0, 255, 0, 255, 255, 255};
        long most = Long.MAX_VALUE;
        long[] s64 = {0, most, Long.MIN_VALUE, 127, -128, 255, 0, most, most, most};
        long[] u64 = {0, -1, 0, 127, 0, 255, 0, -1, Long.MIN_VALUE, 0xc000000000000000L};
        for (int i = 0; i < x.length; i++) {
            assertEquals(s8[i], Total.toSigned(x[i], 8), "s8 of " + x[i]);
            assertEquals(u8[i], Total.toUnsigned(x[i], 8), "u8 of " + x[i]);
            assertEquals(s64[i], Total.toSigned(x[i], 64), "s64 of " + x[i]);
            assertEquals(u64[i], Total.toUnsigned(x[i], 64), "u64 of " + x[i]);
        }
    }

    @Test
    void unsignedToFloatRoundsOnce() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long a = random.nextLong() >> random.nextInt(40);
            BigInteger exact = new BigInteger(Long.toUnsignedString(a));
            assertEquals(exact.doubleValue(), Total.unsignedToDouble(a));
            assertEquals(exact.floatValue(), Total.unsignedToFloat(a));
        }
    }

    @Test
    void bf16RoundsToNearestEven() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float x = Total.bf16ToFloat((short) bits);
            if (Float.isNaN(x)) assertTrue(Float.isNaN(Total.bf16ToFloat(Total.floatToBf16(x))));
            else assertEquals((short) bits, Total.floatToBf16(x));
        }
        float half = Float.intBitsToFloat(0x3f808000), above = Float.intBitsToFloat(0x3f818000);
        assertEquals((short) 0x3f80, Total.floatToBf16(half), "a tie goes to even, down");
        assertEquals((short) 0x3f82, Total.floatToBf16(above), "a tie goes to even, up");
        assertEquals((short) 0x7f80, Total.floatToBf16(Float.MAX_VALUE));
        assertTrue(Float.isNaN(Total.bf16ToFloat(Total.floatToBf16(Float.intBitsToFloat(0x7f800001)))));
    }

    @Test
    void doublesToNarrowFloatsRoundOnce() {
        double tie = 1 + 0x1p-8, justAbove = tie + 0x1p-40;
        assertEquals((short) 0x3f80, Total.doubleToBf16(tie));
        assertEquals((short) 0x3f81, Total.doubleToBf16(justAbove), "by way of f32 this would have been a tie");
        double tie16 = 1 + 0x1p-11, above16 = tie16 + 0x1p-45;
        assertEquals((short) 0x3c00, Total.doubleToF16(tie16));
        assertEquals((short) 0x3c01, Total.doubleToF16(above16));
        assertEquals((short) 0x7c00, Total.doubleToF16(1e300));
        assertEquals((short) 0x8000, Total.doubleToF16(-1e-300));
        assertTrue(Float.isNaN(Total.bf16ToFloat(Total.doubleToBf16(Double.NaN))));
    }
}
