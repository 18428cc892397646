package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Bounds;
import jacobi.lax.Lax;
import jacobi.lax.Scatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates at places known at run time: many of few elements, rows, one for each element at most. */
class ScatteredTest {
    private static final long MANY = 40_003;

    private static Array bins(long seed, long n, int bins) {
        return array(seed, DType.F64, n).plus(3).times(bins / 6.0).convert(DType.S32);
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64", "U8"})
    void blocksAreCombined(DType t) {
        Array x = array(1, t, 100), values = array(2, t, MANY), places = bins(3, MANY, 100);
        checkAll(a -> new Array[] {a[0].at(a[2]).add(a[1]), a[0].at(a[2]).min(a[1]), a[0].at(a[2]).max(a[1])}, x, values, places);
        checkAll(a -> new Array[] {a[0].at(a[1]).add(1)}, x, places);
    }

    /** Values that are looked up, or computed, go ahead of the updates; into few elements, and into many. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "BF16"})
    void valuesThatAreLookedUp(DType t) {
        for (int n : new int[] {100, 30_000}) {
            Array x = array(1, t, n), y = array(2, t, n), to = bins(3, MANY, n), from = bins(4, MANY, n);
            checkAll(a -> new Array[] {a[0].at(a[2]).add(a[0].times(a[1]).get(a[3])), a[0].at(a[2]).set(a[1].get(a[3]).plus(1)),
                    a[0].at(a[2]).max(a[1].plus(a[0]).square().get(a[3]))}, x, y, to, from);
            checkAll(a -> Lax.foriLoop(0, 2, (_, c) -> new Array[] {c[0].at(a[2]).add(c[0].times(a[1]).get(a[3]))}, new Array[] {
                    a[0]}), x, y, to, from);
        }
    }

    @Test void whatIsLookedUpAgainAndAgainIsMadeOnce() {
        Array x = array(1, DType.F64, 3000), y = array(2, DType.F64, 3000), from = bins(4, MANY, 3000);
        var loops = lowered(a -> new Array[] {a[0].times(a[1]).get(a[2])}, x, y, from);
        assertEquals(2, loops.size(), loops::toString);
        assertEquals(3000, ((Stmt.Nest) loops.getFirst()).points());
    }

    @Test void rowsOfATable() {
        Array x = array(4, DType.F64, 7, 5), rows = array(5, DType.F64, MANY, 5), places = bins(6, MANY, 7);
        checkAll(a -> new Array[] {a[0].at(a[2]).add(a[1])}, x, rows, places);
    }

    @Test void countsAreExactAndShared() {
        Array places = bins(7, MANY, 10);
        checkAll(a -> new Array[] {Array.zeros(DType.S32, 10).at(a[0]).add(1)}, places);
        assertTrue(lowered(a -> new Array[] {Array.zeros(DType.S32, 10).at(a[0]).add(1)},
                places).stream().anyMatch(Stmt.Parallel.class::isInstance));
    }

    private static List<Stmt> lowered(UnaryOperator<Array[]> f, Array... x) {
        return Lower.program(Pipeline.prepare(program(f, x))).body();
    }

    // ---- at most one update for an element

    /** A window for each slice, of the second operand's rows, wherever it starts. */
    private static Scatter oneEach(Scatter.Combine combine, Bounds bounds) {
        return new Scatter(Axes.of(1), Axes.NONE, Axes.of(0), Axes.of(0), Axes.of(1), combine, bounds);
    }

    @ParameterizedTest @EnumSource(names = {"CLAMP", "FILL"})
    void windowsThatAnElementMeetsOnce(Bounds bounds) {
        Array x = array(8, DType.F64, 9, 21), starts = array(9, DType.S32, 9, 1).times(4);
        for (var c : Scatter.Combine.values())
            for (long n : new long[] {1, 5, 21})
                check(a -> oneEach(c, bounds).bind(a).square(), x, starts, array(10, DType.F64, 9, n));
    }

    @Test void updatesOfOneElementARowJoinTheNestsAround() {
        Array x = array(11, DType.F32, 300, 33), places = bins(12, 300, 33);
        UnaryOperator<Array[]> f = a -> new Array[] {Jacobi.grad((Array y) -> y.takeAlongAxis(a[1].expandDims(1), 1)
                .square().sum().plus(y.sin().sum())).apply(a[0])};
        checkAll(f, x, places);
        assertEquals(1, lowered(f, x, places).size());
        checkAll(a -> new Array[] {Jacobi.vmap((Array r, Array i) -> r.at(i).set(7)).apply(a[0], a[1]).times(2)}, x, places);
    }

    @Test void zerosKeepTheirSigns() {
        Array x = array(13, DType.F64, 4, 5).times(0), places = Array.of(0, 1, 2, 3);
        checkAll(a -> new Array[] {Array.of(1.0).div(Jacobi.vmap((Array r, Array i) -> r.at(i).add(-0.0)).apply(a[0].times(-1),
                a[1]))}, x, places);
    }

    @Test void placesOutsideAreErrors() {
        Array x = array(14, DType.F64, 4, 5), places = Array.of(0, 1, 5, 3);
        var f = Jacobi.jit((Array a, Array b) -> Jacobi.vmap((Array r, Array i) -> r.at(i).set(1)).apply(a, b).times(2));
        assertThrows(IndexError.class, () -> f.apply(x, places));
    }

    // ---- windows and slices

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64"})
    void windowsAreShared(DType t) {
        Array x = array(15, t, 50, 3, 70), rows = array(16, t, 999, 3, 70), places = bins(17, 999, 50);
        for (var c : Scatter.Combine.values())
            check(a -> new Scatter(Axes.of(1, 2), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), c, Bounds.ERROR).bind(a), x,
                    places.expandDims(1), rows);
    }

    @ParameterizedTest @EnumSource(names = {"CLAMP", "FILL"})
    void windowsThatOverlap(Bounds bounds) {
        Array x = array(18, DType.F64, 40, 90), starts = array(19, DType.S32, 700, 2).times(7);
        for (var c : Scatter.Combine.values())
            for (long[] n : new long[][] {{1, 90}, {3, 90}, {3, 40}, {40, 7}})
                check(a -> new Scatter(Axes.of(1, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0, 1), c, bounds).bind(a), x,
                        starts,
                        array(20, DType.F64, 700, n[0], n[1]));
    }

    /** Threads meet in rows that windows from different places on share, if they share windows row by row. */
    @Test void windowsThatOverlapAreTheSameAgainAndAgain() {
        Array x = array(18, DType.F64, 40, 90), starts = array(19, DType.S32, 700, 2).times(7), rows = array(20, DType.F64, 700,
                3, 40);
        var f = Jacobi.jit((Array a, Array i, Array b) -> new Scatter(Axes.of(1, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0,
                1), Scatter.Combine.ADD, Bounds.CLAMP).bind(a, i, b));
        var once = f.apply(x, starts, rows).toDoubleArray();
        for (int i = 0; i < 300; i++) assertArrayEquals(once, f.apply(x, starts, rows).toDoubleArray());
    }

    /** The windows' axes come first, then those of the places. */
    @Test void windowsAheadOfTheirBatch() {
        Array x = array(21, DType.F64, 60, 33), places = bins(22, 500, 33);
        checkAll(a -> new Array[] {Jacobi.vmap((Array r) -> r.at(a[1]).set(a[2])).apply(a[0])}, x, places, array(23, DType.F64,
                500));
        var sliding = new Scatter(Axes.of(0, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0, 1), Scatter.Combine.SET,
                Bounds.CLAMP);
        check(a -> sliding.bind(a), x, array(24, DType.S32, 500, 2).times(9), array(25, DType.F64, 4, 500, 5));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "S64"})
    void slicesOfABatch(DType t) {
        for (long n : new long[] {1, 7, 40, 3000}) {
            Array x = array(26, t, n, 25), values = array(27, t, n, 60), places = bins(28, n * 60, 25).reshape(n, 60);
            checkAll(a -> new Array[] {Jacobi.vmap((Array r, Array i, Array v) -> r.at(i).add(v)).apply(a[0], a[1], a[2]),
                    a[0].at(Array.arange(n).expandDims(1), a[1]).set(a[2])}, x, places, values);
        }
    }
}
