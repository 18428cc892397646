package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.stream.Stream;
import jacobi.F1;
import jacobi.F2;
import jacobi.core.*;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Bounds;
import jacobi.lax.DynamicUpdateSlice;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops that write a part of their carry in each round. */
class InPlaceTest {
    private static final Index INNER = Index.range(1, -1), BEFORE = Index.to(-2), AFTER = Index.from(2);
    private static final Array X = array(1, DType.F64, 14, 19), Y = array(2, DType.F64, 14, 19);

    record Case(String name, F2<Array, Array[], Array[]> round) {
        @Override public String toString() { return name; }
    }

    private static Array mean(Array u) {
        return u.get(BEFORE, INNER).plus(u.get(AFTER, INNER)).plus(u.get(INNER, BEFORE)).plus(u.get(INNER, AFTER)).times(0.25);
    }

    private static Array relaxed(Array u) { return u.at(INNER, INNER).set(mean(u)); }

    /** Fourteen places, none of them met once. */
    private static Array places(Array i) { return Array.arange(14).convert(DType.S64).plus(i).rem(5); }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("a block from its neighbours", (_, c) -> new Array[] {relaxed(c[0]), c[1]}),
                new Case("a block from itself", (_, c) -> new Array[] {c[0].at(INNER, INNER).set(c[0].get(INNER, INNER)
                        .times(0.5)),
                        c[1]}),
                new Case("a block of ones", (_, c) -> new Array[] {c[0].at(INNER, INNER).set(Array.ones(12, 17)), c[1]}),
                new Case("blocks of two", (_, c) -> new Array[] {c[0].at(INNER, INNER).set(mean(c[1])),
                        c[1].at(INNER, INNER).set(mean(c[0]))}),
                new Case("another reads what was", (_, c) -> new Array[] {relaxed(c[0]), c[0].plus(c[1])}),
                new Case("another becomes what was", (_, c) -> new Array[] {relaxed(c[0]), c[0]}),
                new Case("another reads what is", (_, c) -> {
                    Array u = relaxed(c[0]);
                    return new Array[] {u, c[1].plus(u)};
                }),
                new Case("a sum of it", (_, c) -> new Array[] {c[0].at(INNER, INNER).set(mean(c[0]).plus(c[0].sum())), c[1]}),
                new Case("a small part", (_, c) -> new Array[] {c[0].at(INNER, Index.range(1, 2)).set(mean(c[1])
                        .get(Index.range(0, 12),
                        Index.to(1))), c[1].plus(1)}),
                new Case("a part that moves", (i, c) -> new Array[] {new DynamicUpdateSlice(Bounds.CLAMP).bind(c[0], mean(c[0]),
                        i, Array.of(1L)),
                        c[1]}),
                new Case("rows of itself", (i, c) -> new Array[] {c[0].at(places(i)).add(c[0]), c[1]}),
                new Case("rows of one that is updated", (i, c) -> new Array[] {c[0].at(places(i)).add(mean(c[1]).sum()), c[1].at(
                        places(i)).add(c[0])}),
                new Case("elements one after another", (i, c) -> {
                    var u = c[0].at(i, i).add(c[0].get(i.plus(1), i));
                    var v = u.at(i.plus(1), i).set(u.get(i, i).times(u.get(i.plus(1), i)));
                    return new Array[] {v.at(i, i).add(v.get(i.plus(1), i).plus(u.get(i, i))), c[1]};
                }),
                new Case("rows one after another", (i, c) -> {
                    var u = c[0].at(i).add(c[0].get(i.plus(1)));
                    var v = u.at(i.plus(2)).set(u.get(i).minus(u.get(i.plus(1))));
                    return new Array[] {v.at(places(i)).add(v.get(i.plus(2)).times(0.5)), c[1].plus(v.get(i))};
                }),
                new Case("one part, then another", (_, c) -> {
                    Array u = relaxed(c[0]);
                    return new Array[] {u.at(BEFORE, BEFORE).set(mean(c[0]).times(0.5)), c[1]};
                }));
    }

    @ParameterizedTest @MethodSource("cases")
    void agrees(Case c) {
        for (long n = 0; n < 4; n++) {
            long rounds = n;
            checkAll(x -> Lax.foriLoop(0, rounds, c.round, x), X, Y);
            checkAll(x -> Lax.foriLoop(0, 3, (_, y) -> Lax.foriLoop(0, rounds, c.round, y), x), X, Y);
        }
    }

    @ParameterizedTest @MethodSource("cases")
    void agreesUntilItIsSmall(Case c) {
        checkAll(x -> Lax.whileLoop(y -> y[0].abs().sum().gt(20).and(y[2].lt(5)), y -> {
            Array[] next = c.round.apply(y[2].convert(DType.S64), new Array[] {y[0], y[1]});
            return new Array[] {next[0], next[1], y[2].plus(1)};
        }, new Array[] {x[0], x[1], Array.of(0.0)}), X, Y);
    }

    /** A table filled element by element, from its neighbours. */
    private static Array filled(Array u, Array i) {
        return Lax.foriLoop(1, 19, (k, r) -> {
            var best = r.get(i.minus(1), k).maximum(r.get(i, k.minus(1)));
            return r.at(i, k).set(best.plus(r.get(i, k)));
        }, u);
    }

    private static final F1<Array, Array> DOUBLED = u -> u.at(3, 4).set(u.get(3, 4).times(2));

    private static Array put(Array u, Array i) { return u.at(i, Array.of(1L)).set(u.get(Array.of(2L), i)); }

    /** Rounds that update, or do not. */
    static Stream<Case> sometimes() {
        F2<Array, Array, Array> isOdd = (i, u) -> i.rem(2L).eq(1L).and(u.get(2, 2).gt(-9));
        return Stream.of(
                new Case("by a condition", (i, c) -> new Array[] {Lax.cond(isOdd.apply(i, c[0]), DOUBLED, u -> u, c[0]), c[1]}),
                new Case("by a condition, or not", (i, c) -> new Array[] {Lax.cond(isOdd.apply(i, c[0]), u -> u, DOUBLED, c[0]),
                        c[1]}),
                new Case("either of two blocks", (i, c) -> new Array[] {Lax.cond(isOdd.apply(i, c[0]), u -> put(u, i), u -> put(u,
                        i.plus(2)), c[0]), c[1]}),
                new Case("blocks of two shapes", (i, c) -> new Array[] {Lax.cond(isOdd.apply(i, c[0]), u -> u.at(i).set(7),
                        u -> put(u, i), c[0]), c[1]}),
                new Case("something else", (i, c) -> new Array[] {Lax.cond(isOdd.apply(i, c[0]), DOUBLED, u -> u.plus(1), c[0]),
                        c[1]}),
                new Case("two arrays", (i, c) -> Lax.cond(isOdd.apply(i, c[0]), (Array[] u) -> new Array[] {DOUBLED.apply(u[0]),
                        u[1]}, u -> new Array[] {u[0], u[1].at(i).set(u[0].get(3))}, c)),
                new Case("arrays that change places", (i, c) -> Lax.cond(isOdd.apply(i, c[0]), (Array[] u) -> new Array[] {
                        DOUBLED.apply(u[1]), u[0]}, u -> u, c)),
                new Case("what is replaced is used", (i, c) -> Lax.cond(isOdd.apply(i, c[0]), (Array[] u) -> {
                    var v = DOUBLED.apply(u[0]);
                    return new Array[] {v, v.times(0.5)};
                }, u -> u, c)),
                new Case("by choice", (i, c) -> new Array[] {Array.where(isOdd.apply(i, c[0]), DOUBLED.apply(c[0]), c[0]), c[1]}),
                new Case("by choice, or not", (i, c) -> new Array[] {Array.where(isOdd.apply(i, c[0]), c[0], c[0].at(i).set(c[1]
                        .get(i))), c[1]}));
    }

    @ParameterizedTest @MethodSource("sometimes")
    void updatesInSomeRounds(Case c) {
        checkAll(x -> Lax.foriLoop(0, 7, c.round, x), X, Y);
        checkAll(x -> c.round.apply(Array.of(3L), x), X, Y);
    }

    @Test void someRoundsWriteOneElement() {
        for (var c : sometimes().filter(c -> c.name.startsWith("by ")).toList()) {
            var x = array(1, DType.F64, 40, 50);
            var loops = Lower.program(Pipeline.prepare(program(y -> Lax.foriLoop(0, 7, c.round, y), x, x))).body();
            assertTrue(LoopCheck.check(loops));
            var round = loops.stream().filter(Stmt.Counted.class::isInstance).map(s -> ((Stmt.Counted) s).body()).findFirst()
                    .orElseThrow();
            for (var s : round) assertTrue(!(s instanceof Stmt.Nest n) || n.points() <= 50, round::toString);
            assertTrue(round.stream().noneMatch(Stmt.Swap.class::isInstance), round::toString);
        }
    }

    @Test void placesOutsideAreErrors() {
        var f = jacobi.Jacobi.jit((Array u, Array i) -> Lax.cond(i.gt(2L), (Array v) -> v.at(i).set(0), v -> v, u));
        assertThrows(IndexError.class, () -> f.apply(X, Array.of(14L)));
        assertArrayEquals(X.toDoubleArray(), f.apply(X, Array.of(-20L)).toDoubleArray());
    }

    static Stream<Case> nested() {
        return Stream.of(
                new Case("a loop in a loop", (i, c) -> new Array[] {filled(c[0], i), c[1]}),
                new Case("a loop in a loop in a loop", (i, c) -> new Array[] {Lax.foriLoop(1, 4, (k, u) -> filled(u, k), c[0]),
                        c[1]}),
                new Case("from twice what was", (i, c) -> new Array[] {filled(c[0].times(2), i), c[1]}),
                new Case("from what was, turned round", (i, c) -> new Array[] {filled(c[0].flip(0), i), c[1]}),
                new Case("half of what came out", (i, c) -> new Array[] {filled(c[0], i).times(0.5), c[1]}),
                new Case("what came out and what was", (i, c) -> new Array[] {filled(c[0], i).times(0.5).plus(c[0]), c[1]}),
                new Case("what was is read before", (i, c) -> new Array[] {filled(c[0], i), c[1].plus(c[0].sum().times(0.01))}),
                new Case("what was is kept", (i, c) -> new Array[] {filled(c[0], i), c[0]}),
                new Case("what came out is kept twice", (i, c) -> {
                    var u = filled(c[0], i);
                    return new Array[] {u, u.plus(c[1])};
                }),
                new Case("two tables", (i, c) -> new Array[] {filled(c[1], i), filled(c[0], i)}),
                new Case("one loop after another", (i, c) -> new Array[] {filled(filled(c[0], i), i), c[1]}),
                new Case("until it is large", (i, c) -> new Array[] {Lax.whileLoop((Array u) -> u.sum().lt(1e3), u -> filled(u
                        .plus(1), i), c[0]), c[1]}),
                new Case("steps that change places", (_, c) -> new Array[] {Lax.foriLoop(0, 3, (_, u) -> relaxed(u), c[0]),
                        c[1]}));
    }

    @ParameterizedTest @MethodSource("nested")
    void loopsWithinLoops(Case c) {
        for (long n : new long[] {1, 2, 5}) checkAll(x -> Lax.foriLoop(1, 1 + n, c.round, x), X, Y);
    }

    /** The inner loop goes on where the outer one's array lies. */
    @Test void nothingIsCopiedBetweenLoops() {
        var loops = Lower.program(Pipeline.prepare(program(x -> new Array[] {Lax.foriLoop(1, 13, (i, u) -> filled(u, i), x[0])},
                X))).body();
        assertTrue(LoopCheck.check(loops));
        var round = loops.stream().filter(Stmt.Counted.class::isInstance).map(s -> ((Stmt.Counted) s).body()).findFirst()
                .orElseThrow();
        for (var s : round) assertTrue(!(s instanceof Stmt.Nest n) || n.points() == 1, round::toString);
    }

    /** Of a row that a number tells, a part is written where the array lies, whatever it was computed from. */
    @Test void partsOfRows() {
        F2<Array, Array, Array> sweep = (i, u) -> u.at(Index.at(i), INNER).set(u.get(i.minus(1)).plus(u.get(i.plus(1))).get(INNER)
                .plus(u.get(i).get(BEFORE)).plus(u.get(Index.at(i), AFTER)).times(0.25));
        checkAll(x -> new Array[] {Lax.foriLoop(1, 13, sweep, x[0])}, X);
        checkAll(x -> new Array[] {Lax.foriLoop(1, 13, (i, u) -> u.at(Index.range(2, 9), Index.at(i)).add(u.get(i).get(Index
                .range(3, 10))), x[0])}, X);
        var loops = Lower.program(Pipeline.prepare(program(x -> new Array[] {Lax.foriLoop(1, 13, sweep, x[0])}, X))).body();
        var round = loops.stream().filter(Stmt.Counted.class::isInstance).map(s -> ((Stmt.Counted) s).body()).findFirst()
                .orElseThrow();
        for (var s : round) assertTrue(s instanceof Stmt.Nest n && n.points() <= 17, round::toString);
    }

    /** The block needs no memory between: each round reads one memory and writes the other. */
    @Test void blocksChangePlaces() {
        var loops = Lower.program(Pipeline.prepare(program(x -> Lax.foriLoop(0, 4, (_, c) -> new Array[] {relaxed(c[0])}, x), X)))
                .body();
        assertTrue(LoopCheck.check(loops));
        var round = loops.stream().filter(Stmt.Counted.class::isInstance).map(s -> ((Stmt.Counted) s).body()).findFirst()
                .orElseThrow();
        assertEquals(1, round.stream().filter(Stmt.Nest.class::isInstance).count(), round::toString);
        assertTrue(round.getLast() instanceof Stmt.Swap, round::toString);
        assertEquals(List.of(Memory.Place.SLOT), round.stream().filter(Stmt.Nest.class::isInstance)
                .map(s -> ((Stmt.Nest) s).stores().getFirst().memory().place()).toList());
    }
}
