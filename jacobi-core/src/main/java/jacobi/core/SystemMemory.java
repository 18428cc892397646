package jacobi.core;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory that lives as long as an arena. Large chunks are pages of the system where native access is enabled: those are neither
 * zeroed here nor counted against the runtime's limit of direct memory. All else, and everything where native access would
 * print a warning, comes from the Java runtime. (Asking for huge pages was tried: the first touch became several times slower.)
 */
final class SystemMemory {
    private static final long LINE = 64, PAGE = 4096, LARGE = 2 << 20;

    private SystemMemory() {}

    static MemorySegment allocate(long bytes, Arena arena) {
        if (bytes < LARGE) return arena.allocate(bytes, LINE);
        return Pages.USABLE ? Pages.map(bytes, arena) : arena.allocate(bytes, PAGE);
    }

    /** POSIX mmap and munmap. */
    @SuppressWarnings("restricted") // used only where native access is enabled
    private static final class Pages {
        private static final int READ_AND_WRITE = 3, PRIVATE = 2, LINUX_ANONYMOUS = 0x20, MAC_ANONYMOUS = 0x1000;
        private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
        private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
        static final boolean USABLE = (LINUX || MAC) && Pages.class.getModule().isNativeAccessEnabled();

        private static final MethodHandle MAP = call("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_LONG);
        private static final MethodHandle UNMAP = call("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);

        private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
            if (!USABLE) return null;
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
        }

        static MemorySegment map(long bytes, Arena arena) {
            try {
                int flags = PRIVATE | (LINUX ? LINUX_ANONYMOUS : MAC_ANONYMOUS);
                long address = (long) MAP.invokeExact(0L, bytes, READ_AND_WRITE, flags, -1, 0L);
                if (address == -1) throw new OutOfMemoryError("mmap of " + bytes + " bytes");
                return MemorySegment.ofAddress(address).reinterpret(bytes, arena, Pages::unmap);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw new LinkageError("mmap", e);
            }
        }

        private static void unmap(MemorySegment pages) {
            try {
                int _ = (int) UNMAP.invokeExact(pages.address(), pages.byteSize());
            } catch (Throwable e) {
                throw new LinkageError("munmap", e);
            }
        }
    }
}
