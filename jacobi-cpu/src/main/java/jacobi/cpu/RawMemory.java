package jacobi.cpu;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * Words at addresses that the caller owns: the whole memory as one constant segment, whose checks the JVM's compiler leaves out.
 * A segment of its own for each block costs more to ask than a small array to copy.
 */
final class RawMemory {
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private RawMemory() {}

    static long get(long address) { return ALL.get(JAVA_LONG, address); }

    static void set(long address, long word) { ALL.set(JAVA_LONG, address, word); }

    static void write(long[] words, long address) {
        for (int i = 0; i < words.length; i++) ALL.set(JAVA_LONG, address + 8L * i, words[i]);
    }

    static void read(long address, long[] words) {
        for (int i = 0; i < words.length; i++) words[i] = ALL.get(JAVA_LONG, address + 8L * i);
    }
}
