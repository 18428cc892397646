package jacobi.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory of one array: on the Java heap up to {@link #SMALL} bytes, else off-heap and aligned to 64 bytes; not zeroed. */
public final class Buffer implements AutoCloseable {
    /** The largest size kept on the Java heap, in bytes. */
    public static final long SMALL = 1024;
    private MemorySegment segment;

    private Buffer(MemorySegment segment) { this.segment = segment; }

    public static Buffer allocate(long bytes) {
        if (bytes > SMALL) return new Buffer(Arena.ofAuto().allocate(bytes, 64));
        return new Buffer(MemorySegment.ofArray(new long[(int) (bytes + 7) / 8]).asSlice(0, bytes));
    }

    /** The memory of a segment that somebody else owns. */
    static Buffer wrap(ArrayType type, MemorySegment segment) {
        if (segment.byteSize() != type.bytes() || segment.address() % Math.min(8, type.dtype().bytes()) != 0)
            throw new ShapeError("a segment does not fit an array").expected("%d bytes, aligned to %d, for %s", type.bytes(), Math.min(8, type.dtype().bytes()), type)
                    .given("%d bytes at address %d", segment.byteSize(), segment.address()).mend("slice the segment, or copy it").at(Frame.user());
        return new Buffer(segment);
    }

    /** Another owner of the same memory, which lives until both have closed. */
    public Buffer share() { return new Buffer(segment()); }

    public MemorySegment segment() {
        var s = segment;
        if (s == null) throw new ResourceError("an array was used after it was closed").mend("close it later, or not at all");
        return s;
    }

    @Override public void close() { segment = null; }
}
