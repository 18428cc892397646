package jacobi.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Off-heap memory in size classes, eight to a doubling. What is given back is kept for the next taker, because the first touch of
 * fresh pages costs more than most computations; beyond an eighth of the limit it goes back to the system at once, and large
 * chunks do when nobody wanted them for a while. Beyond a mark the collector is asked for what is unreachable; the mark then
 * moves to twice what is in use.
 */
final class Memory {
    /** A piece of memory of a class's size. */
    static final class Chunk {
        private final Arena arena;
        private final MemorySegment segment;
        private final int sizeClass;
        private long idleSince;

        private Chunk(int sizeClass) {
            this.sizeClass = sizeClass;
            arena = Arena.ofShared();
            segment = SystemMemory.allocate(size(sizeClass), arena);
        }

        MemorySegment segment() { return segment; }
        private long bytes() { return size(sizeClass); }
        private void free() { arena.close(); }
    }

    /** Chunks from this size on go back to the system when they were idle for {@link #PATIENCE}. */
    private static final long LARGE = 1 << 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final int SMALLEST = 10, CLASSES = 8 * (63 - SMALLEST);

    private static final AtomicLong USED = new AtomicLong(), KEPT = new AtomicLong();
    private static final AtomicBoolean SWEEPING = new AtomicBoolean();
    private static final Shelf[] SHELVES = new Shelf[CLASSES];
    private static volatile long mark = MemoryLimit.QUIET;

    static {
        for (int i = 0; i < CLASSES; i++) SHELVES[i] = new Shelf();
    }

    private Memory() {}

    static long bytesInUse() { return USED.get(); }
    static long bytesKept() { return KEPT.get(); }

    /** The class of a size: the exponent and the three bits after the leading one, rounded up. */
    static int sizeClass(long bytes) {
        long n = Math.max(bytes, 1 << SMALLEST) - 1;
        int e = 63 - Long.numberOfLeadingZeros(n);
        return e < SMALLEST ? 0 : 8 * (e - SMALLEST) + (int) (n >>> e - 3) - 8;
    }

    static long size(int sizeClass) { return (long) (sizeClass % 8 + 9) << sizeClass / 8 + SMALLEST - 3; }

    static Chunk take(long bytes) {
        if (bytes > 1L << 60) throw exhausted(bytes);
        int c = sizeClass(bytes);
        long size = size(c);
        if (USED.addAndGet(size) > mark) collect(size);
        var chunk = SHELVES[c].take();
        if (chunk == null) return fresh(c);
        KEPT.addAndGet(-size);
        return chunk;
    }

    private static Chunk fresh(int sizeClass) {
        long all = USED.get() + KEPT.get();
        if (all > MemoryLimit.QUIET && all > MemoryLimit.bytes()) sweep(System.nanoTime());
        try {
            return new Chunk(sizeClass);
        } catch (OutOfMemoryError refused) {
            return again(sizeClass);
        }
    }

    /** The system refused: everything kept and everything unreachable is given back first. */
    private static Chunk again(int sizeClass) {
        MemoryLimit.collectPatiently(USED::get, 0);
        sweep(System.nanoTime());
        try {
            return new Chunk(sizeClass);
        } catch (OutOfMemoryError refused) {
            USED.addAndGet(-size(sizeClass));
            throw exhausted(size(sizeClass)).because(refused);
        }
    }

    private static synchronized void collect(long size) {
        long limit = MemoryLimit.bytes();
        if (USED.get() <= mark) return;
        if (mark < limit && USED.get() <= firstMark(limit)) {
            mark = firstMark(limit);
            return;
        }
        MemoryLimit.collect(USED::get, Math.min(mark, limit) / 2);
        if (USED.get() > limit) MemoryLimit.collectPatiently(USED::get, limit / 2);
        if (USED.get() > limit) {
            USED.addAndGet(-size);
            throw exhausted(size);
        }
        mark = Math.clamp(2 * USED.get(), firstMark(limit), limit);
    }

    /** A thirty-second part of the limit, at most 512 MiB: below, the collector is left in peace. */
    private static long firstMark(long limit) { return Math.min(limit, Math.clamp(limit / 32, MemoryLimit.QUIET, 512L << 20)); }

    private static JacobiError exhausted(long bytes) {
        return new ResourceError("there is no memory for an array")
                .expected("at most %s in arrays", MemoryLimit.words(MemoryLimit.bytes()))
                .given("%s asked for, %s in use", MemoryLimit.words(bytes), MemoryLimit.words(USED.get()))
                .mend("close arrays that are not needed, or raise -Djacobi.memory.limit (and -XX:MaxDirectMemorySize)")
                .at(Frame.user());
    }

    static void give(Chunk chunk) {
        long size = chunk.bytes();
        USED.addAndGet(-size);
        if (KEPT.addAndGet(size) > MemoryLimit.kept()) drop(chunk);
        else keep(chunk);
    }

    private static void keep(Chunk chunk) {
        boolean large = chunk.bytes() >= LARGE;
        if (large) chunk.idleSince = System.nanoTime();
        SHELVES[chunk.sizeClass].put(chunk);
        if (large && SWEEPING.compareAndSet(false, true)) later();
    }

    private static void drop(Chunk chunk) {
        KEPT.addAndGet(-chunk.bytes());
        chunk.free();
    }

    private static void later() {
        CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.NANOSECONDS).execute(() -> {
            SWEEPING.set(false);
            if (sweep(System.nanoTime() - PATIENCE) && SWEEPING.compareAndSet(false, true)) later();
        });
    }

    /** Gives large chunks back to the system that are idle since a time or longer. @return whether others are kept */
    private static boolean sweep(long since) {
        boolean left = false;
        for (int c = sizeClass(LARGE); c < CLASSES; c++) {
            for (var chunk = SHELVES[c].takeIdle(since); chunk != null; chunk = SHELVES[c].takeIdle(since)) drop(chunk);
            left |= !SHELVES[c].isEmpty();
        }
        return left;
    }

    /** The kept chunks of a class, the last kept taken first: it may still be in a cache. */
    private static final class Shelf {
        private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(0);

        synchronized Chunk take() { return chunks.pollLast(); }
        synchronized void put(Chunk chunk) { chunks.addLast(chunk); }
        synchronized boolean isEmpty() { return chunks.isEmpty(); }
        synchronized Chunk takeIdle(long since) {
            return !chunks.isEmpty() && chunks.peekFirst().idleSince - since <= 0 ? chunks.pollFirst() : null;
        }
    }
}
