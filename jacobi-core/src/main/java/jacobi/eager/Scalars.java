package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.Constant;
import jacobi.lax.Iota;
import jacobi.scalar.Total;

/** Arrays that come from no operand: constants and counts, of every dtype. */
final class Scalars {
    private Scalars() {}

    static DenseArray of(Constant c) {
        var result = Results.of(ArrayType.scalar(c.dtype()));
        var s = result.segment();
        switch (c.dtype()) {
            case C64 -> {
                s.setAtIndex(JAVA_FLOAT, 0, (float) Double.longBitsToDouble(c.bits()));
                s.setAtIndex(JAVA_FLOAT, 1, (float) Double.longBitsToDouble(c.imaginary()));
            }
            case C128 -> {
                s.setAtIndex(JAVA_LONG, 0, c.bits());
                s.setAtIndex(JAVA_LONG, 1, c.imaginary());
            }
            default -> put(s, 0, c.dtype(), c.dtype().isFloat() ? 0 : c.bits(), c.dtype().isFloat() ? c.real() : 0);
        }
        return result;
    }

    /** Writes an integer, or if the dtype is floating-point a double, as element i. */
    private static void put(MemorySegment s, long i, DType dtype, long integer, double number) {
        switch (dtype) {
            case PRED, S8, U8 -> s.set(JAVA_BYTE, i, (byte) integer);
            case S16, U16 -> s.setAtIndex(JAVA_SHORT, i, (short) integer);
            case S32, U32 -> s.setAtIndex(JAVA_INT, i, (int) integer);
            case S64, U64 -> s.setAtIndex(JAVA_LONG, i, integer);
            case F16 -> s.setAtIndex(JAVA_SHORT, i, Total.doubleToF16(number));
            case BF16 -> s.setAtIndex(JAVA_SHORT, i, Total.doubleToBf16(number));
            case F32 -> s.setAtIndex(JAVA_FLOAT, i, (float) number);
            case F64 -> s.setAtIndex(JAVA_DOUBLE, i, number);
            case C64 -> {
                s.setAtIndex(JAVA_FLOAT, 2 * i, (float) number);
                s.setAtIndex(JAVA_FLOAT, 2 * i + 1, 0);
            }
            case C128 -> {
                s.setAtIndex(JAVA_DOUBLE, 2 * i, number);
                s.setAtIndex(JAVA_DOUBLE, 2 * i + 1, 0);
            }
        }
    }

    static DenseArray iota(Iota p) {
        var result = Results.of(p.type());
        var shape = result.shape();
        long stride = shape.strides()[p.axis()], extent = shape.dim(p.axis());
        for (long i = 0; i < result.size(); i++) {
            long count = i / stride % extent;
            put(result.segment(), i, p.type().dtype(), count, count);
        }
        return result;
    }
}
