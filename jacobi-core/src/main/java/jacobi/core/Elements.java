package jacobi.core;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import jacobi.scalar.Total;

/** Single elements of arrays as Java numbers. */
final class Elements {
    private Elements() {}

    /** Element i of a real dtype, or the real part of a complex one, as the nearest double. */
    static double real(MemorySegment s, DType dtype, long i) {
        return switch (dtype) {
            case F64 -> s.getAtIndex(JAVA_DOUBLE, i);
            case F32 -> s.getAtIndex(JAVA_FLOAT, i);
            case F16 -> Float.float16ToFloat(s.getAtIndex(JAVA_SHORT, i));
            case BF16 -> Total.bf16ToFloat(s.getAtIndex(JAVA_SHORT, i));
            case C64 -> s.getAtIndex(JAVA_FLOAT, 2 * i);
            case C128 -> s.getAtIndex(JAVA_DOUBLE, 2 * i);
            case U64 -> Total.unsignedToDouble(s.getAtIndex(JAVA_LONG, i));
            default -> integer(s, dtype, i);
        };
    }

    static double imaginary(MemorySegment s, DType dtype, long i) {
        return switch (dtype) {
            case C64 -> s.getAtIndex(JAVA_FLOAT, 2 * i + 1);
            case C128 -> s.getAtIndex(JAVA_DOUBLE, 2 * i + 1);
            default -> 0;
        };
    }

    /** Element i of an integer dtype or pred; a u64 by its bits. */
    static long integer(MemorySegment s, DType dtype, long i) {
        return switch (dtype) {
            case PRED, S8 -> s.get(JAVA_BYTE, i);
            case U8 -> Byte.toUnsignedLong(s.get(JAVA_BYTE, i));
            case S16 -> s.getAtIndex(JAVA_SHORT, i);
            case U16 -> Short.toUnsignedLong(s.getAtIndex(JAVA_SHORT, i));
            case S32 -> s.getAtIndex(JAVA_INT, i);
            case U32 -> Integer.toUnsignedLong(s.getAtIndex(JAVA_INT, i));
            case S64, U64 -> s.getAtIndex(JAVA_LONG, i);
            default -> throw JacobiError.bug("elements of %s are not integers", dtype);
        };
    }

    /** Writes a number, rounded to a floating-point or complex dtype. */
    static void put(MemorySegment s, DType dtype, long i, double x) {
        switch (dtype) {
            case F64 -> s.setAtIndex(JAVA_DOUBLE, i, x);
            case F32 -> s.setAtIndex(JAVA_FLOAT, i, (float) x);
            case F16 -> s.setAtIndex(JAVA_SHORT, i, Total.doubleToF16(x));
            case BF16 -> s.setAtIndex(JAVA_SHORT, i, Total.doubleToBf16(x));
            case C64 -> putPair(s, i, (float) x);
            case C128 -> {
                s.setAtIndex(JAVA_DOUBLE, 2 * i, x);
                s.setAtIndex(JAVA_DOUBLE, 2 * i + 1, 0);
            }
            default -> throw JacobiError.bug("elements of %s are not floating-point", dtype);
        }
    }

    private static void putPair(MemorySegment s, long i, float x) {
        s.setAtIndex(JAVA_FLOAT, 2 * i, x);
        s.setAtIndex(JAVA_FLOAT, 2 * i + 1, 0);
    }

    /** Writes an integer, cut to the width of an integer dtype or pred. */
    static void put(MemorySegment s, DType dtype, long i, long x) {
        switch (dtype) {
            case PRED, S8, U8 -> s.set(JAVA_BYTE, i, (byte) x);
            case S16, U16 -> s.setAtIndex(JAVA_SHORT, i, (short) x);
            case S32, U32 -> s.setAtIndex(JAVA_INT, i, (int) x);
            case S64, U64 -> s.setAtIndex(JAVA_LONG, i, x);
            default -> put(s, dtype, i, (double) x);
        }
    }
}
