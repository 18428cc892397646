package jacobi.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory from the Java runtime, which zeroes it once and counts it against its limit of direct memory. */
final class SystemMemory {
    private static final long LINE = 64, HUGE_PAGE = 2 << 20;

    private SystemMemory() {}

    /** Large chunks begin on a huge page, so that the system can map them by few. */
    static MemorySegment allocate(long bytes, Arena arena) {
        return arena.allocate(bytes, bytes >= 2 * HUGE_PAGE ? HUGE_PAGE : LINE);
    }
}
