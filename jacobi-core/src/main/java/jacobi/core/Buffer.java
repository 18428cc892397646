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

    /** The memory of a small array: longs, so that every dtype is aligned; else null. */
    private final long[] words;
    private final long bytes;
    /** The memory; of words made when first asked for. */
    private MemorySegment segment;
    private volatile boolean closed;
    private final Block block;
    private final Cleaner.Cleanable cleanable;

    private Buffer(long[] words, long bytes) {
        this.words = words;
        this.bytes = bytes;
        block = null;
        cleanable = null;
    }

    private Buffer(MemorySegment segment) {
        this.words = null;
        this.bytes = segment.byteSize();
        this.segment = segment;
        block = null;
        cleanable = null;
    }

    private Buffer(Block block, MemorySegment segment) {
        this.words = null;
        this.bytes = segment.byteSize();
        this.segment = segment;
        this.block = block;
        cleanable = Cleaning.CLEANER.register(this, block);
    }

    /** @throws ResourceError if the memory is not to be had, after all that is unreachable has been collected */
    public static Buffer allocate(long bytes) {
        if (bytes <= SMALL) return new Buffer(new long[(int) (bytes + 7) >> 3], bytes);
        var block = new Block(Memory.take(bytes));
        return new Buffer(block, block.segment(bytes));
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
        var s = words == null ? segment() : null;
        lease();
        if (block != null) return new Buffer(block, s);
        return words == null ? new Buffer(s) : new Buffer(words, bytes);
    }

    /** The elements. Read-only by contract once an array has them. @throws ResourceError if this was closed */
    public MemorySegment segment() {
        var known = segment;
        if (closed || known == null && words == null) throw closed();
        return known != null ? known : (segment = ofWords());
    }

    private MemorySegment ofWords() {
        var all = MemorySegment.ofArray(words);
        return (bytes & 7) == 0 ? all : all.asSlice(0, bytes);
    }

    /**
     * The memory of an array of up to {@link #SMALL} bytes, filled up to whole words; null if it is not on the Java heap, or
     * somebody else's. Read-only by contract once an array has them. @throws ResourceError if this was closed
     */
    public long[] words() {
        if (closed) throw closed();
        return words;
    }

    /**
     * Keeps the memory until as many calls of {@link #release}, even if this is closed meanwhile.
     * @throws ResourceError if it was closed
     */
    public void lease() {
        if (closed || block != null && !block.retain()) throw closed();
    }

    public void release() {
        if (block != null) block.run();
    }

    /**
     * The memory as a new buffer, to be written over; this one is closed then. For who holds the one lease of it.
     * @return null, and nothing is changed, if the memory is small, or somebody else holds it
     */
    public synchronized Buffer takeOver() {
        if (block == null || closed) return null;
        var all = segment;
        var taken = block.handOver(2);
        if (taken == null) return null;
        close();
        return new Buffer(taken, all);
    }

    private static JacobiError closed() {
        return new ResourceError("an array was used after it was closed").expected("an open array")
                .given("one whose memory was given back, or donated to a call")
                .mend("close it later, or leave it to the collector").at(Frame.user());
    }

    @Override public void close() {
        if (cleanable == null) shut();
        else synchronized (this) {                        // not while it is taken over
            shut();
            cleanable.clean();
        }
    }

    private void shut() {
        closed = true;
        segment = null;
    }

    /** Bytes of off-heap memory now held by arrays, rounded up to the sizes of the pool. */
    public static long bytesInUse() { return Memory.bytesInUse(); }
    /** Bytes of off-heap memory now kept for arrays to come. */
    public static long bytesKept() { return Memory.bytesKept(); }
}
