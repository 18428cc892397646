package jacobi.core;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;
import com.sun.management.OperatingSystemMXBean;

/**
 * How much off-heap memory arrays may take: {@code -Djacobi.memory.limit} or {@code JACOBI_MEMORY_LIMIT}, in bytes or with a
 * suffix K, M, G or T; else three quarters of what the machine, or the container, has.
 */
final class MemoryLimit {
    /** So much is never worth a question, nor a collection. */
    static final long QUIET = 64 << 20;

    private MemoryLimit() {}

    private static volatile long found;                 // 0 while unknown

    /** Found out when first asked for, because asking the machine takes some milliseconds. */
    static long bytes() {
        if (found == 0) found = configured();
        return found;
    }

    /** The most that is kept for later. */
    static long kept() { return Memory.bytesKept() <= QUIET ? QUIET : Math.max(QUIET, bytes() / 8); }

    private static long configured() {
        var text = System.getProperty("jacobi.memory.limit", System.getenv("JACOBI_MEMORY_LIMIT"));
        return text == null || text.isBlank() ? machine() / 4 * 3 : parse(text.strip());
    }

    private static long machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof OperatingSystemMXBean os ? os.getTotalMemorySize() : Runtime.getRuntime().maxMemory();
    }

    static long parse(String text) {
        long bytes = size(text);
        if (bytes > 0) return bytes;
        throw new DomainError("the memory limit is not a size").expected("a number of bytes above 0, or one with K, M, G or T")
                .given("%s", text).mend("set jacobi.memory.limit, or JACOBI_MEMORY_LIMIT, to something like 8G").at(Frame.user());
    }

    /** Bytes; -1 for what is no size. */
    private static long size(String setting) {
        var text = setting.toUpperCase(Locale.ROOT);
        try {
            int power = "KMGT".indexOf(text.charAt(text.length() - 1)) + 1;
            return Math.multiplyExact(Long.parseLong(power == 0 ? text : text.substring(0, text.length() - 1)), 1L << 10 * power);
        } catch (ArithmeticException | NumberFormatException e) {
            return -1;
        }
    }

    static String words(long bytes) {
        if (bytes < 10 << 10) return bytes + " bytes";
        if (bytes < 10 << 20) return (bytes >> 10) + " KiB";
        return bytes < 10L << 30 ? (bytes >> 20) + " MiB" : (bytes >> 30) + " GiB";
    }

    /** Collects, and waits until cleaning has brought the use down to a goal, or has stood still for a moment. */
    static void collect(LongSupplier used, long goal) { collect(used, goal, 20_000_000); }

    /** As {@link #collect}, but on a busy machine, where the cleaner may be late, waits longer and collects again. */
    static void collectPatiently(LongSupplier used, long goal) {
        for (int round = 0; round < 3 && used.getAsLong() > goal; round++) collect(used, goal, 150_000_000);
    }

    private static synchronized void collect(LongSupplier used, long goal, long patience) {
        System.gc();
        long least = used.getAsLong(), since = System.nanoTime();
        while (used.getAsLong() > goal && System.nanoTime() - since < patience && pause()) {
            long now = used.getAsLong();
            if (now < least) since = System.nanoTime();
            least = Math.min(least, now);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
