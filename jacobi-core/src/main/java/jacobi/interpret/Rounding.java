package jacobi.interpret;

import static java.lang.Float.*;

import jacobi.core.DType;

/** The nearest value of a narrower dtype. Halves are reached from f64 in one rounding, by way of an f32 rounded to odd. */
final class Rounding {
    private Rounding() {}

    /** The nearest number of a float dtype, or of the parts of a complex one; ties to even. */
    static double round(DType t, double x) {
        return switch (t) {
            case F16 -> float16ToFloat(f16(x));
            case BF16 -> intBitsToFloat(bf16(x) << 16);
            case F32, C64 -> (float) x;
            default -> x;
        };
    }

    /** The bits of the nearest f16. */
    static short f16(double x) { return floatToFloat16(odd(x)); }

    /** The bits of the nearest bf16. */
    static short bf16(double x) {
        int bits = floatToRawIntBits(odd(x));
        if (Double.isNaN(x)) return (short) (bits >>> 16 | 0x40);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    /** Cut off towards zero, with the last bit set if anything was cut off: rounding this once more is rounding once. */
    private static float odd(double x) {
        float f = (float) x;
        if (f == x || Double.isNaN(x)) return f;
        int bits = floatToRawIntBits(f);
        return intBitsToFloat((Math.abs(f) > Math.abs(x) ? bits - 1 : bits) | 1);
    }

    /** The integer of a dtype with the low bits of {@code x}; a pred is 1 for anything but 0. */
    static long wrap(DType t, long x) {
        if (t == DType.PRED) return x == 0 ? 0 : 1;
        int spare = 64 - t.bits();
        return t.isSigned() ? x << spare >> spare : x << spare >>> spare;
    }

    /** An integer as a double rounded to odd; exact below 2⁵³. A float nearest to this is the one nearest to the integer. */
    static double odd(DType t, long x) {
        boolean negative = t.isSigned() && x < 0;
        long magnitude = negative ? -x : x;
        int excess = Math.max(0, 11 - Long.numberOfLeadingZeros(magnitude));
        long kept = magnitude >>> excess, lost = magnitude - (kept << excess);
        double value = (double) (lost == 0 ? kept : kept | 1) * (1L << excess);
        return negative ? -value : value;
    }

    /** The nearest double to an integer. */
    static double toDouble(DType t, long x) {
        if (t.isSigned() || x >= 0) return x;
        return (double) (x >>> 1 | x & 1) * 2;                                    // the last bit stays in the sum: rounding to odd
    }

    /** Truncated, saturating at the ends of an integer dtype; NaN gives 0. */
    static long toInteger(DType t, double x) {
        if (t.isSigned()) return Math.clamp((long) x, Long.MIN_VALUE >> 64 - t.bits(), Long.MAX_VALUE >> 64 - t.bits());
        if (t == DType.U64) return x < 0x1p63 ? Math.max(0, (long) x) : x < 0x1p64 ? (long) (x - 0x1p63) | Long.MIN_VALUE : -1;
        return Math.clamp((long) x, 0, (1L << t.bits()) - 1);
    }
}
