package jacobi.testing;

import jacobi.core.*;
import jacobi.lax.*;
import jacobi.lax.Scatter.Combine;
import jacobi.testing.RandomValues.Value;

/** What is read and written at places that are computed: elements, rows, windows and blocks, in all bounds. */
final class RandomLookups extends RandomFamily {
    private static final Combine[] OF_FLOATS = {Combine.SET, Combine.SET, Combine.ADD, Combine.ADD, Combine.MULTIPLY, Combine.MIN,
        Combine.MAX};

    private final RandomPlaces places;

    RandomLookups(RandomValues values) {
        super(values);
        this.places = new RandomPlaces(values);
    }

    void step() {
        var x = any(v -> v.array().rank() > 0 && v.array().size() > 0);
        if (x == null) return;
        switch (below(7)) {
            case 0 -> gatherAlong(x, below(x.array().rank()));
            case 1 -> gatherRows(x, new Rows(x.shape()));
            case 2 -> gatherPoints(x);
            case 3 -> block(x);
            case 4 -> add(update(x, Combine.SET));
            default -> {
                if (x.array().dtype() == DType.PRED) return;
                var combine = x.isFloat() ? OF_FLOATS[below(OF_FLOATS.length)] : Combine.values()[below(5)];
                var y = update(x, combine);
                add(x.isFloat() && !y.exact() ? y.array().tanh() : y.array(), y.exact());
            }
        }
    }

    private void add(Value v) { add(v.array(), v.exact()); }

    // reading

    private void gatherAlong(Value x, int axis) {
        var shape = along(x.shape(), axis);
        if (shape.size() > values.largest) return;
        var i = places.of(x.shape().dim(axis), shape).reshape(shape.append(1));
        add(finite(Gather.along(axis, x.shape(), places.bounds()).bind(x.array(), i)), x.exact());
    }

    private Shape along(Shape x, int axis) { return flip() ? x : x.with(axis, 1 + below(6)); }

    /** Windows along one axis, at a batch of places; of extent one, they may lose that axis. */
    private final class Rows {
        final int axis;
        final Shape batch, window, both;
        final boolean keep;
        private final long count;

        Rows(Shape x) {
            axis = below(x.rank());
            batch = values.shape(below(3));
            long n = below(4) == 0 ? 1 + values.random.nextLong(x.dim(axis)) : 1;
            count = x.dim(axis) - n + 1;
            keep = n > 1 || flip();
            window = x.with(axis, n);
            both = batch.concat(keep ? window : window.without(Axes.of(axis)));
        }

        boolean fits() { return both.size() <= values.largest; }
        Axes windowAxes() { return Axes.range(batch.rank(), both.rank()); }
        Axes lost() { return keep ? Axes.NONE : Axes.of(axis); }
        Array indices() { return places.of(count, batch).reshape(batch.append(1)); }
    }

    private void gatherRows(Value x, Rows r) {
        if (!r.fits()) return;
        var i = r.indices();
        var gather = new Gather(r.windowAxes(), r.lost(), Axes.NONE, Axes.NONE, Axes.of(r.axis), r.window, places.bounds());
        add(finite(gather.bind(x.array(), i)), x.exact());
    }

    private void gatherPoints(Value x) {
        var batch = values.shape(1 + below(2));
        var all = x.shape().axes();
        var ones = Shape.of(x.shape().stream().map(_ -> 1).toArray());
        var gather = new Gather(Axes.NONE, all, Axes.NONE, Axes.NONE, all, ones, places.bounds());
        add(finite(gather.bind(x.array(), places.points(x.shape(), batch))), x.exact());
    }

    private void block(Value x) {
        var sizes = sizes(x.shape());
        var slice = new DynamicSlice(Shape.of(sizes), places.bounds());
        add(finite(slice.bind(joined(places.starts(x.shape(), sizes), x.array()))), x.exact());
    }

    private long[] sizes(Shape x) {
        return x.stream().map(n -> flip() ? n : flip() ? 1 : 1 + values.random.nextLong(n)).toArray();
    }

    // writing

    /** x with some elements written: nothing where it is not too large. */
    Value update(Value x, Combine combine) {
        int kind = x.array().dtype() == DType.PRED ? 0 : combine == Combine.SET ? below(4) : 1 + below(3);
        return switch (kind) {
            case 0 -> updateBlock(x);
            case 1 -> scatterAlong(x, below(x.array().rank()), combine);
            case 2 -> scatterRows(x, new Rows(x.shape()), combine);
            default -> scatterPoints(x, combine);
        };
    }

    private Value updateBlock(Value x) {
        var sizes = sizes(x.shape());
        var starts = places.starts(x.shape(), sizes);
        var u = updates(x, Shape.of(sizes));
        return new Value(new DynamicUpdateSlice(places.bounds()).bind(joined(starts, x.array(), u.array())),
                x.exact() && u.exact());
    }

    private Value scatterAlong(Value x, int axis, Combine combine) {
        var shape = along(x.shape(), axis);
        if (shape.size() > values.largest) return x;
        var others = x.shape().axes().minus(Axes.of(axis));
        var i = places.of(x.shape().dim(axis), shape).reshape(shape.append(1));
        return written(x, new Scatter(Axes.NONE, Axes.of(axis), others, others, Axes.of(axis), combine, places.bounds()),
                i, shape);
    }

    private Value scatterRows(Value x, Rows r, Combine combine) {
        if (!r.fits()) return x;
        var i = r.indices();
        return written(x, new Scatter(r.windowAxes(), r.lost(), Axes.NONE, Axes.NONE, Axes.of(r.axis), combine, places.bounds()),
                i, r.both);
    }

    private Value scatterPoints(Value x, Combine combine) {
        var batch = values.shape(1 + below(2));
        var i = places.points(x.shape(), batch);
        var all = x.shape().axes();
        return written(x, new Scatter(Axes.NONE, all, Axes.NONE, Axes.NONE, all, combine, places.bounds()), i, batch);
    }

    private Value written(Value x, Scatter scatter, Array indices, Shape shape) {
        var u = updates(x, shape);
        boolean sums = x.isFloat() && (scatter.combine() == Combine.ADD || scatter.combine() == Combine.MULTIPLY);
        return new Value(scatter.bind(x.array(), indices, u.array()), x.exact() && u.exact() && !sums);
    }

    /** What is written: small where it is of floats and computed, for rounds that add. */
    private Value updates(Value x, Shape shape) {
        var u = any(c -> c.array().dtype() == x.array().dtype() && c.shape().equals(shape));
        if (u == null) u = any(c -> c.array().dtype() == x.array().dtype());
        if (u == null) u = x;
        var y = fit(u.array(), shape);
        return u.isFloat() && !u.exact() ? new Value(y.tanh(), false) : new Value(y, u.exact());
    }
}
