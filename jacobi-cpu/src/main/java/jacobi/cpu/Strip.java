package jacobi.cpu;

import jacobi.cpu.loop.Index;

/**
 * How a loop variable runs over the lanes of vectors: {@code count} vectors of {@code lanes} lanes side by side.
 *
 * @param mask the lanes that count, an LLVM value, or null if all do; then count is 1
 */
record Strip(Index index, int lanes, int count, String mask) {
    /** No vectors: single numbers. */
    static final Strip NONE = new Strip(null, 0, 1, null);
}
