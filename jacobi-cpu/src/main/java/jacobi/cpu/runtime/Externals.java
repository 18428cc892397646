package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The table of addresses through which generated code reaches the outside; so code holds no address of the process and can be
 * kept on disk. There is one table a number of threads, filled as externals are first asked for, and valid for good.
 */
public final class Externals {
    private static final AtomicReferenceArray<MemorySegment> TABLES = new AtomicReferenceArray<>(ThreadPool.MOST + 1);

    private Externals() {}

    /**
     * The table for as many threads as {@link ThreadPool#threads} says now, with at least {@code needed} filled in, and what
     * these need themselves.
     *
     * @param needed what the code to be called uses; naming less than that lets it jump to address 0
     * @throws jacobi.llvm.NativesMissing if a library behind one of them is not there for this platform
     */
    public static MemorySegment table(Set<External> needed) {
        int threads = ThreadPool.threads();
        MemorySegment table = TABLES.get(threads);
        if (table == null) table = first(threads);
        for (External external : needed) fill(table, external);
        return table;
    }

    private static MemorySegment first(int threads) {
        MemorySegment empty = Arena.global().allocate(8L * External.values().length, 64);
        return TABLES.compareAndSet(threads, null, empty) ? empty : TABLES.get(threads);
    }

    /** Threads that fill one place at once write the same word. */
    private static void fill(MemorySegment table, External external) {
        if (table.get(ADDRESS, external.offset()).address() != 0) return;
        if (external.parallel()) fill(table, External.PARALLEL_FOR);
        table.set(ADDRESS, external.offset(), external.address());
    }
}
