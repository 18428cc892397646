package jacobi.cpu;

import static jacobi.Jacobi.vmap;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

/** Loops whose rows stand alone are turned inside out; compiled = interpreted, and the same bits for any number of threads. */
class InterchangeTest {
    private static final long STEPS = 301;

    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    static Stream<Case> turned() {
        return Stream.of(DType.F64, DType.F32).flatMap(t -> Stream.of(1000L, 2003L).flatMap(rows -> Stream.of(
                new Case("paths", x -> paths(x, false), array(1, t, rows), array(2, t, STEPS, rows)),
                new Case("paths in reverse", x -> paths(x, true), array(1, t, rows), array(2, t, STEPS, rows)),
                new Case("two carries and a counter", InterchangeTest::spiral, array(1, t, rows), array(2, t, rows)),
                new Case("small systems", InterchangeTest::systems, array(1, t, rows, 3), array(2, t, 3, 3)),
                new Case("a loop in a loop", InterchangeTest::nested, array(1, t, rows), array(2, t, STEPS, rows)),
                new Case("running sums", x -> arrays(new Cumulative(Monoid.SUM, 0, false).bind(x[0])), array(1, t, 3 * STEPS,
                        rows)))));
    }

    private static Array[] paths(Array[] x, boolean reverse) {
        var y = Lax.scan((Array c, Array e) -> {
            var next = c.times(0.9).plus(e.times(0.1));
            return new Pair<>(next, next.sin());
        }, x[0], x[1], reverse);
        return arrays(y.first(), y.second());
    }

    private static Array[] spiral(Array[] x) {
        return Lax.foriLoop(0, STEPS, (i, c) -> arrays(c[0].plus(c[1].times(0.01)), c[1].minus(c[0].times(0.01)).plus(i
                .convert(c[0].dtype()).times(1e-5))), x);
    }

    /** v ← sin(v A), for each row of v. */
    private static Array[] systems(Array[] x) {
        return arrays(Lax.foriLoop(0, STEPS, (_, v) -> Jacobi.vmap((Array r) -> r.dot(x[1]).times(0.3).sin()).apply(v), x[0]));
    }

    private static Array[] nested(Array[] x) {
        var y = Lax.scan((Array c, Array e) -> {
            var next = Lax.foriLoop(0, 3, (_, d) -> d.times(0.5).plus(e), c);
            return new Pair<>(next, next.minus(c));
        }, x[0], x[1]);
        return arrays(y.first(), y.second());
    }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    @ParameterizedTest @MethodSource("turned")
    void rowsRunInBlocks(Case c) {
        var loops = loops(c);
        assertTrue(LoopCheck.check(loops));
        assertTrue(loops.stream().anyMatch(Stmt.Parallel.class::isInstance), () -> loops.toString());
        checkAll(c.f, c.x);
    }

    @ParameterizedTest @MethodSource("turned")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    /** What all rows share is each block's own, on its stack, with room for vectors with idle lanes there as elsewhere. */
    @Test void stacksOfBlocksHaveRoom() {
        var shared = new Case("", x -> {
            var y = vmap((Array row) -> Lax.scan((Pair<Array, Array> c, Array e) -> {
                Array p = c.first().times(0.5).exp().plus(c.first().sum(0)).div(9);
                Array s = c.second().times(0.9).plus(e.times(p.sum()));
                return new Pair<>(new Pair<>(p, s), s);
            }, new Pair<>(x[1], x[1].get(0).get(0)), row)).apply(x[0]);
            return arrays(y.second(), y.first().first());
        }, array(1, DType.F64, 4000, 40), array(2, DType.F64, 3, 5));
        checkAll(shared.f, shared.x);
        var text = Code.of(Lower.program(Pipeline.prepare(program(shared.f, shared.x)))).ir();
        var stacks = Pattern.compile("alloca \\[(\\d+) x double]").matcher(text).results().map(m -> Long.parseLong(m.group(1)))
                .filter(n -> n <= Fusion.SMALL).toList();
        assertFalse(stacks.isEmpty(), text);
        assertTrue(stacks.stream().allMatch(n -> n % 8 == 0), stacks::toString);
    }

    @Test void rowsThatMixStay() {
        var x = arrays(array(1, DType.F64, 1000), array(2, DType.F64, STEPS, 1000));
        var mean = new Case("", y -> arrays(Lax.scan((Array c, Array e) -> {
            var next = c.times(0.9).plus(e).minus(c.mean());
            return new Pair<>(next, next);
        }, y[0], y[1]).second()), x);
        var shift = new Case("", y -> arrays(Lax.scan((Array c, Array e) -> {
            var next = new Reverse(Axes.of(0)).bind(c).times(0.5).plus(e);
            return new Pair<>(next, next);
        }, y[0], y[1]).second()), x);
        for (var c : List.of(mean, shift)) {
            assertTrue(loops(c).stream().noneMatch(Stmt.Parallel.class::isInstance));
            checkAll(c.f, c.x);
        }
    }
}
