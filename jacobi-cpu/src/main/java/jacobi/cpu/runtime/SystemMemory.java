package jacobi.cpu.runtime;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import jacobi.llvm.Platform;
import jacobi.llvm.Words;

/**
 * Memory from the system's allocator, unzeroed and aligned. From 4 MiB on it asks for huge pages: the first touch of fresh pages
 * costs more than most loops over them, and with 2 MiB pages a third of it (160 MB: 50 ms instead of 170).
 */
final class SystemMemory {
    private static final long LINE = 64;
    private static final long HUGE_PAGE = 2L << 20;
    private static final long HUGE = 4L << 20;
    private static final long MADV_HUGEPAGE = 14;

    private static final MemorySegment ALLOCATE = find("aligned_alloc").orElseThrow();
    private static final MemorySegment FREE = find("free").orElseThrow();
    private static final Optional<MemorySegment> ADVISE =
            Platform.current().os().equals("linux") ? find("madvise") : Optional.empty();

    private SystemMemory() {}

    private static Optional<MemorySegment> find(String name) {
        return Linker.nativeLinker().defaultLookup().find(name);
    }

    /** The address of {@code bytes} bytes, a multiple of 64, aligned to 64; or 0 if the system has none. */
    static long allocate(long bytes) {
        long alignment = bytes >= HUGE ? HUGE_PAGE : LINE;
        long address = Words.call(ALLOCATE, alignment, bytes);
        if (bytes >= HUGE && address != 0) ADVISE.ifPresent(advise -> Words.call(advise, address, bytes, MADV_HUGEPAGE));
        return address;
    }

    static void free(long address) {
        Words.call(FREE, address);
    }
}
