package jacobi.core;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory that lives as long as an arena. Large chunks are pages of the system where native access is enabled: those are neither
 * zeroed here nor counted against the runtime's limit of direct memory. All else, and everything where native access would
 * print a warning, comes from the Java runtime.
 * <p>
 * Linux is asked for huge pages where several fit: their first touch is quicker, and rows that lie pages apart are found without
 * a walk through page tables.
 */
final class SystemMemory {
    private static final long LINE = 64, PAGE = 4096, LARGE = 2 << 20;

    private SystemMemory() {}

    static MemorySegment allocate(long bytes, Arena arena) {
        if (bytes < LARGE) return arena.allocate(bytes, LINE);
        return Pages.USABLE ? Pages.map(bytes, arena) : arena.allocate(bytes, PAGE);
    }

    /**
     * POSIX mmap, munmap and madvise, all called with six words, which is what mmap takes: a handle of another shape costs more
     * than these calls, and functions do not look at words, and halves of words, that they do not take.
     */
    @SuppressWarnings("restricted") // used only where native access is enabled
    private static final class Pages {
        private static final int READ_AND_WRITE = 3, PRIVATE = 2, LINUX_ANONYMOUS = 0x20, MAC_ANONYMOUS = 0x1000;
        private static final int LINUX_HUGE = 14;
        private static final long HUGE = 2 << 20, SEVERAL = 2 * HUGE;
        private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
        private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
        static final boolean USABLE = (LINUX || MAC) && Pages.class.getModule().isNativeAccessEnabled();

        private static final MethodHandle MAP = handle("mmap"), UNMAP = handle("munmap"), ADVISE = handle("madvise");

        private static MethodHandle handle(String name) {
            if (!USABLE) return null;
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG,
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        }

        private static long call(MethodHandle handle, long address, long bytes, long how, long flags, long file) {
            try {
                return (long) handle.invokeExact(address, bytes, how, flags, file, 0L);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw new LinkageError("a call of the system for memory", e);
            }
        }

        static MemorySegment map(long bytes, Arena arena) {
            long address = LINUX && bytes >= SEVERAL ? mapHuge(bytes) : map(bytes);
            return MemorySegment.ofAddress(address).reinterpret(bytes, arena, Pages::unmap);
        }

        private static long map(long bytes) {
            long address = call(MAP, 0, bytes, READ_AND_WRITE, PRIVATE | (LINUX ? LINUX_ANONYMOUS : MAC_ANONYMOUS), -1);
            if (address == -1) throw new OutOfMemoryError("mmap of " + bytes + " bytes");
            return address;
        }

        /** Pages from a multiple of {@link #HUGE} on. A system that has no huge pages gives others. */
        private static long mapHuge(long bytes) {
            long pages = (bytes + PAGE - 1) & -PAGE, address = map(pages + HUGE);
            long start = (address + HUGE - 1) & -HUGE, before = start - address;
            if (before > 0) unmap(address, before);
            unmap(start + pages, HUGE - before);
            call(ADVISE, start, pages, LINUX_HUGE, 0, 0);
            return start;
        }

        private static void unmap(MemorySegment pages) { unmap(pages.address(), pages.byteSize()); }
        private static void unmap(long address, long bytes) { call(UNMAP, address, bytes, 0, 0, 0); }
    }
}
