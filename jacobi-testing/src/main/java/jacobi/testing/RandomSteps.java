package jacobi.testing;

import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** Single steps of a random program, one primitive or a few each, without control flow. */
final class RandomSteps extends RandomFamily {
    /** How many kinds of steps there are. */
    static final int KINDS = 17;

    RandomSteps(RandomValues values) { super(values); }

    void step(int kind) {
        switch (kind) {
            case 0, 1 -> unary();
            case 2, 3, 4 -> binary();
            case 5 -> compareAndSelect();
            case 6 -> convert();
            case 7 -> broadcast();
            case 8 -> rearrange();
            case 9 -> slice();
            case 10 -> padOrConcatenate();
            case 11 -> reduce();
            case 12 -> cumulative();
            case 13 -> order();
            case 14 -> contract();
            case 15 -> index();
            default -> block();
        }
    }

    // elementwise

    private static final Unary[] SMOOTH =
            {Unary.SINE, Unary.COSINE, Unary.TANH, Unary.ATAN, Unary.LOGISTIC, Unary.ERF, Unary.ASINH};

    private void unary() {
        var x = any(_ -> true);
        if (x.isFloat()) {
            switch (below(4)) {
                case 0 -> add(Unary.NEGATE.bind(x.array()), x.exact());
                case 1 -> add(x.array().abs().plus(1).log(), false);
                case 2 -> add(x.exact() ? Unary.FLOOR.bind(x.array()) : x.array().abs().plus(0.1).sqrt(), x.exact());
                default -> add(SMOOTH[below(SMOOTH.length)].bind(x.array()), false);
            }
        } else add(below(2) == 0 || x.array().dtype() == DType.PRED ? Unary.NOT.bind(x.array())
                : Unary.POPCNT.bind(x.array()), x.exact());
    }

    private static final Binary[] FLOAT =
            {Binary.ADD, Binary.SUBTRACT, Binary.MULTIPLY, Binary.MAXIMUM, Binary.MINIMUM, Binary.ATAN2};
    static final Binary[] WHOLE =
            {Binary.ADD, Binary.SUBTRACT, Binary.MULTIPLY, Binary.DIVIDE, Binary.REMAINDER, Binary.MAXIMUM,
        Binary.MINIMUM, Binary.AND, Binary.OR, Binary.XOR, Binary.SHIFT_LEFT, Binary.SHIFT_RIGHT_LOGICAL,
                Binary.SHIFT_RIGHT_ARITHMETIC};
    private static final Binary[] TRUTH = {Binary.AND, Binary.OR, Binary.XOR};

    private void binary() {
        var x = any(_ -> true);
        var y = like(x, below(4) == 0);
        var choice = x.isFloat() ? FLOAT : x.array().dtype() == DType.PRED ? TRUTH : WHOLE;
        var f = choice[below(choice.length)];
        boolean exact = x.exact() && y.exact() && (!x.isFloat() || f == Binary.MAXIMUM || f == Binary.MINIMUM);
        var z = f.bind(x.array(), y.array());
        add(x.isFloat() && f != Binary.MAXIMUM && f != Binary.MINIMUM ? tame(z) : z, exact);
    }

    private Array tame(Array x) { return below(2) == 0 ? x.times(0.5) : x.tanh(); }

    private void compareAndSelect() {
        var x = any(Value::exact);
        if (x == null) return;
        var y = like(x, false);
        if (!y.exact()) return;
        var pred = Compare.values()[below(6)].bind(x.array(), y.array());
        add(pred, true);
        var a = any(_ -> true);
        var b = like(a, false);
        add(Select.where(fit(pred, below(4) == 0 ? Shape.SCALAR : a.array().shape()), a.array(), b.array()), a.exact()
                && b.exact());
    }

    private void convert() {
        var x = any(Value::exact);
        var to = values.dtype();
        if (x == null || to == DType.F64 || to == DType.F32 && !x.isFloat()) return;
        add(x.array().convert(to), true);
    }

    // shapes

    private void broadcast() {
        var x = any(v -> v.array().rank() < 3);
        if (x == null) return;
        int at = below(x.array().rank() + 1);
        var shape = x.array().shape().insert(at, values.extent());
        if (shape.size() <= values.largest) add(new BroadcastInDim(shape, shape.axes().minus(Axes.of(at)))
                .bind(x.array()), x.exact());
    }

    private void rearrange() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        int rank = x.array().rank();
        switch (below(3)) {
            case 0 -> add(x.array().transpose(shuffled(rank)), x.exact());
            case 1 -> add(new Reverse(some(rank)).bind(x.array()), x.exact());
            default -> add(x.array().reshape(x.array().size()), x.exact());
        }
    }

    private Axes shuffled(int rank) {
        var left = Axes.upTo(rank);
        var order = Axes.NONE;
        while (!left.isEmpty()) {
            int axis = left.get(below(left.size()));
            order = order.append(axis);
            left = left.minus(Axes.of(axis));
        }
        return order;
    }

    private Axes some(int rank) { return Axes.upTo(rank).where(_ -> below(2) == 0); }

    private void slice() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        int rank = x.array().rank();
        long[] start = new long[rank], limit = new long[rank], stride = new long[rank];
        for (int i = 0; i < rank; i++) {
            long n = x.array().shape().dim(i);
            start[i] = values.random.nextLong(n + 1) / 2;
            limit[i] = start[i] + values.random.nextLong(n - start[i] + 1);
            if (below(2) == 0) limit[i] = n;
            stride[i] = 1 + below(3);
        }
        add(new Slice(Shape.of(start), Shape.of(limit), Shape.of(stride)).bind(x.array()), x.exact());
    }

    private void padOrConcatenate() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        var y = like(x, true);
        if (below(2) == 0) {
            var z = like(x, false);
            add(new Concatenate(below(x.array().rank())).bind(x.array(), z.array(), x.array()), x.exact() && z.exact());
        } else {
            int rank = x.array().rank();
            long[] low = amounts(rank, -1, 3), high = amounts(rank, 0, 3), interior = amounts(rank, 0, 2);
            for (int i = 0; i < rank; i++) if (x.array().shape().dim(i) == 0) low[i] = Math.max(0, low[i]);
            add(new Pad(low, high, interior).bind(x.array(), y.array()), x.exact() && y.exact());
        }
    }

    private long[] amounts(int n, int low, int high) { return values.random.longs(n, low, high).toArray(); }

    // along axes

    private void reduce() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        var axes = some(x.array().rank());
        if (!x.isFloat()) add(new Reduce(x.array().dtype() == DType.PRED ? Monoid.OR : Monoid.values()[below(6)], axes)
                .bind(x.array()), x.exact());
        else if (below(2) == 0 && x.array().size() > 0) add(new Reduce(below(2) == 0 ? Monoid.MAX : Monoid.MIN, axes)
                .bind(x.array()), x.exact());
        else {
            long n = Math.max(1, x.array().shape().select(axes).size());
            add(below(3) > 0 ? x.array().reduceSum(axes).times(1.0 / n) : new Reduce(Monoid.PRODUCT, axes)
                    .bind(x.array().tanh()), false);
        }
    }

    private void cumulative() {
        var x = any(v -> v.array().rank() > 0 && v.array().dtype() != DType.PRED);
        if (x == null) return;
        int axis = below(x.array().rank());
        var monoid = Monoid.values()[below(4)];
        boolean extreme = monoid == Monoid.MIN || monoid == Monoid.MAX;
        var operand = x.isFloat() && monoid == Monoid.PRODUCT ? x.array().tanh()
                : x.isFloat() && monoid == Monoid.SUM ? x.array().times(0.25) : x.array();
        add(new Cumulative(monoid, axis, below(2) == 0).bind(operand), x.exact() && (extreme || !x.isFloat()));
    }

    private void order() {
        var x = any(v -> v.exact() && v.array().rank() > 0 && v.array().size() > 0);
        if (x == null) return;
        int axis = below(x.array().rank());
        if (below(2) == 0) add(new ArgReduce(below(2) == 0 ? Monoid.MIN : Monoid.MAX, axis).bind(x.array()), true);
        else {
            var y = any(v -> v.array().shape().equals(x.array().shape()));
            if (y == null) y = x;
            var sorted = new Sort(axis, 1).bindAll(x.array(), y.array());
            add(sorted[0], true);
            add(sorted[1], y.exact());
        }
    }

    private void contract() {
        var x = any(v -> v.isFloat() && v.array().rank() > 0);
        if (x == null) return;
        var shape = x.array().shape();
        int axis = below(shape.rank());
        var y = like(x, false).array();
        long n = Math.max(1, shape.dim(axis));
        var batch = some(shape.rank()).minus(Axes.of(axis));
        long free = shape.without(batch.append(axis)).size();
        if (free * free * shape.select(batch).size() > values.largest) return;
        add(new DotGeneral(batch, batch, Axes.of(axis), Axes.of(axis)).bind(x.array(), y).times(1.0 / n), false);
    }

    // places known at run time

    private Bounds bounds() { return below(2) == 0 ? Bounds.CLAMP : Bounds.FILL; }

    /** Places, some of them outside, of [count, 1]. */
    private Array places(long count, int components) {
        var v = any(c -> c.exact() && c.array().dtype().isInteger());
        var source = v == null ? new Iota(ArrayType.of(DType.S64, 7), 0).bind().minus(1) : v.array();
        return fit(source, Shape.of(count, components));
    }

    private void index() {
        var x = any(v -> v.array().rank() > 0 && v.array().size() > 0);
        if (x == null) return;
        int rank = x.array().rank(), axis = below(rank);
        long count = 1 + below(6);
        var window = Axes.upTo(rank).minus(Axes.of(axis)).map(a -> a < axis ? a + 1 : a);
        var indices = places(count, 1);
        var gather = new Gather(window, Axes.of(axis), Axes.NONE, Axes.NONE, Axes.of(axis), x.array().shape()
                .with(axis, 1), bounds());
        var read = finite(gather.bind(x.array(), indices));
        add(read, x.exact());
        if (x.array().dtype() == DType.PRED) return;
        var combine = Scatter.Combine.values()[below(x.isFloat() && !x.exact() ? 2 : 5)];
        var scatter = new Scatter(window, Axes.of(axis), Axes.NONE, Axes.NONE, Axes.of(axis), combine, bounds());
        var updated = scatter.bind(x.array(), indices, x.isFloat() ? read.times(0.5) : read);
        add(x.isFloat() ? tame(updated) : updated, x.exact() && !x.isFloat());
    }

    private void block() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        var sizes = Shape.of(x.array().shape().stream().map(n -> values.random.nextLong(n + 1)).toArray());
        var places = places(1, x.array().rank());
        var starts = IntStream.range(0, x.array().rank())
                .mapToObj(i -> new Slice(Shape.of(0, i), Shape.of(1, i + 1), Shape.of(1, 1))
                .bind(places).reshape(Shape.SCALAR)).toArray(Array[]::new);
        var block = finite(new DynamicSlice(sizes, bounds()).bind(joined(starts, x.array())));
        add(block, x.exact());
        var y = like(x, true);
        var changed = x.isFloat() ? block.times(0.5) : Unary.NOT.bind(block);
        add(new DynamicUpdateSlice(bounds()).bind(joined(starts, x.array(), changed)), !x.isFloat() && x.exact()
                && y.exact());
    }
}
