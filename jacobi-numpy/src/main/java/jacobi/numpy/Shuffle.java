package jacobi.numpy;

import jacobi.core.*;
import jacobi.lax.*;

/** Random orders: sorted by random words, as often as makes equal words unlikely to matter. */
final class Shuffle {
    private Shuffle() {}

    /** The lines of x along an axis, all in one random order, or each in its own. */
    static Array along(Key key, Array x, int axis, boolean independent) {
        Absent.refused(key, "permutation", "a key");
        if (independent || x.rank() == 1) return sorted(key, x, axis);
        return x.take(sorted(key, Array.arange(x.shape().dim(axis)), 0), axis);
    }

    private static Array sorted(Key key, Array x, int axis) {
        var sort = new Sort(axis, 1);
        for (int round = 0; round < rounds(x.size()); round++) {
            var keys = key.split();
            key = keys.get(0);
            x = sort.bindAll(Threefry.bits(keys.get(1), x.shape(), DType.U32), x)[1];
        }
        return x;
    }

    /** So many that all orders of {@code size} elements could come out: 2³² to this power is at least size³. */
    private static int rounds(long size) { return (int) Math.ceil(3 * Math.log(Math.max(1, size)) / Math.log(0xFFFFFFFFL)); }
}
