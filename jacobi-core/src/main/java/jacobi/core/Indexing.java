package jacobi.core;

import java.util.Arrays;
import jacobi.core.Index.Span;
import jacobi.lax.*;
import jacobi.lax.Scatter.Combine;

/** Reading and replacing parts of arrays. */
final class Indexing {
    private Indexing() {}

    // reading

    static Array get(Array x, Index... indices) { return get(x, Selection.of(x, indices)); }

    private static Array get(Array x, Selection s) {
        if (s.isAt()) return dynamicSlice(x, s, false).reshape(s.result());
        var block = block(x, s.spans());
        if (!s.hasArrays()) return block.reshape(s.result());
        if (s.scalarArrays()) return dynamicSlice(block, s, true).reshape(s.result());
        return gather(block, s).reshape(s.result());
    }

    /** The element, or the part, that leading indices address. */
    static Array get(Array x, long... indices) {
        int n = indices.length, rank = x.rank();
        if (n > rank) return get(x, Index.of(indices));
        long[] start = new long[rank], limit = x.shape().toArray();
        for (int i = 0; i < n; i++) {
            start[i] = Selection.place(x, indices[i], i);
            limit[i] = start[i] + 1;
        }
        return new Slice(Shape.of(start), Shape.of(limit), Shaping.ones(rank)).bind(x).reshape(x.shape().slice(n, rank));
    }

    /** The block that spans select: a slice, and what is walked backwards reversed. */
    private static Array block(Array x, Span[] spans) {
        long[] start = new long[spans.length], limit = new long[spans.length], stride = new long[spans.length];
        boolean whole = true;
        for (int i = 0; i < spans.length; i++) {
            var s = spans[i];
            start[i] = Math.min(s.low(), x.type().dim(i));
            limit[i] = s.count() == 0 ? start[i] : s.low() + (s.count() - 1) * s.stride() + 1;
            stride[i] = s.stride();
            whole &= s.count() == x.type().dim(i);
        }
        var slice = whole ? x : new Slice(Shape.of(start), Shape.of(limit), Shape.of(stride)).bind(x);
        return reversed(slice, spans);
    }

    private static Array reversed(Array block, Span[] spans) {
        return block.flip(block.type().axes().where(i -> spans[i].step() < 0).toArray());
    }

    /** The extents of what one index vector addresses: 1 along the axes that disappear. */
    private static Shape slice(Shape block, Axes addressed) {
        for (int a : addressed) block = block.with(a, 1);
        return block;
    }

    /** @param ofBlock whether the array is the block that the spans select */
    private static Array dynamicSlice(Array x, Selection s, boolean ofBlock) {
        return new DynamicSlice(slice(s.block(), s.arrayAxes()), s.bounds()).bind(joined(s.starts(ofBlock), x));
    }

    private static Array gather(Array block, Selection s) {
        var sizes = slice(block.shape(), s.addressed());
        var gather = new Gather(s.spanAxes(), s.addressed(), Axes.NONE, Axes.NONE, s.arrayAxes(), sizes, s.bounds());
        return gather.bind(block, s.vectors());
    }

    private static Array[] joined(Array[] last, Array... first) {
        var all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    static Array take(Array x, Array indices, int axis) {
        Absent.refused(indices, "take");
        return get(x, along(x, indices, Sides.axis(x, axis)));
    }

    /** Whole axes but for one. */
    private static Selection along(Array x, Array indices, int axis) {
        var all = new Index[x.rank()];
        Arrays.fill(all, Index.all());
        all[axis] = Index.at(indices);
        return Selection.of(x, all);
    }

    /** Every other axis is paired with the same axis of the indices. */
    static Array takeAlongAxis(Array x, Array indices, int axis) {
        Absent.refused(indices, "takeAlongAxis");
        int a = Sides.axis(x, axis);
        if (indices.rank() != x.rank()) throw new ShapeError("takeAlongAxis cannot take these indices")
                .expected("indices of rank %d", x.rank())
                .given("indices %s, array %s", indices.type(), x.type()).mend("use take, or reshape the indices")
                .at(Frame.user());
        var others = Shape.broadcast(x.shape().with(a, 1), indices.shape().with(a, 1));
        if (others == null) throw new ShapeError("takeAlongAxis cannot take these indices")
                .expected("extents that agree on all axes but %d", a)
                .given("indices %s, array %s", indices.type(), x.type()).mend("broadcast the indices").at(Frame.user());
        var from = x.broadcastTo(others.with(a, x.dim(a)));
        var places = along(from, indices.broadcastTo(others.with(a, indices.dim(a))), a);
        var batch = x.type().axes().minus(Axes.of(a));
        var gather = new Gather(Axes.NONE, Axes.of(a), batch, batch, Axes.of(a), Shaping.ones(x.rank()), places.bounds());
        return gather.bind(from, places.vectors());
    }

    // replacing

    static Array update(Array x, Combine combine, Array value, Index... indices) {
        Absent.refused(value, "an update");
        if (indices.length == 1 && indices[0] instanceof Index.Places p && p.isMask()) return masked(x, p.places, combine, value);
        var s = Selection.of(x, indices);
        var v = stretched(value, x, s);
        if (v.size() == 0) return x;
        if (!s.hasArrays()) return replace(x, s.spans(), combined(combine, x, s.spans(), v.reshape(s.block())));
        if (s.isWhole() || s.isAt()) return addressed(x, s, combine, v, false);
        return replace(x, s.spans(), addressed(block(x, s.spans()), s, combine, v, true));
    }

    private static Array masked(Array x, Array mask, Combine combine, Array value) {
        var v = value.convert(checked(value, x));
        if (Shape.broadcast(v.shape(), x.shape()) == null || v.rank() > x.rank()) throw misfit(v, x, x.shape());
        var whole = combine == Combine.SET ? v : combine.operation().bind(x, v.broadcastTo(x.shape()));
        return Array.where(Masks.widened(mask, x), whole, x);
    }

    private static DType checked(Array value, Array x) {
        if (DType.promote(value.dtype(), x.dtype()) != x.dtype()) throw new TypeError("an update would be narrowed")
                .expected("an update that %s can hold", x.dtype())
                .given("update %s, array %s", value.type(), x.type()).mend("convert one of them first").at(Frame.user());
        return x.dtype();
    }

    private static Array stretched(Array value, Array x, Selection s) {
        var v = value.convert(checked(value, x));
        var shape = s.result();
        if (v.rank() > shape.rank() || !shape.equals(Shape.broadcast(v.shape(), shape))) throw misfit(v, x, shape);
        return v.broadcastTo(shape);
    }

    private static JacobiError misfit(Array value, Array x, Shape shape) {
        return new ShapeError("an update does not fit its place").expected("an update that stretches to %s", shape)
                .given("update %s, array %s", value.type(), x.type()).mend("reshape the update, or index another part")
                .at(Frame.user());
    }

    private static Array combined(Combine combine, Array x, Span[] spans, Array v) {
        return combine == Combine.SET ? v : combine.operation().bind(block(x, spans), v);
    }

    /** x with a block replaced. */
    private static Array replace(Array x, Span[] spans, Array block) {
        var forward = reversed(block, spans);
        if (Arrays.stream(spans).allMatch(s -> s.stride() == 1 || s.count() == 1)) {
            var starts = Arrays.stream(spans).map(s -> Array.of(s.low())).toArray(Array[]::new);
            return new DynamicUpdateSlice(Bounds.CLAMP).bind(joined(starts, x, forward));
        }
        var pad = padding(x.shape(), spans);
        var inside = pad.bind(Array.ones(block.type().withDType(DType.PRED)), Array.of(false));
        return Select.where(inside, pad.bind(forward, Constant.of(x.dtype(), 0).bind()), x);
    }

    /** The padding that puts the elements of a block in their places in the whole. */
    private static Pad padding(Shape shape, Span[] spans) {
        long[] low = new long[spans.length], high = new long[spans.length], interior = new long[spans.length];
        for (int i = 0; i < spans.length; i++) {
            low[i] = spans[i].low();
            interior[i] = spans[i].stride() - 1;
            high[i] = shape.dim(i) - low[i] - (1 + (spans[i].count() - 1) * spans[i].stride());
        }
        return new Pad(low, high, interior);
    }

    /** An array, or the block that the spans select, with an update at the places of index arrays. */
    private static Array addressed(Array block, Selection s, Combine combine, Array value, boolean ofBlock) {
        if (s.scalarArrays()) {
            var update = value.reshape(slice(s.block(), s.arrayAxes()));
            var whole = combine == Combine.SET ? update : combine.operation().bind(dynamicSlice(block, s, ofBlock), update);
            return new DynamicUpdateSlice(s.bounds()).bind(joined(s.starts(ofBlock), block, whole));
        }
        return new Scatter(s.spanAxes(), s.addressed(), Axes.NONE, Axes.NONE, s.arrayAxes(), combine, s.bounds())
                .bind(block, s.vectors(), value.reshape(s.core()));
    }
}
