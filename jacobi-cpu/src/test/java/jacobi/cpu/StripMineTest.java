package jacobi.cpu;

import static jacobi.Jacobi.vmap;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.F1;
import jacobi.F2;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.interpret.Interpreter;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops of one element under vmap run strip by strip; compiled = interpreted, and the same bits for any number of threads. */
class StripMineTest {
    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    static Stream<Case> stripped() {
        return Stream.of(DType.F64, DType.F32).flatMap(t -> Stream.of(65L, 96L, 1003L).flatMap(n -> Stream.of(
                new Case("roots", x -> arrays(vmap(StripMineTest::root).apply(x[0])), positive(1, t, n)),
                new Case("roots of a table", x -> arrays(vmap(vmap((F1<Array, Array>) StripMineTest::root)).apply(x[0])),
                        positive(1,
                        t, n, 3)),
                new Case("escapes", StripMineTest::escapes, array(1, t, n), array(2, t, 7)),
                new Case("small systems", x -> arrays(vmap((Array v) -> relaxed(v, x[1])).apply(x[0])), array(1, t, n, 3),
                        array(2, t, 3,
                        3)),
                new Case("a loop in a loop", x -> arrays(vmap(StripMineTest::twice).apply(x[0])), positive(1, t, n)),
                new Case("a fixed loop in a loop", x -> arrays(vmap(StripMineTest::steps).apply(x[0])), positive(1, t, n)),
                new Case("a choice in a loop", x -> arrays(vmap(StripMineTest::collatz).apply(x[0].abs().times(9).convert(
                        DType.S64))), array(1, t, n)),
                new Case("rounds of numbers", x -> arrays(Lax.foriLoop(0, 30, (i, c) -> c.times(3.7).times(c.rminus(1)), x[0])),
                        array(1, t, n)),
                new Case("numbers that all rows take", x -> arrays(Lax.scan((Array c, Array k) -> new jacobi.Pair<>(c.times(x[0])
                        .plus(k), List.<Array>of()), x[0], x[1]).first()), array(1, t, n), array(2, t, 20)),
                new Case("rows of many numbers", x -> arrays(vmap((Array v) -> Lax.foriLoop(0, 9, (i, c) -> ring(c), v)).apply(x[
                        0])), array(1, t, n, 20)),
                new Case("one loop after another", x -> arrays(Lax.foriLoop(0, 30, (i, c) -> c.plus(2).sqrt(), halved(x[0])
                        .tanh())), array(1, t, n)),
                new Case("a carry of one number", StripMineTest::clock, array(1, t, n)))));
    }

    private static Array positive(long seed, DType t, long... shape) { return array(seed, t, shape).abs().plus(0.5); }

    private static Array halved(Array x) { return Lax.foriLoop(0, 20, (i, c) -> c.times(0.5).plus(c.sqrt()), x.abs()); }

    /** Numbers that lean on their neighbours. */
    private static Array ring(Array c) {
        int n = (int) c.shape().dim(0);
        return Array.stack(0, IntStream.range(0, n).mapToObj(i -> c.get(i).plus(c.get((i + 1) % n).minus(c.get((i + n - 2) % n))
                .times(c.get((i + n - 1) % n)).times(0.1)).tanh()).toList());
    }

    record Guess(Array last, Array next) {}

    /** A root by Heron's method. */
    private static Array root(Array x) {
        double close = x.dtype() == DType.F32 ? 1e-5 : 1e-12;
        return Lax.whileLoop(g -> g.last.minus(g.next).abs().gt(g.next.times(close)), g -> new Guess(g.next, g.next.plus(x.div(
                g.next)).times(0.5)), new Guess(Array.zerosLike(x), x)).next;
    }

    record Orbit(Array x, Array y, Array count) {}

    /** Rounds of z ← z² + c of numbers from two vectors, lifted one after the other. */
    private static Array[] escapes(Array[] x) {
        F2<Array, Array, Array> one = (a, b) -> Lax.whileLoop(z -> z.x.square().plus(z.y.square()).lt(4).and(z.count.lt(30)),
            z -> new Orbit(z.x.square().minus(z.y.square()).plus(a), z.x.times(z.y).times(2).plus(b), z.count.plus(1)),
            new Orbit(a, b, Array.of(0))).count;
        F2<Array, Array, Array> row = vmap(one, new int[] {0, Jacobi.NONE}, 0);
        return arrays(vmap(row, new int[] {Jacobi.NONE, 0}, 0).apply(x[0], x[1]));
    }

    /** v ← sin(v A) / 8 until it is small; a vector each. */
    private static Array relaxed(Array v, Array a) {
        return Lax.whileLoop(u -> u.square().sum().gt(1e-3), u -> u.dot(a).sin().times(0.125), v);
    }

    /** Each round of a loop is a loop whose number of rounds differs from element to element. */
    private static Array twice(Array x) {
        return Lax.whileLoop(y -> y.lt(100), y -> Lax.whileLoop(z -> z.lt(y.plus(1)), z -> z.times(1.125).plus(0.125), y), x);
    }

    private static Array steps(Array x) {
        return Lax.whileLoop(y -> y.lt(100), y -> Lax.foriLoop(0, 3, (i, z) -> z.plus(z.times(0.1)), y), x);
    }

    record Walk(Array at, Array steps) {}

    private static Array collatz(Array n) {
        return Lax.whileLoop(w -> w.at.gt(1), w -> new Walk(Lax.cond(w.at.rem(2).eq(0), (Array a) -> a.div(2).convert(DType.S64),
                a -> a.times(3)
                .plus(
                1), w.at), w.steps.plus(1)), new Walk(n, Array.of(0L))).steps;
    }

    /** Rows that go on together with a number that is the same for all, and is a result. */
    private static Array[] clock(Array[] x) {
        var start = Array.zerosLike(x[0].get(0));
        return Lax.foriLoop(0, 20, (i, c) -> arrays(c[0].plus(c[1]).times(0.5), c[1].plus(1)), arrays(x[0], start));
    }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    @ParameterizedTest @MethodSource("stripped")
    void rowsRunInStrips(Case c) {
        var loops = loops(c);
        assertTrue(LoopCheck.check(loops));
        assertTrue(loops.stream().anyMatch(s -> s instanceof Stmt.Parallel p && !p.local().isEmpty()), loops::toString);
        assertTrue(loops.stream().noneMatch(Stmt.While.class::isInstance));
        checkAll(c.f, c.x);
    }

    @ParameterizedTest @MethodSource("stripped")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    /** To the bit, what each element gives by itself. */
    @Test void elementsDoNotWaitForEachOther() {
        var x = positive(3, DType.F64, 100);
        var together = vmap(StripMineTest::root).apply(x);
        var p = program(y -> arrays(vmap(StripMineTest::root).apply(y[0])), x);
        var compiled = Pipeline.compile(p).run((DenseArray) x)[0];
        assertArrayEquals(Interpreter.run(p, (DenseArray) x)[0].toDoubleArray(), compiled.toDoubleArray());
        assertArrayEquals(together.toDoubleArray(), compiled.toDoubleArray());
    }

    @Test void rowsThatMixStay() {
        var c = new Case("", x -> arrays(Lax.whileLoop(y -> y.abs().max().gt(1), y -> y.minus(y.mean()).times(0.5), x[0])),
                array(1,
                DType.F64, 1000));
        assertTrue(loops(c).stream().anyMatch(Stmt.While.class::isInstance));
        checkAll(c.f, c.x);
    }
}
