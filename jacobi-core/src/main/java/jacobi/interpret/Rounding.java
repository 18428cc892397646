package jacobi.interpret;

import jacobi.core.DType;
import jacobi.scalar.Total;

/** The nearest value of a dtype. */
final class Rounding {
    private Rounding() {}

    /** The nearest number of a float dtype, or of the parts of a complex one; ties to even. */
    static double round(DType t, double x) {
        return switch (t) {
            case F16 -> Float.float16ToFloat(Total.doubleToF16(x));
            case BF16 -> Total.bf16ToFloat(Total.doubleToBf16(x));
            case F32, C64 -> (float) x;
            default -> x;
        };
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
    static double toDouble(DType t, long x) { return t.isSigned() ? x : Total.unsignedToDouble(x); }

    /** Truncated, saturating at the ends of an integer dtype; NaN gives 0. */
    static long toInteger(DType t, double x) {
        return t.isSigned() ? Total.toSigned(x, t.bits()) : Total.toUnsigned(x, t.bits());
    }
}
