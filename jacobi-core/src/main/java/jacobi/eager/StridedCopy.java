package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;

/**
 * Copies a block of elements between two layouts, each given by an offset and a distance between neighbours along each axis, in
 * elements. Distances may be zero or negative. What broadcasts, permutes, cuts out, reverses, pads or joins arrays is one such
 * copy.
 */
final class StridedCopy {
    private final long[] dims, from, to;
    private final int width;
    private final MemorySegment source, target;

    /** @param width bytes of an element: 1, 2, 4, 8 or 16 */
    private StridedCopy(long[] dims, MemorySegment source, long[] from, MemorySegment target, long[] to, int width) {
        this.dims = dims;
        this.source = source;
        this.from = from;
        this.target = target;
        this.to = to;
        this.width = width;
    }

    /** A copy that is run at several places. @param width bytes of an element */
    static StridedCopy of(long[] dims, MemorySegment source, long[] from, MemorySegment target, long[] to, int width) {
        var merged = Merged.of(dims, from, to);
        return new StridedCopy(merged.dims, source, merged.from, target, merged.to, width);
    }

    /** @param at the first element of the source, @param put that of the target */
    void run(long at, long put) {
        for (long d : dims) if (d == 0) return;
        run(0, at, put);
    }

    /**
     * Copies {@code dims} elements; {@code from} and {@code to} are distances, {@code start} and {@code end} the offsets of the
     * first element.
     */
    static void copy(long[] dims, MemorySegment source, long start, long[] from, MemorySegment target, long end, long[] to,
            int width) {
        of(dims, source, from, target, to, width).run(start, end);
    }

    private void run(int axis, long at, long put) {
        if (axis == dims.length - 1) row(dims[axis], at, from[axis], put, to[axis]);
        else for (long i = 0; i < dims[axis]; i++) run(axis + 1, at + i * from[axis], put + i * to[axis]);
    }

    private void row(long n, long at, long step, long put, long pace) {
        if (step == 1 && pace == 1) MemorySegment.copy(source, at * width, target, put * width, n * width);
        else switch (width) {
            case 1 -> bytes(n, at, step, put, pace);
            case 2 -> shorts(n, at, step, put, pace);
            case 4 -> ints(n, at, step, put, pace);
            case 8 -> longs(n, at, step, put, pace);
            default -> pairs(n, at, step, put, pace);
        }
    }

    private void bytes(long n, long at, long step, long put, long pace) {
        for (long i = 0; i < n; i++) target.set(JAVA_BYTE, put + i * pace, source.get(JAVA_BYTE, at + i * step));
    }

    private void shorts(long n, long at, long step, long put, long pace) {
        for (long i = 0; i < n; i++) target.setAtIndex(JAVA_SHORT, put + i * pace, source.getAtIndex(JAVA_SHORT, at + i * step));
    }

    private void ints(long n, long at, long step, long put, long pace) {
        for (long i = 0; i < n; i++) target.setAtIndex(JAVA_INT, put + i * pace, source.getAtIndex(JAVA_INT, at + i * step));
    }

    private void longs(long n, long at, long step, long put, long pace) {
        for (long i = 0; i < n; i++) target.setAtIndex(JAVA_LONG, put + i * pace, source.getAtIndex(JAVA_LONG, at + i * step));
    }

    private void pairs(long n, long at, long step, long put, long pace) {
        for (long i = 0; i < n; i++) MemorySegment.copy(source, (at + i * step) * 16, target, (put + i * pace) * 16, 16);
    }

    /** The same block with fewer axes: those of extent 1 left out, neighbours that both layouts walk as one joined. */
    private record Merged(long[] dims, long[] from, long[] to) {
        static Merged of(long[] dims, long[] from, long[] to) {
            int most = Math.max(1, dims.length), rank = 0;
            var merged = new Merged(new long[most], new long[most], new long[most]);
            for (int i = 0; i < dims.length; i++) if (dims[i] != 1) rank = merged.add(rank, dims[i], from[i], to[i]);
            if (rank == 0) rank = merged.add(0, 1, 1, 1);
            return merged.first(rank);
        }

        private int add(int rank, long n, long step, long pace) {
            int last = rank - 1;
            if (rank > 0 && from[last] == n * step && to[last] == n * pace) dims[last] *= n;
            else dims[++last] = n;
            from[last] = step;
            to[last] = pace;
            return last + 1;
        }

        private Merged first(int rank) {
            return rank == dims.length ? this : new Merged(head(dims, rank), head(from, rank), head(to, rank));
        }

        private static long[] head(long[] x, int n) { return java.util.Arrays.copyOf(x, n); }
    }
}
