package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops and temporaries with the two leading axes swapped give what they gave. */
class SwapAxesTest {
    private final Exprs exprs = new Exprs();

    /** The best choice of many, round after round; what a choice is worth today is the same in each. */
    private static Array[] plan(long rounds, Monoid best, Array... x) {
        Array wealth = x[0], income = x[1], chances = x[2];
        long w = wealth.dim(0), y = income.dim(0);
        Array left = wealth.reshape(w, 1, 1).plus(income.reshape(1, y, 1)).minus(wealth);
        return Lax.foriLoop(0, rounds, (_, v) -> {
            Array total = left.sin().plus(chances.matmul(v[0].transpose()).times(0.9));
            return new Array[] {new Reduce(best, Axes.of(2)).bind(Array.where(left.gt(0), total, -9))};
        }, new Array[] {Array.zeros(DType.F64, w, y)});
    }

    record Case(long w, long y, Monoid best) {
        Array[] x() { return new Array[] {array(1, DType.F64, w), array(2, DType.F64, y), array(3, DType.F64, y, y)}; }

        UnaryOperator<Array[]> f() { return x -> plan(3, best, x); }
    }

    static Stream<Case> cases() {
        return Stream.of(new long[] {50, 60}, new long[] {37, 101}, new long[] {65, 40}).flatMap(n -> Stream.of(Monoid.MAX,
                Monoid.SUM).map(m -> new Case(n[0], n[1], m)));
    }

    @ParameterizedTest @MethodSource("cases")
    void plansAgree(Case c) {
        assertTrue(LoopCheck.check(Lower.program(Pipeline.prepare(program(c.f(), c.x()))).body()));
        checkAll(c.f(), c.x());
    }

    // ---- by hand

    private static final Memory X = new Memory("x", DType.F64, 30 * 40 * 60, Memory.Place.ARGUMENT, 0);
    private static final Memory E = new Memory("e", DType.F64, 40 * 60, Memory.Place.ARGUMENT, 1);
    private static final Memory Y = new Memory("y", DType.F64, 30 * 40, Memory.Place.RESULT, 0);
    private final Memory t = new Memory("t", DType.F64, 30 * 40 * 60, Memory.Place.WORKSPACE, -1);

    private Stmt.Nest writer() {
        Index i = new Index("i", 30), j = new Index("j", 40), k = new Index("k", 60);
        var at = Places.linear(Shape.of(30, 40, 60), Places.of(List.of(i, j, k)));
        return new Stmt.Nest(List.of(i, j, k), List.of(new Stmt.Store(t, at, exprs.load(X, at, null))));
    }

    /** y[i, j] = Σ t[i, j, k] e[…] over k */
    private Stmt.Nest reader(boolean again) {
        Index i = new Index("i", 30), j = new Index("j", 40), k = new Index("k", 60);
        var at = Places.linear(Shape.of(30, 40, 60), Places.of(List.of(i, j, k)));
        var e = again ? Ix.of(j).times(60).plus(Ix.of(k)) : Ix.of(k);
        var term = exprs.apply(Binary.MULTIPLY, exprs.load(t, at, null), exprs.load(E, e, null));
        return new Stmt.Nest(List.of(i, j), List.of(new Stmt.Store(Y, Ix.of(i).times(40).plus(Ix.of(j)), exprs.fold(Monoid.SUM,
                List.of(k), term))));
    }

    private static List<Long> extents(Stmt s) { return ((Stmt.Nest) s).domain().stream().map(Index::extent).toList(); }

    @Test void whatIsReadAgainComesNear() {
        var swapped = SwapAxes.of(List.of(writer(), reader(true)), exprs);
        assertTrue(LoopCheck.check(swapped));
        assertEquals(List.of(40L, 30L, 60L), extents(swapped.get(0)));
        assertEquals(List.of(40L, 30L), extents(swapped.get(1)));
        var domain = ((Stmt.Nest) swapped.get(0)).domain();
        assertEquals(Places.linear(Shape.of(40, 30, 60), Places.of(domain)), ((Stmt.Nest) swapped.get(0)).stores().getFirst()
                .at());
    }

    @Test void whatIsNearStays() {
        var body = List.<Stmt>of(writer(), reader(false));
        assertEquals(body, SwapAxes.of(body, exprs));
    }

    @Test void whatOthersReadStays() {
        var body = List.<Stmt>of(writer(), reader(true), reader(true));
        assertEquals(body, SwapAxes.of(body, exprs));
    }
}
