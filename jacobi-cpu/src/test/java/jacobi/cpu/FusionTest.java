package jacobi.cpu;

import static jacobi.core.Index.all;
import static jacobi.core.Index.from;
import static jacobi.core.Index.range;
import static jacobi.core.Index.to;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.Index;
import jacobi.core.Shape;
import jacobi.cpu.loop.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which values get memory. */
class FusionTest {
    /** How many temporaries of so many elements or more there are. */
    private static long temporaries(long size, UnaryOperator<Array[]> f, ArrayType... x) {
        Set<Memory> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Lower.program(Pipeline.prepare(program(f, x))).body().forEach(s -> Touched.each(s, found::add));
        return found.stream().filter(m -> m.place() == Memory.Place.WORKSPACE && m.size() >= size).count();
    }

    private static ArrayType type(DType t, long... dims) { return new ArrayType(t, Shape.of(dims)); }

    private static Array[] moments(Array x) {
        Array c = x.minus(x.mean(1, true)), square = c.square();
        return new Array[] {square.sum(1), square.times(c).sum(1), square.times(square).sum(1)};
    }

    /** Sums of three rows, and of three columns of these. */
    private static Array blurred(Array image) {
        Array x = image.convert(DType.S32);
        Index inner = range(1, -1);
        Array rows = x.get(to(-2)).plus(x.get(inner)).plus(x.get(from(2)));
        return rows.get(all(), to(-2)).plus(rows.get(all(), inner)).plus(rows.get(all(), from(2)));
    }

    private static Array softmax(Array x) {
        Array e = x.minus(x.max(Axes.of(1), true)).exp();
        return e.div(e.sum(Axes.of(1), true));
    }

    /** The sum of all forces between pairs of bodies. */
    private static Array[] forces(Array x) {
        Array d = x.expandDims(0).minus(x.expandDims(1)), r = d.square().sum(2).plus(0.01);
        Array pulls = r.rsqrt().div(r).expandDims(2).times(d);
        return new Array[] {pulls.sum(0), pulls.sum(1)};
    }

    /** The pulls on bodies, summed over one of the axes of pairs. */
    private static Array pulls(Array x, int axis) {
        Array d = x.expandDims(0).minus(x.expandDims(1));
        return d.times(d.square().sum(2).plus(0.01).pow(-1.5).expandDims(2)).sum(axis);
    }

    /** The same of coordinates that lead. */
    private static Array leadingPulls(Array x) {
        Array d = x.expandDims(1).minus(x.expandDims(2));
        return d.times(d.square().sum(0).plus(0.01).pow(-1.5).expandDims(0)).sum(2);
    }

    /** What others say, weighted by how near they are. */
    private static Array smoothed(Array x, Array y) {
        return x.expandDims(0).minus(x.expandDims(1)).square().sum(2).unaryMinus().exp().matmul(y);
    }

    private static Array step(Array u) {
        Array p = u.pad(new long[] {1, 1}, new long[] {1, 1});
        Index inner = range(1, -1);
        return p.get(to(-2), inner).plus(p.get(from(2), inner)).plus(p.get(inner, to(-2))).plus(p.get(inner, from(2)))
                .minus(u.times(4)).times(0.1);
    }

    /** How many, and the sum of what belongs to each of 20 groups. */
    private static Array[] groups(Array of, Array x) {
        Array is = of.expandDims(0).eq(Array.arange(20).expandDims(1)).convert(x.dtype());
        return new Array[] {is.sum(1), is.matmul(x)};
    }

    @Test void alikeFoldsOfANestAskOnce() {
        assertEquals(0, temporaries(40_000, x -> moments(x[0]), type(DType.F64, 40, 1001)));
        checkAll(x -> moments(x[0]), array(1, DType.F64, 40, 1001));
    }

    @Test void cheapValuesOfFarArraysAreComputedAgain() {
        assertEquals(0, temporaries(500_000, x -> new Array[] {blurred(x[0])}, type(DType.U8, 1000, 1000)));
        assertEquals(1, temporaries(30_000, x -> new Array[] {blurred(x[0])}, type(DType.U8, 34, 1000)));
        assertEquals(0, temporaries(1_000_000, x -> forces(x[0]), type(DType.F64, 700, 3)));
        check(x -> blurred(x[0]), array(1, DType.U8, 301, 401));
        checkAll(x -> forces(x[0]), array(2, DType.F64, 150, 3));
    }

    @Test void dearValuesOfFarArraysAreKept() {
        assertEquals(1, temporaries(100_000, x -> new Array[] {softmax(x[0])}, type(DType.F32, 1000, 2000)));
        assertEquals(1, temporaries(400_000, x -> groups(x[0], x[1]), type(DType.S64, 20_001), type(DType.F32, 20_001, 8)));
        checkAll(x -> groups(x[0].abs(), x[1]), array(1, DType.S64, 20_001), array(2, DType.F32, 20_001, 8));
    }

    /** What serves a row of three would be computed one number at a time; what serves a long row may be. */
    @Test void dearValuesOfShortRowsAreMadeSideBySide() {
        UnaryOperator<Array[]> f = x -> new Array[] {x[0].rdiv(1.0).sqrt().rdiv(3.0).expandDims(1).times(x[1])};
        assertEquals(1, temporaries(400, f, type(DType.F64, 400), type(DType.F64, 400, 3)));
        assertEquals(0, temporaries(400, f, type(DType.F64, 400), type(DType.F64, 400, 300)));
        checkAll(f, array(1, DType.F64, 400).abs().plus(1), array(2, DType.F64, 400, 3));
    }

    /** A function of a dear value is cheap where that has memory. */
    @Test void whatIsKeptIsReadRatherThanComputed() {
        UnaryOperator<Array[]> shares = x -> {
            Array y = x[0].exp(), z = y.times(3).plus(x[0]);
            return new Array[] {y.div(y.sum(Axes.of(1), true)), z.div(z.sum(Axes.of(1), true))};
        };
        assertEquals(1, temporaries(50_000, shares, type(DType.F64, 1000, 1000)));
        checkAll(shares, array(1, DType.F64, 200, 301));
    }

    /** A dear value of a pair serves its pulls along all axes: it is computed once for them, and has no memory. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void whatAllPartsOfASumShareNeedsNoMemory(DType t) {
        for (int n : new int[] {40, 301})
            for (int d : new int[] {2, 3, 8}) {
                var shape = type(t, n, d);
                for (int axis = 0; axis < 2; axis++) {
                    int along = axis;
                    UnaryOperator<Array[]> f = x -> new Array[] {pulls(x[0], along)};
                    assertEquals(0, temporaries((long) n * n, f, shape));
                    checkAll(f, array(1, t, n, d));
                    sameBits(f, array(1, t, n, d));
                }
                UnaryOperator<Array[]> leading = x -> new Array[] {leadingPulls(x[0])};
                assertEquals(0, temporaries((long) n * n, leading, type(t, d, n)));
                checkAll(leading, array(2, t, d, n));
                UnaryOperator<Array[]> smooth = x -> new Array[] {smoothed(x[0], x[1])};
                assertEquals(0, temporaries((long) n * n, smooth, shape, shape));
                checkAll(smooth, array(3, t, n, d), array(4, t, n, d));
            }
    }

    /** What is asked for elsewhere too has memory in any case. */
    @Test void whatOthersAskForIsRead() {
        UnaryOperator<Array[]> f = x -> {
            Array w = x[0].expandDims(0).minus(x[0].expandDims(1)).square().sum(2).unaryMinus().exp();
            return new Array[] {w.matmul(x[0]), w.sum(0)};
        };
        assertEquals(1, temporaries(90_000, f, type(DType.F64, 300, 3)));
        checkAll(f, array(1, DType.F64, 300, 3));
    }

    @Test void whatIsPaddedIsReadWhereItLies() {
        UnaryOperator<Array[]> steps = x -> {
            Array once = step(x[0]);
            return new Array[] {once, step(once)};
        };
        assertEquals(0, temporaries(90_000, steps, type(DType.F32, 300, 403)));
        checkAll(steps, array(1, DType.F32, 300, 403));
    }
}
