package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Carries that are written over themselves, that change places, and that end in the memory of the loop's results. */
class OverwriteTest {
    private static final Array X = array(1, DType.F64, 12, 17), Y = array(2, DType.F64, 12, 17);

    record Case(String name, boolean swaps, UnaryOperator<Array[]> f) {
        @Override public String toString() { return name; }
    }

    private static Array turned(Array x) { return new Reverse(Axes.of(1)).bind(x); }

    private static Case rounds(long n, boolean swaps, String name, UnaryOperator<Array[]> round) {
        return new Case(name + ", " + n + " rounds", swaps && n > 0, x -> Lax.foriLoop(0, n, (_, c) -> round.apply(c), x));
    }

    static Stream<Case> cases() {
        return Stream.of(0L, 1L, 2L, 3L).flatMap(n -> Stream.of(
                rounds(n, false, "elements alone", c -> new Array[] {c[0].times(0.5).plus(c[1]), c[1]}),
                rounds(n, false, "two in one nest", c -> new Array[] {c[0].minus(c[1]).times(0.5), c[1].plus(c[0].times(0.5))}),
                rounds(n, true, "elements of others", c -> new Array[] {turned(c[0]).plus(c[1]), c[1]}),
                rounds(n, true, "read by neighbours", c -> new Array[] {c[0].plus(1), c[1].plus(turned(c[0]))}),
                rounds(n, true, "places changed", c -> new Array[] {c[1], turned(c[0])}),
                rounds(n, true, "handed on", c -> new Array[] {c[0].times(2).minus(c[1]).plus(turned(c[0])), c[0]}),
                rounds(n, false, "a sum of it before", c -> new Array[] {c[0].times(0.5).plus(c[0].sum(0).times(0.1)),
                        c[1]}))).flatMap(c -> Stream.of(c, nested(c)));
    }

    /** The loop within another, whose carry is what it gives. */
    private static Case nested(Case c) {
        return new Case("nested: " + c.name, c.swaps, x -> Lax.foriLoop(0, 3, (_, y) -> c.f.apply(y), x));
    }

    private static List<Stmt> all(List<Stmt> statements) {
        var all = new ArrayList<Stmt>();
        for (var s : statements) {
            all.add(s);
            Stmts.mapBodies(s, inner -> {
                all.addAll(all(inner));
                return inner;
            });
        }
        return all;
    }

    private static List<Stmt> loops(UnaryOperator<Array[]> f) {
        var loops = Lower.program(Pipeline.prepare(program(f, X, Y))).body();
        assertTrue(LoopCheck.check(loops));
        return all(loops);
    }

    @ParameterizedTest @MethodSource("cases")
    void agrees(Case c) { checkAll(c.f, X, Y); }

    @ParameterizedTest @MethodSource("cases")
    void onlyWhatIsReadAgainChangesPlaces(Case c) {
        if (c.name.startsWith("nested")) return;
        assertEquals(c.swaps, loops(c.f).stream().anyMatch(Stmt.Swap.class::isInstance), () -> loops(c.f).toString());
    }

    private static final Array SQUARE = array(3, DType.F64, 101, 101);

    /** Shortest ways, and rounds of an elimination: each element, with those of a row and a column. */
    private static Array[] ways(Array... x) {
        return Lax.foriLoop(0, 101, (k, c) -> new Array[] {c[0].minimum(c[0].take(k, 1).expandDims(1).plus(c[0].take(k, 0)))}, x);
    }

    private static Array[] eliminated(Array... x) {
        return Lax.foriLoop(0, 20, (k, c) -> {
            Array row = c[0].take(k, 0), factors = c[0].take(k, 1).div(row.take(k, 0).plus(30));
            return new Array[] {c[0].minus(factors.expandDims(1).times(row)), c[1].times(0.9).plus(factors)};
        }, new Array[] {x[0], x[0].sum(0)});
    }

    @Test
    void aRowAndAColumnAreCopiedRatherThanAll() {
        for (UnaryOperator<Array[]> f : List.<UnaryOperator<Array[]>>of(OverwriteTest::ways, OverwriteTest::eliminated)) {
            checkAll(f, SQUARE);
            sameBits(f, SQUARE);
            var loops = all(Lower.program(Pipeline.prepare(program(f, SQUARE))).body());
            assertTrue(loops.stream().noneMatch(Stmt.Swap.class::isInstance), loops::toString);
        }
    }

    /** Each round puts one number in front of the others: the nest that writes first is of a single point. */
    @Test
    void aLargeArrayIsPushedAlong() {
        Array x = array(4, DType.F64, 10_000);
        UnaryOperator<Array[]> f = y -> Lax.foriLoop(0, 3, (_, c) -> {
            Array first = c[0].get(Index.to(1)).times(0.5);
            return new Array[] {Array.concatenate(0, first, c[0].get(Index.to(-1)))};
        }, y);
        checkAll(f, x);
        sameBits(f, x);
    }

    /** All of it, turned, is no less than all of it. */
    @Test
    void aWholeArrayIsNotCopied() {
        UnaryOperator<Array[]> f = x -> Lax.foriLoop(0, 3, (_, c) -> new Array[] {c[0].minus(turned(c[0]).times(0.5))}, x);
        checkAll(f, SQUARE);
        assertTrue(all(Lower.program(Pipeline.prepare(program(f, SQUARE))).body()).stream().anyMatch(
                Stmt.Swap.class::isInstance));
    }

    /** Three states, each of which becomes the one before; and one of them is handed on to two carries. */
    @ParameterizedTest @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void valuesAreHandedOnAlongALine(long n) {
        UnaryOperator<Array[]> line = x -> Lax.foriLoop(0, n, (_, c) -> new Array[] {c[1], c[2], turned(c[2]).plus(c[0])},
                new Array[] {x[0], x[1], x[0].times(x[1])});
        checkAll(line, X, Y);
        checkAll(x -> Lax.foriLoop(0, n, (_, c) -> new Array[] {c[1], turned(c[1]).minus(c[2]), c[1]},
                new Array[] {x[0], x[1], x[0].plus(1)}), X, Y);
        if (n == 0) return;
        var round = loops(line).stream().filter(Stmt.Counted.class::isInstance).map(s -> ((Stmt.Counted) s).body()).findFirst();
        assertEquals(1, round.orElseThrow().stream().filter(Stmt.Nest.class::isInstance).count(), "only one is written");
    }

    /** A counted loop's last values are where they are wanted; nothing is copied after it. */
    @ParameterizedTest @MethodSource("cases")
    void nothingFollowsTheLoop(Case c) {
        var loops = Lower.program(Pipeline.prepare(program(c.f, X, Y))).body();
        int last = loops.size() - 1;
        while (last >= 0 && !(loops.get(last) instanceof Stmt.Counted || loops.get(last) instanceof Stmt.Parallel)) last--;
        assertTrue(c.name.endsWith(" 0 rounds") || last == loops.size() - 1, () -> loops.toString());
    }

    @ParameterizedTest @MethodSource("cases")
    void agreesWhileSomethingHolds(Case c) {
        checkAll(x -> {
            var sum = Lax.whileLoop((Pair<Array, List<Array>> s) -> s.first().lt(3), s -> new Pair<>(s.first().plus(1),
                    List.of(c.f.apply(s.second().toArray(Array[]::new)))), new Pair<>(Array.of(0), List.of(x)));
            return sum.second().toArray(Array[]::new);
        }, X, Y);
    }
}
