package jacobi.core;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What may stand between the brackets of an indexed array, one for each axis; axes that are not named are taken whole. Meant for
 * a static import: {@code x.get(at(0), range(1, 3), all(), newAxis())}. Negative numbers count from the end. A range outside its
 * axis is an error, not cut. Arrays of indices are stretched to one shape, and its axes stand where the arrays stood if they
 * stood side by side, else first.
 */
public abstract sealed class Index {
    private Index() {}

    /** One place: the axis disappears. */
    public static Index at(long place) { return new Place(place); }
    /** Places given by an integer array, which may be traced; or those where a pred holds, over as many axes as it has. */
    public static Index at(Array places) { return new Places(Absent.refused(places, "an index")); }
    /** The places start, start + 1, …, stop - 1. */
    public static Range range(long start, long stop) { return new Range(start, stop, 1); }
    /** From {@code start} in steps as long as {@code stop} is not reached; a negative step goes backwards. */
    public static Range range(long start, long stop, long step) { return new Range(start, stop, step); }
    /** From a place to the end. */
    public static Range from(long start) { return new Range(start, null, 1); }
    /** Up to, and without, a place. */
    public static Range to(long stop) { return new Range(null, stop, 1); }
    /** The whole axis. */
    public static Range all() { return new Range(null, null, 1); }
    /** An axis of extent 1 put in here. */
    public static Index newAxis() { return NewAxis.ONE; }
    /** As many whole axes as are not named otherwise. */
    public static Index rest() { return Rest.ONE; }

    static Index[] of(long... places) { return LongStream.of(places).mapToObj(Index::at).toArray(Index[]::new); }
    static Index[] of(Array... places) { return Arrays.stream(places).map(Index::at).toArray(Index[]::new); }

    static final class Place extends Index {
        final long place;

        Place(long place) { this.place = place; }

        @Override public String toString() { return Long.toString(place); }
    }

    static final class Places extends Index {
        final Array places;

        Places(Array places) { this.places = places; }

        boolean isMask() { return places.dtype() == DType.PRED; }

        @Override public String toString() { return places.type().toString(); }
    }

    static final class NewAxis extends Index {
        static final NewAxis ONE = new NewAxis();

        @Override public String toString() { return "newAxis"; }
    }

    static final class Rest extends Index {
        static final Rest ONE = new Rest();

        @Override public String toString() { return "..."; }
    }

    /** Places in even steps; an end that is not given is the end of the axis. */
    public static final class Range extends Index {
        private final Long start, stop;
        private final long step;

        Range(Long start, Long stop, long step) {
            this.start = start;
            this.stop = stop;
            this.step = step;
        }

        /** The same ends with another step, such as {@code all().step(-1)}, the axis backwards. */
        public Range step(long other) { return new Range(start, stop, other); }

        @Override public String toString() { return word(start) + ":" + word(stop) + (step == 1 ? "" : ":" + step); }
        private static String word(Long end) { return end == null ? "" : end.toString(); }

        /** The places on an axis of n elements. @throws IndexError if an end is outside */
        Span on(long n, int axis) {
            if (step == 0) throw error("a step that is not 0", n, axis, "take at(…) for one place");
            long least = step > 0 ? 0 : -1, most = step > 0 ? n : n - 1;
            long first = start != null ? counted(start, n) : step > 0 ? 0 : n - 1;
            long last = stop != null ? counted(stop, n) : step > 0 ? n : -1;
            if (first < 0 || first > Math.max(most, 0) || last < least || last > n)
                throw error("places between %d and %d".formatted(-n, n), n, axis, "keep the range inside, or leave an end open");
            long count = step > 0 ? Math.ceilDiv(last - first, step) : Math.ceilDiv(first - last, -step);
            if (count < 0) throw error("a start not beyond the stop", n, axis, "exchange the ends, or turn the step");
            return new Span(first, count, step);
        }

        private static long counted(long place, long n) { return place < 0 ? place + n : place; }

        private JacobiError error(String expected, long n, int axis, String mend) {
            return new IndexError("a range does not fit its axis").expected("%s", expected)
                    .given("range %s of axis %d of extent %d", this, axis, n)
                    .mend("%s", mend).at(Frame.user());
        }
    }

    /** Places {@code first, first + step, …}, {@code count} of them. */
    record Span(long first, long count, long step) {
        boolean isWhole(long n) { return first == 0 && count == n && step == 1; }
        /** The lowest place. */
        long low() { return step > 0 || count == 0 ? first : first + (count - 1) * step; }
        /** The distance between neighbours. */
        long stride() { return Math.abs(step); }
    }
}
