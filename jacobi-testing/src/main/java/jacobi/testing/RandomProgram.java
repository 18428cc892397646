package jacobi.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * A program of primitives drawn at random, with arguments, the same for the same seed: to compare one way of computing with
 * another. Numbers stay near 1; what is not continuous (order, comparison, rounding) is asked only of numbers that all ways of
 * computing agree on to the bit.
 */
public record RandomProgram(Program program, DenseArray[] arguments) {
    private static final DType[] DTYPES =
            {DType.F64, DType.F64, DType.F32, DType.S32, DType.S64, DType.U32, DType.U64, DType.PRED};
    private static final long[] EXTENTS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33}, WIDE = {1, 2, 9, 33, 64, 129, 1000};
    private static final long USUAL = 3000;

    /** A program on small arrays. @param length about how many steps it has */
    public static RandomProgram of(long seed, int length) { return of(seed, length, USUAL); }

    /** @param largest the most elements that an array may have; if many, most arrays are large enough to be shared by threads */
    public static RandomProgram of(long seed, int length, long largest) {
        var random = new SplittableRandom(seed);
        var arguments = IntStream.rangeClosed(0, 2 + random.nextInt(3)).mapToObj(i -> argument(random, i, largest))
                .toArray(DenseArray[]::new);
        var types = Arrays.stream(arguments).map(Array::type).toArray(ArrayType[]::new);
        var recorded = Recording.of(types, false, x -> {
            var steps = new Steps(random, 2, largest);
            for (var a : x) steps.add(a, true);
            for (int i = 0; i < length; i++) steps.step();
            return steps.results();
        });
        return new RandomProgram(recorded.program().check(), arguments);
    }

    private static DenseArray argument(SplittableRandom random, int i, long largest) {
        var dtype = i == 0 ? DType.F64 : DTYPES[random.nextInt(DTYPES.length)];
        var shape = shape(random, random.nextInt(4), largest);
        double low = dtype.isFloat() ? -2 : dtype.isSigned() ? -5 : 0;
        var values = random.doubles(shape.size(), low, dtype == DType.PRED ? 2 : 6)
                .map(v -> dtype.isFloat() ? v / 3 : Math.floor(v));
        return (DenseArray) Array.of(DType.F64, shape, values.toArray()).convert(dtype);
    }

    private static Shape shape(SplittableRandom random, int rank, long largest) {
        var extents = largest > USUAL ? WIDE : EXTENTS;
        var dims = new long[rank];
        long size = 1;
        for (int i = 0; i < rank; i++) {
            long n = extents[random.nextInt(random.nextInt(8) == 0 ? 0 : 1, extents.length)];
            dims[i] = size * n > largest ? 1 : n;
            size *= dims[i];
        }
        return Shape.of(dims);
    }

    /** A value of a program. @param exact whether all ways of computing agree on it to the bit */
    private record Value(Array array, boolean exact) {
        boolean isFloat() { return array.dtype().isFloat(); }
    }

    private static final class Steps {
        private final SplittableRandom random;
        private final int depth;
        private final long largest;
        private final List<Value> values = new ArrayList<>();

        Steps(SplittableRandom random, int depth, long largest) {
            this.random = random;
            this.depth = depth;
            this.largest = largest;
        }

        void add(Array a, boolean exact) {
            if (a.size() <= largest) values.add(new Value(a, exact));
        }

        Array[] results() {
            int n = values.size();
            return IntStream.range(Math.max(0, n - 4), n).mapToObj(i -> values.get(i).array()).toArray(Array[]::new);
        }

        private int below(int n) { return random.nextInt(n); }

        private Value any(Predicate<Value> test) {
            for (int tries = 0; tries < 20; tries++) {
                var v = values.get(Math.max(below(values.size()), below(values.size())));
                if (test.test(v)) return v;
            }
            return null;
        }

        void step() {
            switch (below(depth > 0 ? 20 : 17)) {
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
                case 16 -> block();
                case 17 -> loop();
                case 18 -> scan();
                default -> branch();
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
        private static final Binary[] WHOLE =
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

        /** A value of the type of x, or a scalar of its dtype. */
        private Value like(Value x, boolean scalar) {
            var v = any(c -> c.array().dtype() == x.array().dtype());
            if (v == null) v = x;
            return new Value(fit(v.array(), scalar ? Shape.SCALAR : x.array().shape()), v.exact());
        }

        /** The elements of x, repeated or cut off, in another shape. */
        private static Array fit(Array x, Shape shape) {
            if (x.shape().equals(shape)) return x;
            if (x.size() == 0) return Array.ones(new ArrayType(x.dtype(), shape));
            long n = x.size(), times = Math.ceilDiv(shape.size(), n);
            var flat = x.reshape(n);
            if (times > 1) flat = new BroadcastInDim(Shape.of(times, n), Axes.of(1)).bind(flat).reshape(times * n);
            if (flat.size() > shape.size()) flat = new Slice(Shape.of(0), Shape.of(shape.size()), Shape.of(1)).bind(flat);
            return flat.reshape(shape);
        }

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
            var to = DTYPES[below(DTYPES.length)];
            if (x == null || to == DType.F64 || to == DType.F32 && !x.isFloat()) return;
            add(x.array().convert(to), true);
        }

        // shapes

        private void broadcast() {
            var x = any(v -> v.array().rank() < 3);
            if (x == null) return;
            int at = below(x.array().rank() + 1);
            var shape = x.array().shape().insert(at, EXTENTS[1 + below(6)]);
            if (shape.size() <= largest) add(new BroadcastInDim(shape, shape.axes().minus(Axes.of(at)))
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
                start[i] = random.nextLong(n + 1) / 2;
                limit[i] = start[i] + random.nextLong(n - start[i] + 1);
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

        private long[] amounts(int n, int low, int high) { return random.longs(n, low, high).toArray(); }

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
            if (free * free * shape.select(batch).size() > largest) return;
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

        /** Not a number, as a made-up element is, would hide what comes after. */
        private Array finite(Array x) {
            return x.dtype().isFloat() ? Select.where(Compare.EQ.bind(x, x), x, Constant.of(x.dtype(), 0.5).bind()) : x;
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
            var sizes = Shape.of(x.array().shape().stream().map(n -> random.nextLong(n + 1)).toArray());
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

        private static Array[] joined(Array[] after, Array... before) {
            var all = Arrays.copyOf(before, before.length + after.length);
            System.arraycopy(after, 0, all, before.length, after.length);
            return all;
        }

        // control flow

        /** A part of a program on some values of this one, with results of given shapes and dtypes. */
        private Recording.Recorded body(ArrayType[] types, Array[] outside, ArrayType... results) {
            return Recording.of(types, false, x -> {
                var inner = new Steps(random, depth - 1, largest);
                for (var a : x) inner.add(a, !a.dtype().isFloat());
                for (var a : outside) inner.add(a, !a.dtype().isFloat());
                for (int i = 0; i < 4; i++) inner.step();
                return Arrays.stream(results).map(inner::ofType).toArray(Array[]::new);
            });
        }

        private Array ofType(ArrayType type) {
            var v = any(c -> c.array().dtype() == type.dtype());
            if (v == null) return Array.ones(type);
            var y = fit(v.array(), type.shape());
            return type.dtype().isFloat() ? y.sin() : y;
        }

        private void loop() {
            Value x = any(Value::isFloat), outside = any(v -> v.isFloat() || v.exact());
            if (x == null || outside == null) return;
            var counter = ArrayType.scalar(DType.S32);
            var types = new ArrayType[] {counter, x.array().type()};
            var condition = Recording.of(types, false, c ->
                    new Array[] {Compare.LT.bind(c[0], Constant.of(DType.S32, 3).bind())}).program();
            var inside = body(types, new Array[] {outside.array()}, x.array().type());
            var counted = Recording.of(inside.program().inputTypes(), false, c -> {
                var y = inside.program().apply(c);
                return new Array[] {c[0].plus(1), y[0]};
            }).program();
            var start = new Array[] {Constant.of(DType.S32, 0).bind(), x.array()};
            var y = new While(condition, counted, 2, 3).bindAll(joined(inside.captures().toArray(Array[]::new), start));
            add(y[1], false);
        }

        private void scan() {
            Value x = any(Value::isFloat), slices =
                    any(v -> v.array().rank() > 0 && v.array().shape().dim(0) < 20 && (v.isFloat() || v.exact()));
            if (x == null || slices == null) return;
            var shape = slices.array().shape();
            var row = slices.array().type().withShape(shape.slice(1, shape.rank()));
            var inside = body(new ArrayType[] {x.array().type(), row}, new Array[] {x.array()}, x.array().type(), row);
            var start = new Array[] {x.array(), slices.array()};
            var y = new Scan(inside.program(), 1, 1, shape.dim(0), below(2) == 0)
                    .bindAll(joined(inside.captures().toArray(Array[]::new), start));
            add(y[0], false);
            add(y[1], !slices.isFloat());
        }

        private void branch() {
            var index = any(v -> v.exact() && v.array().dtype() == DType.S32);
            var x = any(Value::isFloat);
            if (index == null || x == null) return;
            var type = x.array().type();
            var first = body(new ArrayType[] {type, type}, new Array[0], type);
            var second = body(new ArrayType[] {type, type}, new Array[0], type);
            var y = new Case(List.of(first.program(), second.program()))
                    .bindAll(fit(index.array(), Shape.SCALAR), x.array(), like(x, false).array());
            add(y[0], false);
        }
    }
}
