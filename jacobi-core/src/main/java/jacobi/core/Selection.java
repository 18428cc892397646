package jacobi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import jacobi.core.Index.Span;

/**
 * Indices worked out for one array: each of its axes is walked in a span, and some axes besides are addressed by index arrays.
 * The spans select the block that the arrays address.
 */
final class Selection {
    /** What an index adds to the result: an axis of the array, or a new one. */
    private record Item(Kind kind, int axis) {}

    private enum Kind { SPAN, PLACE, ARRAY, NEW }

    private final Array x;
    private final Span[] spans;
    private final Array[] arrays;
    private final List<Item> items = new ArrayList<>();

    private Selection(Array x) {
        this.x = x;
        spans = new Span[x.rank()];
        arrays = new Array[x.rank()];
    }

    static Selection of(Array x, Index... indices) {
        var selection = new Selection(x);
        for (var i : expanded(x, indices)) selection.add(i);
        return selection;
    }

    /** As many indices as axes, beside new ones: masks made places, the rest made whole axes. */
    private static List<Index> expanded(Array x, Index... indices) {
        var list = new ArrayList<Index>();
        for (var i : indices) {
            if (i instanceof Index.Places p && p.isMask()) list.addAll(Masks.places(p.places, x, list.size()));
            else list.add(i);
        }
        long named = list.stream().filter(i -> !(i instanceof Index.NewAxis) && !(i instanceof Index.Rest)).count();
        long rests = list.stream().filter(i -> i instanceof Index.Rest).count();
        if (named > x.rank() || rests > 1) throw new IndexError("too many indices")
                .expected(rests > 1 ? "rest() at most once" : "at most %d indices, one for each axis", x.rank())
                .given("indices %s, array %s", Arrays.toString(indices), x.type()).mend("leave some out, or reshape the array")
                .at(Frame.user());
        if (rests == 0) list.add(Index.rest());
        int at = list.indexOf(Index.rest());
        list.remove(at);
        for (long i = named; i < x.rank(); i++) list.add(at, Index.all());
        return list;
    }

    private int axes() { return (int) items.stream().filter(i -> i.kind != Kind.NEW).count(); }

    private void add(Index index) {
        int axis = axes();
        switch (index) {
            case Index.NewAxis _ -> items.add(new Item(Kind.NEW, axis));
            case Index.Range r -> span(Kind.SPAN, axis, r.on(x.type().dim(axis), axis));
            case Index.Place p -> span(Kind.PLACE, axis, new Span(place(x, p.place, axis), 1, 1));
            case Index.Places p -> array(axis, p.places);
            case Index.Rest _ -> throw JacobiError.bug("an ellipsis was not expanded");
        }
    }

    private void span(Kind kind, int axis, Span span) {
        spans[axis] = span;
        items.add(new Item(kind, axis));
    }

    /** A place counted from the start. @throws IndexError if it is outside the axis */
    static long place(Array x, long place, int axis) {
        long n = x.type().dim(axis);
        if (place < -n || place >= n) throw new IndexError("an index is outside its axis")
                .expected(n == 0 ? "no index: axis %3$d is empty" : "an index between %d and %d on axis %d", -n, n - 1, axis)
                .given("index %d, array %s", place, x.type()).mend("keep the index inside the axis").at(Frame.user());
        return place < 0 ? place + n : place;
    }

    private void array(int axis, Array places) {
        if (!places.dtype().isInteger()) throw new TypeError("an index is not an integer").expected("an integer array, or a pred")
                .given("indices %s", places.type()).mend("convert it to s64").at(Frame.user());
        long n = x.type().dim(axis);
        spans[axis] = new Span(0, n, 1);
        var wide = places.convert(DType.S64);
        arrays[axis] = places.dtype().isUnsigned() ? wide : Array.where(wide.lt(0), wide.plus(n), wide);
        items.add(new Item(Kind.ARRAY, axis));
    }

    Array array() { return x; }
    Span[] spans() { return spans; }

    boolean hasArrays() { return Arrays.stream(arrays).anyMatch(a -> a != null); }
    boolean scalarArrays() { return Arrays.stream(arrays).allMatch(a -> a == null || a.rank() == 0); }

    /** Whether the spans leave nothing out and turn nothing round. */
    boolean isWhole() {
        for (int i = 0; i < spans.length; i++) if (!spans[i].isWhole(x.type().dim(i))) return false;
        return true;
    }

    /** The shape of the block. */
    Shape block() { return Shape.of(Arrays.stream(spans).mapToLong(Span::count).toArray()); }

    /** The axes that disappear from the block: those of places and of arrays. */
    Axes addressed() { return axes(Kind.PLACE, Kind.ARRAY); }
    Axes arrayAxes() { return axes(Kind.ARRAY, Kind.ARRAY); }

    private Axes axes(Kind a, Kind b) {
        return Axes.of(items.stream().filter(i -> i.kind == a || i.kind == b).mapToInt(Item::axis).toArray());
    }

    /** For each axis of the block the place that a scalar index asks for, or 0. */
    Array[] starts() {
        var starts = new Array[arrays.length];
        for (int i = 0; i < starts.length; i++) starts[i] = arrays[i] == null ? Array.of(0L) : arrays[i];
        return starts;
    }

    /** The shape to which the index arrays are stretched. */
    Shape common() { return Operands.common("an index", Arrays.stream(arrays).filter(a -> a != null).toArray(Array[]::new)); }

    /** The index arrays side by side along a new last axis. */
    Array vectors() {
        var shape = common();
        return Array.stack(shape.rank(), Arrays.stream(arrays).filter(a -> a != null).map(a -> a.broadcastTo(shape)).toList());
    }

    /** Where among the axes that remain the axes of the index arrays stand. */
    int position() {
        var places = addressedItems();
        boolean together = places[places.length - 1] - places[0] == places.length - 1;
        return together ? (int) items.subList(0, places[0]).stream().filter(i -> i.kind == Kind.SPAN).count() : 0;
    }

    private int[] addressedItems() {
        return java.util.stream.IntStream.range(0, items.size())
                .filter(i -> items.get(i).kind == Kind.ARRAY || items.get(i).kind == Kind.PLACE).toArray();
    }

    /** The axes of the result, new ones left out, that are axes of the array. */
    Axes spanAxes() {
        int before = position(), rank = common().rank(), count = axes(Kind.SPAN, Kind.SPAN).size();
        return Axes.upTo(before).concat(Axes.range(before + rank, count + rank));
    }

    /** The shape of the result without new axes. */
    Shape core() {
        var kept = block().select(axes(Kind.SPAN, Kind.SPAN));
        if (!hasArrays()) return kept;
        int at = position();
        return kept.slice(0, at).concat(common()).concat(kept.slice(at, kept.rank()));
    }

    /** The shape of the result. */
    Shape result() {
        var dims = new ArrayList<Long>();
        var addressed = addressedItems();
        boolean together = addressed.length > 0 && addressed[addressed.length - 1] - addressed[0] == addressed.length - 1;
        var common = hasArrays() ? common() : Shape.SCALAR;
        if (!together) common.stream().forEach(dims::add);
        for (int i = 0; i < items.size(); i++) {
            if (together && i == addressed[0]) common.stream().forEach(dims::add);
            switch (items.get(i).kind) {
                case NEW -> dims.add(1L);
                case SPAN -> dims.add(spans[items.get(i).axis].count());
                case PLACE, ARRAY -> {}
            }
        }
        return Shape.of(dims.stream().flatMapToLong(LongStream::of).toArray());
    }
}
