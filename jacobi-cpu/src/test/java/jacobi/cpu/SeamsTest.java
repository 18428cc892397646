package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Joined, rolled and padded arrays: where nests are cut, and that the pieces compute the same. */
class SeamsTest {
    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    private static Array neighbours(Array x) { return x.roll(1, 0).plus(x.roll(-2, 1)).plus(x.roll(3, 1)).minus(x); }

    /** The sums of 3 × 3 windows of an array between zeros. */
    private static Array blurred(Array x) {
        var padded = x.pad(new long[] {1, 1}, new long[] {1, 1});
        return IntStream.range(0, 9).mapToObj(k -> new Slice(Shape.of(k / 3, k % 3), Shape.of(k / 3 + x.dim(0), k % 3 + x.dim(1)),
                Shape.of(1, 1)).bind(padded)).reduce(Array::plus).orElseThrow();
    }

    /** The largest of three neighbours, by a fold over shifted copies whose places depend on two variables. */
    private static Array largest(Array x) {
        long n = x.dim(0);
        var padded = x.pad(new long[] {1}, new long[] {1 + n});
        var rows = new BroadcastInDim(Shape.of(3, 2 * n + 2), Axes.of(1)).bind(padded).reshape(Shape.of(6 * n + 6));
        return new Slice(Shape.of(0), Shape.of(3 * (2 * n + 1)), Shape.of(1)).bind(rows).reshape(Shape.of(3, 2 * n + 1)).max(0);
    }

    private static Array joined(Array[] x, int axis) {
        return Array.concatenate(axis, IntStream.range(0, 20).mapToObj(i -> x[i % x.length].times(i)).toList());
    }

    private static Array masked(Array x) {
        var place = new Iota(x.type().withDType(DType.S32), 1).bind();
        return Array.where(place.lt(100).or(place.eq(x.dim(1) - 1)), x, x.times(2));
    }

    private static Array[] swept(Array[] x) {
        return arrays(Lax.foriLoop(0, 5, (_, u) -> u.plus(neighbours(u).times(0.1)), x[0]));
    }

    static Stream<Case> cases() {
        return Stream.of(DType.F32, DType.F64, DType.S32).flatMap(t -> Stream.of(130L, 300L).flatMap(n -> Stream.of(
                new Case("neighbours", x -> arrays(neighbours(x[0])), array(1, t, n, 200)),
                new Case("few rows", x -> arrays(neighbours(x[0])), array(1, t, 4, 5 * n)),
                new Case("blurred", x -> arrays(blurred(x[0])), array(2, t, n, n + 1)),
                new Case("largest", x -> arrays(largest(x[0])), array(3, t, 3 * n)),
                new Case("joined rows", x -> arrays(joined(x, 0)), array(4, t, 30, n), array(5, t, 7, n)),
                new Case("joined columns", x -> arrays(joined(x, 1)), array(4, t, n, 70), array(5, t, n, 7)),
                new Case("sum of what was joined", x -> arrays(joined(x, 1).sum(1)), array(4, t, n, 70), array(5, t, n, 7)),
                new Case("stacked", x -> arrays(Array.stack(x[0], x[1])), array(4, t, n * n), array(5, t, n * n)),
                new Case("interleaved", x -> arrays(Array.stack(1, x[0], x[1])), array(4, t, n * n), array(5, t, n * n)),
                new Case("masked", x -> arrays(masked(x[0])), array(6, t, 20, n)),
                new Case("a roll of a reverse", x -> arrays(x[0].flip(0).roll(n / 2, 0)), array(7, t, 20 * n)),
                new Case("swept", SeamsTest::swept, array(8, t == DType.S32 ? DType.F64 : t, n, 131)))));
    }

    @ParameterizedTest @MethodSource("cases")
    void computesTheSame(Case c) {
        assertTrue(LoopCheck.check(loops(c)));
        checkAll(c.f, c.x);
    }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    private static List<Stmt.Nest> nests(UnaryOperator<Array[]> f, Array... x) {
        var nests = new ArrayList<Stmt.Nest>();
        for (var s : loops(new Case("", f, x))) {
            if (s instanceof Stmt.Nest n) nests.add(n);
            if (s instanceof Stmt.Shared b) nests.addAll(b.each());
        }
        return nests;
    }

    /** Whether something is still chosen, or read only where a mask allows it. */
    private static boolean chooses(Stmt.Nest n) {
        boolean[] found = {false};
        Weight.each(Stmts.exprs(n.stores()), e -> found[0] |= e instanceof Expr.Apply a && a.function() == Select.SELECT
                || e instanceof Expr.Load l && l.mask() != null);
        return found[0];
    }

    private static long plain(List<Stmt.Nest> nests) { return nests.stream().filter(n -> !chooses(n)).count(); }

    @Test
    void aRollIsTwoRows() {
        var nests = nests(x -> arrays(x[0].roll(100, 0)), array(1, DType.F64, 1000));
        assertEquals(List.of(2L, 2L), List.of((long) nests.size(), plain(nests)));
    }

    /** Rolls by 1, 2 and 3: nine pieces, of which those beside each other on one side keep their choices. */
    @Test
    void bordersOfTwoAxesAreNinePieces() {
        var nests = nests(x -> arrays(x[0].roll(1, 0).plus(x[0].roll(-1, 0)).plus(x[0].roll(1, 1)).plus(x[0].roll(-3, 1))
                .plus(x[0].roll(-2, 1))), array(1, DType.F64, 200, 300));
        assertEquals(9, nests.size());
        assertEquals(6, plain(nests));
        var largest = nests.stream().max(java.util.Comparator.comparingLong(Stmt.Nest::points)).orElseThrow();
        assertFalse(chooses(largest));
    }

    /** As many pieces as parts, since each writes its own part alone. */
    @Test
    void manyPartsAreRowsOfTheirOwn() {
        var parts = IntStream.range(0, 30).mapToObj(i -> array(i, DType.F64, 50)).toArray(Array[]::new);
        var nests = nests(x -> arrays(Array.concatenate(0, List.of(x))), parts);
        assertEquals(30, nests.size());
        assertEquals(30, plain(nests));
    }

    @Test
    void shortRowsStayWhole() {
        assertEquals(1, nests(x -> arrays(x[0].roll(1, 1)), array(1, DType.F64, 500, 12)).size());
        assertEquals(1, nests(x -> arrays(x[0].roll(1, 0)), array(1, DType.F64, 100)).size());
    }
}
