package jacobi.core;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Off-heap memory with a count of those who hold it: buffers and leases. The last gives it back, and then it cannot be held
 * again.
 */
final class Block extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1;
    private final transient Memory.Chunk chunk;

    Block(Memory.Chunk chunk) {
        super(1);
        this.chunk = chunk;
    }

    MemorySegment segment(long bytes) { return chunk.segment().asSlice(0, bytes); }

    /** Holds the memory once more, or returns false if it was given back already. */
    boolean retain() {
        for (int n = get(); n > 0; n = get()) if (compareAndSet(n, n + 1)) return true;
        return false;
    }

    /** Gives the memory up to a new block, if it has just so many holders; else null. That they let go counts no more then. */
    Block handOver(int holders) { return compareAndSet(holders, 0) ? new Block(chunk) : null; }

    /** Lets go once. */
    @Override public void run() {
        if (decrementAndGet() == 0) Memory.give(chunk);
    }
}
