package jacobi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.core.Index.Span;
import jacobi.lax.Bounds;
import jacobi.lax.Concatenate;

/**
 * Indices worked out for one array: each of its axes is walked in a span, and some axes besides are addressed by index arrays.
 * The spans select the block that the arrays address.
 */
final class Selection {
    /** What an index adds to the result: an axis of the array, a new one, or nothing. */
    private record Item(Kind kind, int axis) {}

    private enum Kind { SPAN, PLACE, ARRAY, NEW, REST }

    private final Array x;
    private final Span[] spans;
    private final Array[] arrays;
    private final List<Item> items = new ArrayList<>();
    private int axes;
    private boolean checked = true;
    private Shape common;

    private Selection(Array x) {
        this.x = x;
        spans = new Span[x.rank()];
        arrays = new Array[x.rank()];
    }

    static Selection of(Array x, Index... indices) {
        var selection = new Selection(x);
        int open = x.rank(), rests = 0, axis = 0;
        for (var i : indices) {
            open -= width(i);
            if (i instanceof Index.Rest) rests++;
        }
        if (open < 0 || rests > 1) throw tooMany(x, indices);
        for (var i : indices) {
            if (i instanceof Index.Rest) selection.rest(open);
            else if (i instanceof Index.Places p && p.isMask()) for (var along
                    : Masks.places(p.places, x, axis)) selection.add(along);
            else selection.add(i);
            axis += i instanceof Index.Rest ? open : width(i);
        }
        if (rests == 0) selection.addAll(open, Index.all());
        return selection;
    }

    /** How many axes of the array an index stands for; rest() stands for those that are left. */
    private static int width(Index i) {
        if (i instanceof Index.Places p && p.isMask()) return p.places.rank();
        return i instanceof Index.NewAxis || i instanceof Index.Rest ? 0 : 1;
    }

    private static JacobiError tooMany(Array x, Index... indices) {
        return new IndexError("too many indices")
                .expected("at most %d indices, one for each axis, and rest() at most once", x.rank())
                .given("indices %s, array %s", Arrays.toString(indices), x.type()).mend("leave some out, or reshape the array")
                .at(Frame.user());
    }

    /** Whole axes; even if they are none, they part the indices beside them. */
    private void rest(int open) {
        items.add(new Item(Kind.REST, axes));
        addAll(open, Index.all());
    }

    private void addAll(int times, Index index) { for (int i = 0; i < times; i++) add(index); }

    private void add(Index index) {
        switch (index) {
            case Index.NewAxis _ -> items.add(new Item(Kind.NEW, axes));
            case Index.Range r -> span(Kind.SPAN, r.on(x.type().dim(axes), axes));
            case Index.Place p -> span(Kind.PLACE, new Span(place(x, p.place, axes), 1, 1));
            case Index.Places p -> array(p.places);
            case Index.Rest _ -> throw JacobiError.bug("an ellipsis was not expanded");
        }
    }

    private void span(Kind kind, Span span) {
        spans[axes] = span;
        items.add(new Item(kind, axes++));
    }

    /** A place counted from the start. @throws IndexError if it is outside the axis */
    static long place(Array x, long place, int axis) {
        long n = x.type().dim(axis);
        if (place < -n || place >= n) throw new IndexError("an index is outside its axis")
                .expected(n == 0 ? "no index: axis %3$d is empty" : "an index between %d and %d on axis %d", -n, n - 1, axis)
                .given("index %d, array %s", place, x.type()).mend("keep the index inside the axis").at(Frame.user());
        return place < 0 ? place + n : place;
    }

    private void array(Array places) {
        if (!places.dtype().isInteger()) throw new TypeError("an index is not an integer").expected("an integer array, or a pred")
                .given("indices %s", places.type()).mend("convert it to s64").at(Frame.user());
        long n = x.type().dim(axes);
        if (places instanceof DenseArray d && places.rank() == 0 && !Trace.isStaging()) add(Index.at(d.itemLong()));
        else {
            arrays[axes] = places instanceof DenseArray d ? known(d) : asked(places, n);
            span(Kind.ARRAY, new Span(0, n, 1));
        }
    }

    /** Indices whose numbers are known, checked now. */
    private Array known(DenseArray places) {
        var counted = places.toLongArray();
        for (int i = 0; i < counted.length; i++) counted[i] = place(x, counted[i], axes);
        return Creation.vector(counted).reshaped(places.shape());
    }

    private Array asked(Array places, long n) {
        checked = false;
        var wide = places.convert(DType.S64);
        return places.dtype().isUnsigned() ? wide : Array.where(wide.lt(0), wide.plus(n), wide);
    }

    /** What happens at an index outside: index arrays with known numbers have been checked. */
    Bounds bounds() { return checked ? Bounds.CLAMP : Bounds.ERROR; }

    Span[] spans() { return spans; }

    boolean hasArrays() {
        for (var a : arrays) if (a != null) return true;
        return false;
    }

    boolean scalarArrays() {
        for (var a : arrays) if (a != null && a.rank() > 0) return false;
        return true;
    }

    /** Whether the spans leave nothing out and turn nothing round. */
    boolean isWhole() {
        for (int i = 0; i < spans.length; i++) if (!spans[i].isWhole(x.type().dim(i))) return false;
        return true;
    }

    /** Whether what is selected is a block of the array as it stands, at a place that scalars tell. */
    boolean isAt() {
        for (var s : spans) if (s.step() != 1) return false;
        return hasArrays() && scalarArrays();
    }

    /** The shape of the block. */
    Shape block() {
        var dims = new long[spans.length];
        for (int i = 0; i < dims.length; i++) dims[i] = spans[i].count();
        return Shape.of(dims);
    }

    /** The axes that disappear from the block: those of places and of arrays. */
    Axes addressed() { return axes(Kind.PLACE, Kind.ARRAY); }
    Axes arrayAxes() { return axes(Kind.ARRAY, Kind.ARRAY); }

    private Axes axes(Kind a, Kind b) {
        var found = new int[spans.length];
        int n = 0;
        for (var i : items) if (i.kind == a || i.kind == b) found[n++] = i.axis;
        return Axes.of(Arrays.copyOf(found, n));
    }

    /** For each axis of the block the place that a scalar index asks for, or 0; of the array itself, where the span starts. */
    Array[] starts(boolean ofBlock) {
        var starts = new Array[arrays.length];
        for (int i = 0; i < starts.length; i++)
            starts[i] = arrays[i] != null ? arrays[i] : Array.of(ofBlock ? 0 : spans[i].low());
        return starts;
    }

    /** The shape to which the index arrays are stretched. */
    Shape common() {
        if (common == null) common = Operands.common("an index", present());
        return common;
    }

    private Array[] present() { return Arrays.stream(arrays).filter(a -> a != null).toArray(Array[]::new); }

    /** The index arrays side by side along a new last axis. */
    Array vectors() {
        var present = present();
        int last = common().rank();
        for (int i = 0; i < present.length; i++) present[i] = present[i].broadcastTo(common).expandDims(last);
        return present.length == 1 ? present[0] : new Concatenate(last).bind(present);
    }

    /** Whether places and index arrays stand side by side. */
    private boolean together() {
        int runs = 0;
        boolean inside = false;
        for (var i : items) {
            boolean addressed = i.kind == Kind.PLACE || i.kind == Kind.ARRAY;
            if (addressed && !inside) runs++;
            inside = addressed;
        }
        return runs == 1;
    }

    /** Where among the axes that remain the axes of the index arrays stand. */
    private int position() {
        if (!together()) return 0;
        int before = 0;
        for (var i : items) {
            if (i.kind == Kind.PLACE || i.kind == Kind.ARRAY) break;
            if (i.kind == Kind.SPAN) before++;
        }
        return before;
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
        var shape = Shape.SCALAR;
        boolean pending = hasArrays(), together = together();
        for (var i : items) {
            boolean here = i.kind == Kind.PLACE || i.kind == Kind.ARRAY || !together;
            if (pending && here) shape = shape.concat(common());
            pending &= !here;
            if (i.kind == Kind.NEW) shape = shape.append(1);
            if (i.kind == Kind.SPAN) shape = shape.append(spans[i.axis].count());
        }
        return shape;
    }
}
