package jacobi.cpu.runtime;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import jacobi.llvm.Words;

/**
 * Memory from the system's allocator, unzeroed, aligned to a cache line. (Asking for huge pages was tried: the first touch of
 * 160 MB then took 50 ms instead of 250 once the system had such pages at hand, but 500 to 1,700 when it had to make them.)
 */
final class SystemMemory {
    private static final long LINE = 64;
    private static final MemorySegment ALLOCATE = Linker.nativeLinker().defaultLookup().findOrThrow("aligned_alloc");
    private static final MemorySegment FREE = Linker.nativeLinker().defaultLookup().findOrThrow("free");

    private SystemMemory() {}

    /** The address of {@code bytes} bytes, a multiple of 64, aligned to 64; or 0 if the system has none. */
    static long allocate(long bytes) {
        return Words.call(ALLOCATE, LINE, bytes);
    }

    static void free(long address) {
        Words.call(FREE, address);
    }
}
