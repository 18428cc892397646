package jacobi.interpret;

import static java.lang.Double.*;
import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.Shape;
import jacobi.scalar.Total;

/**
 * The elements of an array by their row-major position, read and written as {@link Element}s. An array being made is written
 * once, then final.
 */
final class Elements {
    private final DenseArray array;
    private final DType dtype;
    private final MemorySegment memory;

    private Elements(DenseArray array) {
        this.array = array;
        dtype = array.dtype();
        memory = array.segment();
    }

    static Elements of(DenseArray array) { return new Elements(array); }

    /** Of an array to be made; every element must be written. */
    static Elements fresh(ArrayType type) { return new Elements(new DenseArray(type, Buffer.allocate(type.bytes()))); }

    DenseArray array() { return array; }
    ArrayType type() { return array.type(); }
    DType dtype() { return dtype; }
    Shape shape() { return array.shape(); }
    long size() { return array.size(); }

    Element get(long i) {
        if (dtype.isFloat()) return new Element.Real(real(i));
        if (dtype.isComplex()) return new Element.Complex(real(2 * i), real(2 * i + 1));
        return new Element.Whole(whole(i));
    }

    /** An integer or pred. */
    long whole(long i) {
        return switch (dtype) {
            case PRED, U8 -> memory.getAtIndex(JAVA_BYTE, i) & 0xFFL;
            case S8 -> memory.getAtIndex(JAVA_BYTE, i);
            case S16 -> memory.getAtIndex(JAVA_SHORT, i);
            case U16 -> memory.getAtIndex(JAVA_SHORT, i) & 0xFFFFL;
            case S32 -> memory.getAtIndex(JAVA_INT, i);
            case U32 -> memory.getAtIndex(JAVA_INT, i) & 0xFFFFFFFFL;
            case S64, U64 -> memory.getAtIndex(JAVA_LONG, i);
            case F16, BF16, F32, F64, C64, C128 -> throw new AssertionError(dtype);
        };
    }

    /** An integer as a place along an axis: a u64 beyond the longs is far beyond any axis. */
    long place(long i) {
        long k = whole(i);
        return k < 0 && dtype.isUnsigned() ? Long.MAX_VALUE : k;
    }

    private double real(long i) {
        return switch (dtype.part()) {
            case F16 -> Float.float16ToFloat(memory.getAtIndex(JAVA_SHORT, i));
            case BF16 -> Total.bf16ToFloat(memory.getAtIndex(JAVA_SHORT, i));
            case F32 -> memory.getAtIndex(JAVA_FLOAT, i);
            case F64 -> memory.getAtIndex(JAVA_DOUBLE, i);
            default -> throw new AssertionError(dtype);
        };
    }

    /** Writes an element, wrapped or rounded to the dtype. */
    void set(long i, Element x) {
        switch (x) {
            case Element.Whole(long v) -> set(i, v);
            case Element.Real(double v) -> set(i, v);
            case Element.Complex(double re, double im) -> {
                set(2 * i, re);
                set(2 * i + 1, im);
            }
        }
    }

    private void set(long i, long v) {
        switch (dtype.bytes()) {
            case 1 -> memory.setAtIndex(JAVA_BYTE, i, (byte) Rounding.wrap(dtype, v));
            case 2 -> memory.setAtIndex(JAVA_SHORT, i, (short) v);
            case 4 -> memory.setAtIndex(JAVA_INT, i, (int) v);
            default -> memory.setAtIndex(JAVA_LONG, i, v);
        }
    }

    private void set(long i, double v) {
        switch (dtype.part()) {
            case F16 -> memory.setAtIndex(JAVA_SHORT, i, Total.doubleToF16(v));
            case BF16 -> memory.setAtIndex(JAVA_SHORT, i, Total.doubleToBf16(v));
            case F32 -> memory.setAtIndex(JAVA_FLOAT, i, (float) v);
            case F64 -> memory.setAtIndex(JAVA_DOUBLE, i, v);
            default -> throw new AssertionError(dtype);
        }
    }

    void fill(Element x) {
        for (long i = 0; i < size(); i++) set(i, x);
    }

    /** Takes the memory of an array of as many bytes. */
    void copyAll(Elements from) { memory.copyFrom(from.memory); }

    /** Takes an element of another array of the same dtype, bit for bit. */
    void copy(long i, Elements from, long j) {
        int n = dtype.bytes();
        MemorySegment.copy(from.memory, j * n, memory, i * n, n);
    }

    /** Takes {@code n} elements in a row. */
    void copy(long i, Elements from, long j, long n) {
        MemorySegment.copy(from.memory, j * dtype.bytes(), memory, i * dtype.bytes(), n * dtype.bytes());
    }

    /** What an index outside its axis reads under {@link jacobi.lax.Bounds#FILL}. */
    static Element missing(DType t) {
        return t.isFloat() ? new Element.Real(NaN) : t.isComplex() ? Element.Complex.NAN : new Element.Whole(0);
    }
}
