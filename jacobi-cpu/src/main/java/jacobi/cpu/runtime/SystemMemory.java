package jacobi.cpu.runtime;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import jacobi.llvm.Words;

/**
 * Memory from the system's allocator, unzeroed, aligned to a cache line. Linux is asked for huge pages where several fit, as for
 * the memory of arrays.
 */
final class SystemMemory {
    private static final long LINE = 64, HUGE = 2 << 20, SEVERAL = 2 * HUGE;
    private static final int LINUX_HUGE = 14;
    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
    private static final MemorySegment ALLOCATE = function("aligned_alloc"), FREE = function("free");
    private static final MemorySegment ADVISE = LINUX ? function("madvise") : null;

    private SystemMemory() {}

    private static MemorySegment function(String name) { return Linker.nativeLinker().defaultLookup().findOrThrow(name); }

    /** The address of {@code bytes} bytes, a multiple of 64, aligned to 64; or 0 if the system has none. */
    static long allocate(long bytes) {
        if (!LINUX || bytes < SEVERAL) return Words.call(ALLOCATE, LINE, bytes);
        long address = Words.call(ALLOCATE, HUGE, (bytes + HUGE - 1) & -HUGE);
        if (address != 0) Words.call(ADVISE, address, bytes, LINUX_HUGE);
        return address;
    }

    static void free(long address) {
        Words.call(FREE, address);
    }
}
