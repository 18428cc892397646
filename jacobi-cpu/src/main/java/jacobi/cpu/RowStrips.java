package jacobi.cpu;

import jacobi.cpu.loop.Index;

/**
 * A row in vectors for running results side by side: whole groups of {@code count} vectors, then single vectors, then the lanes
 * that are left. The vector that starts at element {@code v lanes} belongs to result {@code v} modulo {@code count}.
 */
record RowStrips(Index row, int lanes, int count) {
    /** Takes in the vectors of a strip, into the results from one on. */
    interface Body { void take(int first, Scope inside); }

    void write(Scope outside, Body body) {
        long n = row.extent(), group = (long) lanes * count, grouped = n - n % group, whole = n - n % lanes;
        var strip = new Strip(row, lanes, count, null);
        if (grouped > 0) LoopWriter.loop(outside, row, "0", Long.toString(grouped), group, strip, s -> body.take(0, s));
        for (long from = grouped; from < whole; from += lanes) single(outside, from, null, body);
        if (whole < n) single(outside, whole, Schedule.firstLanes(lanes, n - whole), body);
    }

    private void single(Scope outside, long from, String mask, Body body) {
        int result = (int) ((from / lanes) % count);
        LoopWriter.once(outside, row, Long.toString(from), new Strip(row, lanes, 1, mask), s -> body.take(result, s));
    }
}
