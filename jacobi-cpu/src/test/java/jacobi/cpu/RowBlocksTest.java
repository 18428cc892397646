package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Jacobi;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops and the nests beside them go through rows block by block; compiled = interpreted, the same bits for all threads. */
class RowBlocksTest {
    private static final long STEPS = 61;

    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name + " of " + x[0].type(); }
    }

    private static Array[] arrays(Array... x) { return x; }

    static Stream<Case> together() {
        return Stream.of(DType.F64, DType.F32).flatMap(t -> Stream.of(2048L, 3001L).flatMap(rows -> Stream.of(
                new Case("there and back", x -> mapped(RowBlocksTest::thereAndBack, x), array(1, t, rows, STEPS), array(2, t,
                        rows, STEPS)),
                new Case("starts that differ", x -> mapped(RowBlocksTest::started, x), array(1, t, rows, STEPS), array(2, t,
                        rows)),
                new Case("pairs", x -> mapped(RowBlocksTest::pairs, x), array(1, t, rows, STEPS, 2), array(2, t, rows, 2)),
                new Case("lookups", x -> mapped(r -> thereAndBack(r[0], looked(r[0], r[1], r[2])), x), array(1, t, rows,
                        STEPS), array(2, t, rows, 9), array(3, DType.S32, rows, STEPS).rem(9)),
                new Case("gradient", RowBlocksTest::gradient, array(1, t, rows, STEPS), array(2, t, rows, STEPS)))));
    }

    private static Array[] mapped(UnaryOperator<Array[]> f, Array... x) {
        return Jacobi.vmap((List<Array> r) -> Arrays.asList(f.apply(r.toArray(Array[]::new)))).apply(Arrays.asList(x))
                .toArray(Array[]::new);
    }

    /** A recursion forward, and one backward over what it leaves. */
    private static Array[] thereAndBack(Array... x) {
        var zero = Array.of(0.0).convert(x[0].dtype());
        var there = Lax.scan((Array c, List<Array> e) -> {
            var next = e.get(0).minus(c.times(0.5)).div(e.get(1).abs().plus(1.5));
            return new Pair<>(next, next);
        }, zero, Arrays.asList(x)).second();
        return arrays(Lax.scan((Array c, Array e) -> {
            var next = e.minus(c.times(0.25));
            return new Pair<>(next, next);
        }, zero, there, true).second());
    }

    /** Numbers of a row's own table, at places that are checked. */
    private static Array looked(Array... x) {
        return Lax.scan((Array c, Array i) -> {
            var next = x[1].get(i).plus(c.times(0.5));
            return new Pair<>(next, next);
        }, x[1].get(0), x[2]).second();
    }

    private static Array[] started(Array... x) {
        var y = Lax.scan((Array c, Array e) -> {
            var next = c.times(0.9).plus(e);
            return new Pair<>(next, next.times(e));
        }, x[1], x[0]);
        return arrays(y.first(), y.second(), y.second().sum());
    }

    private static Array[] pairs(Array... x) {
        var y = Lax.scan((Array c, Array e) -> {
            var next = new Reverse(Axes.of(0)).bind(c).times(0.5).plus(e);
            return new Pair<>(next, next);
        }, x[1], x[0]);
        return arrays(y.second(), y.first());
    }

    private static Array[] gradient(Array... x) {
        var g = Jacobi.grad((Array a) -> mapped(RowBlocksTest::thereAndBack, a, x[1])[0].square().sum());
        return arrays(g.apply(x[0]));
    }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    @ParameterizedTest @MethodSource("together")
    void rowsRunInBlocks(Case c) {
        var loops = loops(c);
        assertTrue(LoopCheck.check(loops));
        assertTrue(loops.stream().anyMatch(Stmt.Parallel.class::isInstance), loops::toString);
        checkAll(c.f, c.x);
    }

    @ParameterizedTest @MethodSource("together")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    /** Inputs and results turned, two loops, and their starts: one region. */
    @Test void allIsOneRegion() {
        for (long rows : new long[] {2048, 3001}) {
            var loops = loops(new Case("", x -> mapped(RowBlocksTest::thereAndBack, x), array(1, DType.F64, rows, STEPS), array(2,
                    DType.F64, rows, STEPS)));
            assertEquals(1, loops.size(), loops::toString);
            assertInstanceOf(Stmt.Parallel.class, loops.getFirst());
        }
    }
}
