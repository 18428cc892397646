package jacobi.core;

import java.lang.foreign.MemorySegment;

/**
 * An array with numbers: elements in row-major order, without gaps, in a {@link Buffer} that nobody writes any more.
 * A pred is a byte 0 or 1; complex numbers are (real, imaginary) pairs; byte order is the machine's.
 */
public final class DenseArray extends Array {
    private final Buffer buffer;

    /** Takes over a filled buffer of exactly {@code type.bytes()} bytes. */
    public DenseArray(ArrayType type, Buffer buffer) {
        super(type);
        assert buffer.segment().byteSize() == type.bytes() : "a buffer of another size than " + type;
        this.buffer = buffer;
    }

    public Buffer buffer() { return buffer; }
    /** The elements. Read-only by contract; keep this array reachable while using it from native code. */
    public MemorySegment segment() { return buffer.segment(); }

    /** The same elements in another shape of the same size, without a copy. */
    public DenseArray reshaped(Shape shape) { return new DenseArray(type().withShape(shape), buffer.share()); }

    /** The same bits as another dtype of the same width, without a copy. */
    public DenseArray readAs(DType dtype) { return new DenseArray(type().withDType(dtype), buffer.share()); }

    @Override public void close() { buffer.close(); }
}
