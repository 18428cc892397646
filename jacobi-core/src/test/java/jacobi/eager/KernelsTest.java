package jacobi.eager;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernels compute is what the reference interpreter computes. */
class KernelsTest {
    private static final DType[] FAST = {DType.F64, DType.F32, DType.S64, DType.S32, DType.PRED};
    private static final double[] SPECIAL = {0, -0.0, 1, -1, 0.5, -0.5, 2.5, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e-310, 1e300};
    private static final long[] WHOLE = {0, 1, -1, 2, 31, 32, 33, 64, -5, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE,
            Long.MIN_VALUE};
    private final Random random = new Random(7);

    /** Special values first, then random ones, of a dtype and shape. */
    private DenseArray sample(DType t, long... dims) {
        int n = (int) Shape.of(dims).size(), turn = random.nextInt(SPECIAL.length);
        if (t == DType.PRED) return (DenseArray) Array.of(booleans(n)).reshape(dims);
        if (t.isInteger()) return (DenseArray) Array.of(IntStream.range(0, n)
                .mapToLong(i -> i % 3 == 0 ? WHOLE[(i + turn) % WHOLE.length]
                : random.nextLong(-20, 20)).toArray()).convert(t).reshape(dims);
        return (DenseArray) Array.of(IntStream.range(0, n)
                .mapToDouble(i -> i % 3 == 0 ? SPECIAL[(i + turn) % SPECIAL.length]
                : 4 * random.nextGaussian()).toArray()).convert(t).reshape(dims);
    }

    private boolean[] booleans(int n) {
        var values = new boolean[n];
        for (int i = 0; i < n; i++) values[i] = random.nextBoolean();
        return values;
    }

    private static void agree(Primitive p, DenseArray... x) {
        DenseArray[] expected = Interpreter.apply(p, x), given = new EagerEvaluator().run(p, x);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i].type(), given[i].type());
            close(expected[i], given[i], ulps(p), () -> p + " of " + Arrays.toString(x));
        }
    }

    /** Near a root of lgamma at a negative number, what is left of both after cancellation is compared. */
    private static int ulps(Primitive p) {
        return p == Unary.LGAMMA ? 1 << 14 : p instanceof Unary f && ScalarMath.has(f) ? 12 : 4;
    }

    /** @param ulps the bounds of both sides together */
    private static void close(DenseArray expected, DenseArray given, int ulps, Supplier<String> what) {
        if (!expected.dtype().isFloat()) {
            assertEquals(-1, expected.segment().mismatch(given.segment()), what);
            return;
        }
        double[] a = expected.toDoubleArray(), b = given.toDoubleArray();
        double unit = expected.dtype() == DType.F64 ? 0x1p-52 : 0x1p-23, tiny = expected.dtype() == DType.F64 ? Double.MIN_VALUE
                : Float.MIN_VALUE;
        for (int i = 0; i < a.length; i++)
            if (Double.compare(a[i], b[i]) != 0 && !(Math.abs(a[i] - b[i]) <= ulps * unit * Math.abs(a[i]) + tiny))
                fail(a[i] + " and " + b[i] + ": " + what.get());
    }

    @ParameterizedTest @EnumSource
    void unary(Unary f) {
        for (var t : FAST) if (f.domain().contains(t)) for (long n : new long[] {0, 1, 5, 513}) agree(f, sample(t, n));
    }

    @ParameterizedTest @EnumSource
    void binary(Binary f) {
        for (var t : FAST) if (f.domain().contains(t)) {
            agree(f, sample(t, 2, 300), sample(t, 2, 300));
            agree(f, sample(t), sample(t, 40));
            agree(f, sample(t, 40), sample(t));
            agree(f, sample(t), sample(t));
            agree(f, sample(t, 0), sample(t));
        }
    }

    @ParameterizedTest @EnumSource
    void compare(Compare f) {
        for (var t : FAST) {
            agree(f, sample(t, 2, 300), sample(t, 2, 300));
            agree(f, sample(t), sample(t, 40));
        }
    }

    @Test void select() {
        for (var t : FAST) {
            agree(Select.SELECT, sample(DType.PRED, 700), sample(t, 700), sample(t, 700));
            agree(Select.SELECT, sample(DType.PRED), sample(t, 7), sample(t));
            agree(Select.SELECT, sample(DType.PRED, 7), sample(t), sample(t));
        }
    }

    @Test void convert() {
        for (var from : FAST) for (var to : DType.values()) agree(new Convert(to), sample(from, 600));
    }

    @Test void moving() {
        for (var t : DType.values()) {
            var x = (DenseArray) Array.arange(24).convert(t).reshape(2, 3, 4);
            var zero = (DenseArray) Array.of(1).convert(t);
            Stream.of(new Transpose(Axes.of(2, 0, 1)), new Transpose(Axes.of(0, 2, 1)), new Reverse(Axes.of(0, 2)),
                    new Reshape(Shape.of(4, 6)),
                    new BroadcastInDim(Shape.of(2, 5, 3, 4), Axes.of(0, 2, 3)), new Slice(Shape.of(0, 1, 1), Shape.of(2, 3, 4),
                            Shape.of(1, 1, 2)),
                    new Slice(Shape.of(1, 1, 1), Shape.of(1, 3, 4), Shape.of(1, 1, 2))).forEach(p -> agree(p, x));
            agree(new BroadcastInDim(Shape.of(3, 2), Axes.NONE), zero);
            agree(new BroadcastInDim(Shape.of(3, 2), Axes.of(0, 1)), (DenseArray) zero.reshape(1, 1));
            agree(new Pad(new long[] {1, -1, 0}, new long[] {0, 2, -2}, new long[] {1, 0, 2}), x, zero);
            agree(new Pad(new long[] {-1, -5, 0}, new long[] {0, 3, 0}, new long[] {2, 1, 0}), x, zero);
            agree(new Concatenate(1), x, x, (DenseArray) x.get(Index.all(), Index.range(1, 1)));
            if (t != DType.PRED) agree(new Iota(ArrayType.of(t, 2, 3, 2), 1));
        }
    }

    @ParameterizedTest @EnumSource
    void reduce(Monoid m) {
        for (var t : FAST) if (m.domain().contains(t))
            for (var axes : new Axes[] {Axes.of(0), Axes.of(1), Axes.of(0, 1), Axes.of(1, 0), Axes.NONE}) {
                agree(new Reduce(m, axes), sample(t, 3, 5));
                agree(new Reduce(m, axes), sample(t, 0, 5));
            }
    }

    @Test void sumsOfManyArePairwise() {
        int n = 100_003;
        var tenth = (DenseArray) Array.full(DType.F32, 0.1, n);
        double sum = new EagerEvaluator().run(new Reduce(Monoid.SUM, Axes.of(0)), tenth)[0].item();
        assertEquals(n * (double) 0.1f, sum, 1e-6 * n * 0.1);
    }

    @Test void products() {
        for (var t : new DType[] {DType.F64, DType.F32, DType.S64, DType.S32}) {
            DenseArray x = (DenseArray) Array.arange(24).convert(t).reshape(2, 3, 4),
                    y = (DenseArray) Array.arange(40).convert(t).reshape(4, 5, 2);
            agree(new DotGeneral(Axes.of(0), Axes.of(2), Axes.of(2), Axes.of(0)), x, y);
            agree(new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(0, 2), Axes.of(2, 0)), x, y);
            agree(new DotGeneral(Axes.NONE, Axes.NONE, Axes.NONE, Axes.NONE), x, y);
            agree(new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(0), Axes.of(0)), (DenseArray) Array.zeros(t, 0, 2),
                    (DenseArray) Array.zeros(t, 0, 3));
        }
    }

    @Test void blocks() {
        for (var t : DType.values()) for (var index : new DType[] {DType.S32, DType.U64, DType.U8}) for (var bounds
                : Bounds.values()) {
            var x = (DenseArray) Array.arange(20).convert(t).reshape(4, 5);
            var block = (DenseArray) Array.arange(6).convert(t).reshape(2, 3);
            DenseArray one = (DenseArray) Array.of(1).convert(index), two = (DenseArray) Array.of(2).convert(index);
            agree(new DynamicSlice(Shape.of(2, 3), bounds), x, two, one);
            agree(new DynamicUpdateSlice(bounds), x, block, one, two);
            if (bounds != Bounds.ERROR) agree(new DynamicUpdateSlice(bounds), x, block, two, (DenseArray) two.plus(one));
            else assertThrows(IndexError.class, () -> new EagerEvaluator().run(new DynamicSlice(Shape.of(4, 3), bounds), x, one,
                    two));
        }
    }

    @Test void gather() {
        for (var t : DType.values()) for (var bounds : Bounds.values()) {
            var x = (DenseArray) Array.arange(60).convert(t).reshape(3, 4, 5);
            var rows = (DenseArray) Array.of(new int[][] {{2}, {0}, {1}});
            var pairs = (DenseArray) Array.of(new long[][][] {{{0, 4}, {2, 1}}, {{1, 0}, {2, 4}}});
            agree(new Gather(Axes.of(1, 2), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 4, 5), bounds), x, rows);
            agree(new Gather(Axes.of(0, 2), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 2, 3), bounds), x, rows);
            agree(new Gather(Axes.of(1), Axes.of(0, 2), Axes.NONE, Axes.NONE, Axes.of(0, 2), Shape.of(1, 4, 1), bounds), x,
                    pairs);
            agree(new Gather(Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0), Axes.of(1), Shape.of(1, 1, 5), bounds), x, rows);
            var outside = (DenseArray) Array.of(new int[][] {{2}, {-1}, {7}});
            var slices = new Gather(Axes.of(1, 2), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 4, 5), bounds);
            if (bounds == Bounds.ERROR) assertThrows(IndexError.class, () -> new EagerEvaluator().run(slices, x, outside));
            else agree(slices, x, outside);
        }
    }
}
