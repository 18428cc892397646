package jacobi.lax;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.TriangularSolve.Op;
import jacobi.transform.Batch;
import jacobi.transform.Jvp;
import jacobi.transform.Linearize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws of the factorisations and solvers: what they solve, and that derivatives and batches agree with differences and
 * loops.
 */
class LinearAlgebraLawsTest {
    /** A primitive with operands. */
    record Case(Primitive primitive, Array... x) {
        @Override public String toString() { return primitive + " " + Arrays.stream(x).map(Array::type).toList(); }
    }

    /** Matrices and their right-hand sides: the batch axes, then n and k. */
    private static final long[][] SIZES = {{1, 1}, {4, 3}, {5, 7}, {3, 0}, {0, 2}, {2, 4, 3}, {2, 0, 3, 2}};

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var dtype : List.of(DType.F64, DType.C128)) for (var size : SIZES) cases.addAll(cases(dtype, Shape.of(size)));
        return cases.stream();
    }

    private static List<Case> cases(DType dtype, Shape shape) {
        var batch = shape.slice(0, shape.rank() - 2);
        long n = shape.dim(shape.rank() - 2), k = shape.dim(shape.rank() - 1);
        var random = new Random(n + 10 * k);
        Array a = regular(random, dtype, batch, n), b = normal(random, dtype, shape);
        var cases = new ArrayList<Case>();
        cases.add(new Case(new Cholesky(), positive(a)));
        cases.add(new Case(new Lu(), a));
        cases.add(new Case(new Lu(), b));
        for (boolean transposed : List.of(false, true)) cases.add(new Case(new Solve(transposed), a, b));
        for (var op : Op.values()) for (boolean lower : List.of(false, true)) for (boolean unit : List.of(false, true)) {
            cases.add(new Case(new TriangularSolve(true, lower, unit, op), a, b));
            cases.add(new Case(new TriangularSolve(false, lower, unit, op), a, Matrices.transposed(b)));
        }
        return cases;
    }

    @ParameterizedTest @MethodSource("cases")
    void tangentIsTheFiniteDifference(Case c) {
        var dx = directions(c);
        var dual = Jvp.of(c.primitive()::bindAll, c.x(), dx);
        double h = 1e-6;
        Array[] above = c.primitive().bindAll(moved(c.x(), dx, h)), below = c.primitive().bindAll(moved(c.x(), dx, -h));
        for (int i = 0; i < above.length; i++) {
            if (!above[i].dtype().isInexact()) assertNull(dual.tangents()[i]);
            else assertClose(above[i].minus(below[i]).times(1 / (2 * h)), dual.tangents()[i], 1e-6);
        }
    }

    @ParameterizedTest @MethodSource("cases")
    void cotangentMeetsTangent(Case c) {
        var dx = directions(c);
        var dy = Jvp.of(c.primitive()::bindAll, c.x(), dx).tangents()[0];
        var ct = normal(new Random(5), dy.dtype(), dy.shape());
        var linear = Linearize.of(c.primitive()::bindAll, c.x(), all(c.x().length));
        var cts = new Array[linear.results().length];
        cts[0] = ct;
        var cx = linear.pullback(cts);
        double backward = IntStream.range(0, dx.length).mapToDouble(i -> pairing(cx[i], dx[i])).sum();
        assertEquals(pairing(ct, dy), backward, 1e-9 * (1 + Math.abs(backward)));
    }

    @ParameterizedTest @MethodSource("cases")
    void batchIsALoop(Case c) {
        int n = c.x().length;
        for (int mask = 1; mask < 1 << n; mask++) for (long size : new long[] {1, 3}) checkBatch(c, mask, size);
    }

    private static void checkBatch(Case c, int mask, long size) {
        var x = new Batched[c.x().length];
        for (int i = 0; i < x.length; i++) {
            boolean mapped = (mask >> i & 1) != 0;
            x[i] = mapped ? Batched.mapped(variants(c.x()[i], size)) : Batched.same(c.x()[i]);
        }
        var batch = Batch.of(c.primitive()::bindAll, size, x);
        for (long i = 0; i < size; i++) {
            long at = i;
            var one = Arrays.stream(x).map(b -> b.mapped() ? row(b.array(), at) : b.array()).toArray(Array[]::new);
            var example = c.primitive().bindAll(one);
            for (int r = 0; r < example.length; r++) assertClose(example[r], row(batch[r].spread(size), i), 1e-12);
        }
    }

    @ParameterizedTest @MethodSource("cases")
    void resultSolvesItsEquation(Case c) {
        var x = c.x();
        var y = c.primitive().bindAll(x);
        switch (c.primitive()) {
            case Cholesky _ -> assertClose(x[0], Matrices.times(y[0], Matrices.adjoint(y[0])), 1e-12);
            case Lu _ -> assertProduct(x[0], y);
            case Solve s -> assertClose(x[1], Matrices.times(s.transposed() ? Matrices.transposed(x[0]) : x[0], y[0]), 1e-12);
            case TriangularSolve t -> assertClose(x[1], product(t, read(t, x[0]), y[0]), 1e-12);
            default -> fail("no equation for " + c);
        }
    }

    private static Array product(TriangularSolve t, Array a, Array y) {
        return t.leftSide() ? Matrices.times(a, y) : Matrices.times(y, a);
    }

    /** P A = L U, and the exchanges give the permutation. */
    private static void assertProduct(Array a, Array[] y) {
        int r = a.rank();
        long m = a.shape().dim(r - 2), n = a.shape().dim(r - 1), k = Math.min(m, n);
        long batch = a.shape().slice(0, r - 2).size();
        for (long b = 0; b < batch; b++) {
            Array packed = row(flat(y[0], 2), b), one = row(flat(a, 2), b);
            var l = columns(Matrices.lower(packed, -1), k).plus(Array.eye(a.dtype(), m, k, 0));
            var u = rows(Matrices.upper(packed, 0), k);
            var permutation = row(flat(y[2], 1), b).toIntArray();
            var permuted = Array.zeros(a.dtype(), m, n);
            for (int i = 0; i < m; i++) {
                var row = row(one, permutation[i]).reshape(1, n);
                permuted = permuted.plus(Matrices.times(unit(a.dtype(), m, i), row));
            }
            assertClose(permuted, Matrices.times(l, u), 1e-12);
            assertArrayEquals(permutation, exchanged(row(flat(y[1], 1), b).toIntArray(), (int) m));
        }
    }

    private static int[] exchanged(int[] exchanges, int m) {
        var order = IntStream.range(0, m).toArray();
        for (int i = 0; i < exchanges.length; i++) {
            int kept = order[i];
            order[i] = order[exchanges[i]];
            order[exchanges[i]] = kept;
        }
        return order;
    }

    private static Array unit(DType dtype, long m, int i) { return columns(rows(Array.eye(dtype, m, m, -i), m), 1); }
    private static Array columns(Array a, long k) { return Matrices.transposed(rows(Matrices.transposed(a), k)); }
    private static Array rows(Array a, long k) {
        return new Slice(Shape.of(0, 0), Shape.of(k, a.shape().dim(1)), Shape.of(1, 1)).bind(a);
    }
    private static Array flat(Array a, int kept) {
        var shape = a.shape().slice(a.rank() - kept, a.rank());
        return a.reshape(shape.prepend(a.shape().slice(0, a.rank() - kept).size()));
    }

    /** op(A) as it is read. */
    private static Array read(TriangularSolve t, Array a) {
        int off = t.unitDiagonal() ? 1 : 0;
        var triangle = t.lower() ? Matrices.lower(a, -off) : Matrices.upper(a, off);
        var whole = t.unitDiagonal() ? triangle.plus(Matrices.identity(a.type())) : triangle;
        return switch (t.op()) {
            case NONE -> whole;
            case TRANSPOSE -> Matrices.transposed(whole);
            case ADJOINT -> Matrices.adjoint(whole);
        };
    }

    // samples

    private static Array normal(Random random, DType dtype, Shape shape) {
        return dtype.isComplex() ? Binary.COMPLEX.bind(real(random, shape), real(random, shape)) : real(random, shape);
    }

    private static Array real(Random random, Shape shape) {
        return Array.of(DType.F64, shape, random.doubles(shape.size(), -1, 1).toArray());
    }

    /** A matrix, and triangles of it, far from singular. */
    private static Array regular(Random random, DType dtype, Shape batch, long n) {
        var a = normal(random, dtype, batch.append(n).append(n));
        return a.plus(Matrices.identity(a.type()).times(3));
    }

    private static Array positive(Array a) { return Matrices.times(a, Matrices.adjoint(a)); }

    /** Directions of all operands; those of a Cholesky factorisation need not be Hermitian, as only a triangle is read. */
    private static Array[] directions(Case c) {
        var random = new Random(77);
        return Arrays.stream(c.x()).map(x -> normal(random, x.dtype(), x.shape())).toArray(Array[]::new);
    }

    private static Array[] moved(Array[] x, Array[] dx, double h) {
        return IntStream.range(0, x.length).mapToObj(i -> x[i].plus(dx[i].times(h))).toArray(Array[]::new);
    }

    /** Multiples of x along a new leading axis. */
    private static Array variants(Array x, long size) {
        var factors = Array.of(LongStream.range(0, size).mapToDouble(i -> 1 + 0.25 * i).toArray()).convert(x.dtype());
        var shape = x.shape().prepend(size);
        return x.broadcastTo(shape).times(new BroadcastInDim(shape, Axes.of(0)).bind(factors));
    }

    private static Array row(Array x, long i) {
        var shape = x.shape();
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        var row = new Slice(Shape.of(new long[x.rank()]).with(0, i), shape.with(0, i + 1), ones).bind(x);
        return row.reshape(shape.slice(1, x.rank()));
    }

    private static boolean[] all(int n) {
        var all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }

    /** The real part of Σ ct dx: what the transpose preserves. */
    private static double pairing(Array ct, Array dx) { return ct == null ? 0 : ct.times(dx).sum().real().item(); }

    private static void assertClose(Array expected, Array given, double tolerance) {
        assertEquals(expected.type(), given.type());
        double difference = largest(expected.minus(given)), size = largest(expected);
        assertTrue(difference <= tolerance * (1 + size), () -> "differs by " + difference + " at magnitude " + size);
    }

    private static double largest(Array x) {
        return Arrays.stream(x.abs().toDoubleArray()).map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v).max().orElse(0);
    }
}
