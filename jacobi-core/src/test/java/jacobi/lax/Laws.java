package jacobi.lax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.transform.Batch;
import jacobi.transform.Jvp;
import jacobi.transform.Linearize;

/**
 * What holds for every primitive, at given operands: derivatives are differences, cotangents meet tangents, batches are loops.
 */
final class Laws {
    private final String name;
    private final Jvp.Function f;
    private final Array[] x;

    private Laws(String name, Jvp.Function f, Array[] x) {
        this.name = name;
        this.f = f;
        this.x = x;
    }

    static Laws of(Primitive p, Array... x) {
        return new Laws(p + " " + Arrays.stream(x).map(Array::type).toList(), p::bindAll, x);
    }

    /** Each set of floating-point operands, active together. */
    private void forActive(java.util.function.Consumer<boolean[]> body) {
        for (int mask = 1; mask < 1 << x.length; mask++) {
            var active = new boolean[x.length];
            boolean inexact = true;
            for (int i = 0; i < active.length; i++) {
                active[i] = (mask >> i & 1) == 1;
                inexact &= !active[i] || x[i].dtype().isInexact();
            }
            if (inexact) body.accept(active);
        }
    }

    void tangentIsTheFiniteDifference() {
        forActive(active -> checkDifference(f, active, 1e-6, "tangent"));
    }

    /** The same of the tangent, taken as a function. */
    void secondTangentIsTheFiniteDifference() {
        forActive(active -> {
            var dx = directions(active, 3);
            Jvp.Function first = in -> Arrays.stream(Jvp.of(f, in, dx).tangents()).map(a -> a == null ? Array.of(0.0) : a)
                    .toArray(Array[]::new);
            checkDifference(first, active, 1e-6, "second tangent");
        });
    }

    private void checkDifference(Jvp.Function g, boolean[] active, double tolerance, String what) {
        double h = 1e-6;
        var dx = directions(active, 7);
        Array[] above = g.apply(moved(dx, h)), below = g.apply(moved(dx, -h));
        var dy = Jvp.of(g, x, dx).tangents();
        for (int i = 0; i < dy.length; i++) {
            if (!above[i].dtype().isInexact()) {
                assertNull(dy[i], name);
                continue;
            }
            var difference = orZero(above[i].minus(below[i]).times(1 / (2 * h)));
            var tangent = dy[i] == null ? Array.zeros(difference.type()) : dy[i];
            assertClose(difference, tangent, tolerance, () -> what + " of " + name + " by " + Arrays.toString(active));
        }
    }

    /** Where a function is NaN, made up for a place outside, its tangent is zero. */
    private static Array orZero(Array x) { return Select.where(x.eq(x), x, Array.zeros(x.dtype())); }

    void cotangentMeetsTangent() {
        forActive(active -> {
            var dx = directions(active, 7);
            var dy = Jvp.of(f, x, dx).tangents();
            var linear = Linearize.of(f, x, active);
            assertArrayEquals(present(dy), linear.activeResults(), name);
            if (IntStream.range(0, dy.length).noneMatch(i -> dy[i] != null)) return;
            var ct = Arrays.stream(dy).map(d -> d == null ? null : random(d.type(), 11)).toArray(Array[]::new);
            var cx = linear.pullback(ct);
            assertEquals(pairing(ct, dy), pairing(cx, dx), 1e-9 * (1 + Math.abs(pairing(ct, dy))), name);
            for (int i = 0; i < cx.length; i++) if (cx[i] != null) assertEquals(x[i].type(), cx[i].type(), name);
        });
    }

    private static boolean[] present(Array[] a) {
        var present = new boolean[a.length];
        for (int i = 0; i < a.length; i++) present[i] = a[i] != null;
        return present;
    }

    void batchIsALoop() {
        for (int mask = 1; mask < 1 << x.length; mask++) for (long size : new long[] {0, 1, 3}) checkBatch(mask, size);
    }

    private void checkBatch(int mask, long size) {
        var in = new Batched[x.length];
        for (int i = 0; i < in.length; i++) in[i] = (mask >> i & 1) == 0 ? Batched.same(x[i]) : Batched.mapped(stack(x[i], size));
        var out = Batch.of(f, size, in);
        var types = Arrays.stream(f.apply(x)).map(Array::type).toArray();
        for (int i = 0; i < out.length; i++) assertEquals(types[i], out[i].example(), name);
        for (int k = 0; k < size; k++) {
            int row = k;
            var y = f.apply(Arrays.stream(in).map(b -> b.mapped() ? row(b.array(), row) : b.array()).toArray(Array[]::new));
            for (int i = 0; i < y.length; i++)
                assertClose(y[i], row(out[i].spread(size), k), 1e-12, () -> "example " + row + " of " + name);
        }
    }

    void evaluatedIsInterpreted(Primitive p) {
        var dense = Arrays.stream(x).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        Array[] expected = Interpreter.apply(p, dense), actual = p.bindAll(x);
        for (int i = 0; i < expected.length; i++) assertClose(expected[i], actual[i], 1e-14, () -> "evaluated " + name);
    }

    private Array[] moved(Array[] dx, double h) {
        return IntStream.range(0, x.length).mapToObj(i -> dx[i] == null ? x[i] : x[i].plus(dx[i].times(h))).toArray(Array[]::new);
    }

    private Array[] directions(boolean[] active, int seed) {
        return IntStream.range(0, x.length).mapToObj(i -> active[i] ? random(x[i].type(), seed + i) : null).toArray(Array[]::new);
    }

    /** Numbers between -1 and 1. */
    static Array random(ArrayType type, long seed) {
        var random = new Random(seed);
        if (type.dtype().isComplex())
            return Binary.COMPLEX.bind(random(type.withDType(type.dtype().part()), seed),
                    random(type.withDType(type.dtype().part()), seed + 1));
        return Array.of(type.dtype(), type.shape(), random.doubles(type.size(), -1, 1).toArray());
    }

    /** A batch of which the first example is x, and the others are its elements in other orders, floats a little changed. */
    private static Array stack(Array x, long size) {
        if (size == 0) return Array.zeros(new ArrayType(x.dtype(), x.shape().prepend(0)));
        var rows = new Array[(int) size];
        for (int k = 0; k < size; k++) rows[k] = variant(x, k).reshape(x.shape().prepend(1));
        return new Concatenate(0).bind(rows);
    }

    private static Array variant(Array x, int k) {
        if (k == 0) return x;
        var turned = new Reverse(k == 1 ? x.type().axes() : x.type().axes().where(a -> a == 0)).bind(x);
        return x.dtype().isInexact() ? turned.times(1 + 0.25 * k) : turned;
    }

    private static Array row(Array batch, long k) {
        int rank = batch.rank();
        var start = Shape.of(new long[rank]).with(0, k);
        var ones = Shape.of(IntStream.range(0, rank).mapToLong(_ -> 1).toArray());
        return new Slice(start, batch.shape().with(0, k + 1), ones).bind(batch).reshape(batch.shape().slice(1, rank));
    }

    /** The sum of Re(a b) over all elements: how cotangents act on tangents. */
    private static double pairing(Array[] a, Array[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) if (a[i] != null && b[i] != null) sum += a[i].times(b[i]).real().sum().item();
        return sum;
    }

    static void assertClose(Array expected, Array actual, double tolerance, Supplier<String> what) {
        assertNotNull(actual, what);
        assertEquals(expected.type(), actual.type(), what);
        if (expected.dtype().isComplex()) {
            assertClose(expected.real(), actual.real(), tolerance, what);
            assertClose(expected.imag(), actual.imag(), tolerance, what);
            return;
        }
        double[] e = expected.convert(DType.F64).toDoubleArray(), a = actual.convert(DType.F64).toDoubleArray();
        for (int i = 0; i < e.length; i++) {
            int place = i;
            if (Double.compare(e[i], a[i]) != 0) assertEquals(e[i], a[i], Double.isNaN(e[i]) ? 0
                    : tolerance * (1 + Math.abs(e[i])), () -> what.get() + ", element " + place);
        }
    }
}
