package jacobi.core;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;

/**
 * The memory of one array, not zeroed: on the Java heap up to {@link #SMALL} bytes, else off-heap, aligned to 64 bytes, from a
 * pool. It is given back by {@link #close}, or when the buffer is unreachable. Thread-safe. Whoever hands the address to native
 * code, or reads while others may close, holds a {@linkplain #lease lease} meanwhile; that also keeps the memory where a
 * reference might not, because the last use of a variable can come before the last use of its memory.
 */
public final class Buffer implements AutoCloseable {
    /** The largest size kept on the Java heap, in bytes. */
    public static final long SMALL = 1024;

    /** Its thread is started with the first large buffer. */
    private static final class Cleaning {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private volatile MemorySegment segment;
    private final Block block;
    private final Cleaner.Cleanable cleanable;

    private Buffer(MemorySegment segment) {
        this.segment = segment;
        block = null;
        cleanable = null;
    }

    private Buffer(Block block, MemorySegment segment) {
        this.segment = segment;
        this.block = block;
        cleanable = Cleaning.CLEANER.register(this, block);
    }

    /** @throws ResourceError if the memory is not to be had, after all that is unreachable has been collected */
    public static Buffer allocate(long bytes) {
        if (bytes <= SMALL) return new Buffer(onHeap(bytes));
        var block = new Block(Memory.take(bytes));
        return new Buffer(block, block.segment(bytes));
    }

    /** Backed by longs, so that every dtype is aligned. */
    private static MemorySegment onHeap(long bytes) {
        var segment = MemorySegment.ofArray(new long[(int) (bytes + 7) >> 3]);
        return (bytes & 7) == 0 ? segment : segment.asSlice(0, bytes);
    }

    /** The memory of a segment that somebody else owns. Beyond {@link #SMALL} it must be such as {@link #allocate} would give. */
    static Buffer wrap(ArrayType type, MemorySegment segment) {
        boolean small = type.bytes() <= SMALL;
        int alignment = small ? Math.min(8, type.dtype().bytes()) : 64;
        if (segment.byteSize() != type.bytes() || segment.maxByteAlignment() < alignment || !small && !segment.isNative())
            throw new ShapeError("a segment does not fit an array")
                    .expected("%d bytes%s, aligned to %d, for %s", type.bytes(), small ? "" : " off-heap", alignment, type)
                    .given("%d bytes, aligned to %d", segment.byteSize(), segment.maxByteAlignment())
                    .mend("slice the segment, or copy it")
                    .at(Frame.user());
        return new Buffer(segment);
    }

    /** Another owner of the same memory, which lives until both have closed. */
    public Buffer share() {
        var s = segment();
        if (block == null) return new Buffer(s);
        lease();
        return new Buffer(block, s);
    }

    /** The elements. Read-only by contract once an array has them. @throws ResourceError if this was closed */
    public MemorySegment segment() {
        var s = segment;
        if (s == null) throw closed();
        return s;
    }

    /**
     * Keeps the memory until as many calls of {@link #release}, even if this is closed meanwhile.
     * @throws ResourceError if it was closed
     */
    public void lease() {
        if (segment == null || block != null && !block.retain()) throw closed();
    }

    public void release() {
        if (block != null) block.run();
    }

    private static JacobiError closed() {
        return new ResourceError("an array was used after it was closed").expected("an open array")
                .given("one whose memory was given back")
                .mend("close it later, or leave it to the collector").at(Frame.user());
    }

    @Override public void close() {
        segment = null;
        if (cleanable != null) cleanable.clean();
    }

    /** Bytes of off-heap memory now held by arrays, rounded up to the sizes of the pool. */
    public static long bytesInUse() { return Memory.bytesInUse(); }
    /** Bytes of off-heap memory now kept for arrays to come. */
    public static long bytesKept() { return Memory.bytesKept(); }
}
