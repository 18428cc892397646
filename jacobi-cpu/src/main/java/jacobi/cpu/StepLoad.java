package jacobi.cpu;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import jacobi.core.DType;

/**
 * Reads vectors whose lanes lie a few elements apart, or one by one backwards: as whole vectors that cover them, from which the
 * lanes are picked. Of lanes {@code step} apart these are either the groups of {@code step} elements that hold a lane each, so
 * that loads at other {@link Phase phases} of the groups read the same vectors; or none but what lies between the first lane
 * and the last.
 *
 * @param base       the memory
 * @param attributes of the loads
 * @param step       how far apart lanes lie, one that {@link #fits}
 * @param phase      where in its group a lane lies, or {@link Phase#NONE}
 */
record StepLoad(DType dtype, String base, String attributes, int lanes, long step, long phase, Text text) {
    /** Elements apart above which more would be read than is used. */
    private static final long WIDEST = 4;

    /** Whether lanes this far apart are better picked from whole vectors than gathered. */
    static boolean fits(long step, int lanes) { return lanes >= WIDEST && (step == -1 || 2 <= step && step <= WIDEST); }

    /** Vector {@code s} of a strip, the first lane, or its group, of the first of which lies at a place. */
    String load(String place, int s) {
        long start = step * s * lanes;
        if (step < 0) {
            var whole = whole(place, start - (lanes - 1));
            return picked(whole, whole, LongStream.range(0, lanes).map(k -> lanes - 1 - k));
        }
        String lanesSoFar = whole(place, start);
        for (int part = 1; part < step; part++) {
            int own = part;
            lanesSoFar = picked(lanesSoFar, whole(place, start + from(part)), LongStream.range(0, lanes).map(k -> part(k) == own
                    ? lanes + at(k) - from(own) : part(k) < own && own > 1 ? k : Math.min(at(k), lanes - 1)));
        }
        return lanesSoFar;
    }

    /** Where a lane lies. */
    private long at(long lane) { return lane * step + Math.max(phase, 0); }

    /** Where a part starts: one after another, but for the last where there are no groups, which ends with the last lane. */
    private long from(int part) {
        return part < step - 1 || phase != Phase.NONE ? (long) part * lanes : step * (lanes - 1) + 1 - lanes;
    }

    /** The part that holds a lane. */
    private int part(long lane) { return (int) Math.min(at(lane) / lanes, step - 1); }

    private String whole(String place, long offset) {
        var memory = Lanes.memory(dtype);
        var pointer = text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + place);
        if (offset != 0) pointer = text.let("getelementptr " + memory + ", ptr " + pointer + ", i64 " + offset);
        return text.let("load " + Lanes.type(memory, lanes) + ", ptr " + pointer + ", align " + dtype.bytes() + attributes);
    }

    private String picked(String x, String y, LongStream order) {
        var type = Lanes.type(Lanes.memory(dtype), lanes);
        return text.let("shufflevector " + type + " " + x + ", " + type + " " + y + ", <" + lanes + " x i32> <"
                + order.mapToObj(i -> "i32 " + i).collect(Collectors.joining(", ")) + ">");
    }
}
