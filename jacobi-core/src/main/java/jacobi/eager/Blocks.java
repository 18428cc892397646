package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.Shape;
import jacobi.lax.Bounds;
import jacobi.lax.DynamicSlice;
import jacobi.lax.DynamicUpdateSlice;

/**
 * Blocks at places known at run time, of every dtype. Null where a block does not fit, for which the reference interpreter has
 * words.
 */
final class Blocks {
    private Blocks() {}

    static DenseArray slice(DynamicSlice p, DenseArray[] operands) {
        var x = operands[0];
        long start = start(p.bounds(), x.shape(), p.sizes(), operands, 1);
        if (start < 0) return null;
        var result = Results.of(x.type().withShape(p.sizes()));
        copy(p.sizes(), x.segment(), start, x.shape(), result.segment(), 0, p.sizes(), x.dtype());
        return result;
    }

    static DenseArray update(DynamicUpdateSlice p, DenseArray[] operands) {
        DenseArray x = operands[0], block = operands[1];
        long start = start(p.bounds(), x.shape(), block.shape(), operands, 2);
        if (start < 0) return null;
        var result = Results.of(x.type());
        MemorySegment.copy(x.segment(), 0, result.segment(), 0, x.type().bytes());
        copy(block.shape(), block.segment(), 0, block.shape(), result.segment(), start, x.shape(), x.dtype());
        return result;
    }

    private static void copy(Shape block, MemorySegment from, long at, Shape source, MemorySegment to, long put, Shape target,
            DType t) {
        StridedCopy.copy(block.toArray(), from, at, source.strides(), to, put, target.strides(), t.bytes());
    }

    /** The position of a block's first element; -1 if the block is not whole inside and must not be moved. */
    private static long start(Bounds bounds, Shape shape, Shape block, DenseArray[] operands, int first) {
        var strides = shape.strides();
        long position = 0;
        for (int i = 0; i < strides.length; i++) {
            long last = shape.dim(i) - block.dim(i), asked = place(operands[first + i]), start = Math.clamp(asked, 0, last);
            if (start != asked && bounds != Bounds.CLAMP) return -1;
            position += start * strides[i];
        }
        return position;
    }

    private static long place(DenseArray x) { return integer(x.segment(), x.dtype(), 0); }

    /** Element i of an integer array; a u64 beyond the longs as the greatest long. */
    static long integer(MemorySegment s, DType dtype, long i) {
        return switch (dtype) {
            case S8 -> s.get(JAVA_BYTE, i);
            case U8 -> Byte.toUnsignedLong(s.get(JAVA_BYTE, i));
            case S16 -> s.getAtIndex(JAVA_SHORT, i);
            case U16 -> Short.toUnsignedLong(s.getAtIndex(JAVA_SHORT, i));
            case S32 -> s.getAtIndex(JAVA_INT, i);
            case U32 -> Integer.toUnsignedLong(s.getAtIndex(JAVA_INT, i));
            case U64 -> s.getAtIndex(JAVA_LONG, i) < 0 ? Long.MAX_VALUE : s.getAtIndex(JAVA_LONG, i);
            default -> s.getAtIndex(JAVA_LONG, i);
        };
    }
}
