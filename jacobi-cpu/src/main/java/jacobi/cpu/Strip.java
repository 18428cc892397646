package jacobi.cpu;

import jacobi.cpu.loop.Index;

/**
 * How a loop variable runs over the lanes of vectors: {@code count} vectors of {@code lanes} lanes side by side.
 *
 * @param mask the lanes that count, an LLVM value, or null if all do; then count is 1
 * @param used how many lanes count, the first ones; 0 if that is not known
 */
record Strip(Index index, int lanes, int count, String mask, int used) {
    Strip(Index index, int lanes, int count, String mask) { this(index, lanes, count, mask, mask == null ? lanes : 0); }

    /** The first {@code n} of some lanes. */
    static Strip first(Index index, int lanes, int n) {
        return n == lanes ? new Strip(index, lanes, 1, null) : new Strip(index, lanes, 1, Schedule.firstLanes(lanes, n), n);
    }

    /** No vectors: single numbers. */
    static final Strip NONE = new Strip(null, 0, 1, null);
}
