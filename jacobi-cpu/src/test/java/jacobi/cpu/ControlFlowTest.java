package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops, branches, indexing and linear algebra in one entry: compiled = interpreted, with carries in registers and in memory. */
class ControlFlowTest {
    private static final DType F = DType.F64, I = DType.S64;

    static LongStream extents() { return LongStream.of(1, 3, 64, 65, 1000); }

    private static ArrayType type(DType t, long... dims) { return ArrayType.of(t, dims); }

    private static Array[] arrays(Array... x) { return x; }

    @ParameterizedTest @MethodSource("extents")
    void whileLoops(long n) {
        var below = program(x -> arrays(Compare.LT.bind(x[0], Constant.of(I, 10).bind())), type(I), type(F, n));
        var step = program(x -> arrays(x[0].plus(1), x[1].sin().times(1.1).plus(x[2])), type(I), type(F, n), type(F, n));
        checkAll(x -> new While(below, step, 2, While.UNBOUNDED).bindAll(Constant.of(I, 0).bind(), x[0], x[1]), array(1, F, n),
                array(2, F, n));
    }

    @ParameterizedTest @MethodSource("extents")
    void carriesThatChangePlaces(long n) {
        var below = program(x -> arrays(Compare.LT.bind(x[0], Constant.of(I, 10).bind())), type(I), type(F, n), type(F, n));
        var step = program(x -> arrays(x[0].plus(1), x[2], x[1].plus(x[2])), type(I), type(F, n), type(F, n));
        checkAll(x -> new While(below, step, 3, While.UNBOUNDED).bindAll(Constant.of(I, 0).bind(), x[0], x[1]), array(1, F, n),
                array(2, F, n));
    }

    @ParameterizedTest @MethodSource("extents")
    void scans(long n) {
        var body = program(x -> arrays(x[0].times(0.9).plus(x[1]).plus(x[2]), x[0].sum(), x[0].plus(x[1])), type(F, n), type(F),
                type(F, n));
        for (boolean reverse : new boolean[] {false, true})
            for (long length : new long[] {0, 1, 7})
                checkAll(x -> new Scan(body, 1, 1, length, reverse).bindAll(x[0], x[1], x[2]), array(1, F, n), array(3, F,
                        length), array(2, F, n));
    }

    @ParameterizedTest @MethodSource("extents")
    void branches(long n) {
        var sine = program(x -> arrays(x[0].sin()), type(F, n));
        var sum = program(x -> arrays(x[0].plus(x[0].sum())), type(F, n));
        for (int which : new int[] {0, 1, 5, -1})
            checkAll(x -> new Case(List.of(sine, sum)).bindAll(x[1], x[0]), array(1, F, n), number(DType.S32, which));
    }

    @ParameterizedTest @MethodSource("extents")
    void placesKnownAtRunTime(long n) {
        var rows = new long[] {1, 3, 0, 3};
        var places = Array.of(rows).reshape(4, 1);
        for (var b : Bounds.values()) {
            var asked = b == Bounds.ERROR ? places : places.times(2);
            check(x -> new Gather(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, n), b).bind(x[0], x[1]),
                    array(1, F, 5, n), asked);
            for (var combine : Scatter.Combine.values())
                check(x -> new Scatter(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), combine, b).bind(x[0], x[1],
                        x[2]), array(1, F, 5, n), asked,
                        array(9, F, 4, n));
            for (int start : b == Bounds.ERROR ? new int[] {0, 3} : new int[] {0, 3, 4, -1, 99}) {
                check(x -> new DynamicSlice(Shape.of(2, n), b).bind(x[0], x[1], number(DType.S32, 0)), array(1, F, 5, n),
                        number(DType.S32, start));
                check(x -> new DynamicUpdateSlice(b).bind(x[0], x[2], x[1], number(DType.S32, 0)), array(1, F, 5, n),
                        number(DType.S32, start), array(7, F, 2, n));
            }
        }
    }

    @Test
    void theFirstFailingCheckOfTheProgramIsTold() {
        var take = new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1), Bounds.ERROR);
        var x = array(1, F, 5);
        Array good = Array.of(new long[] {0, 4}).reshape(2, 1), bad = Array.of(new long[] {0, 7}).reshape(2, 1), worse =
                Array.of(new long[] {-3, 0}).reshape(2, 1);
        var program = program(y -> arrays(take.bind(y[0], y[1]), take.bind(y[0], y[2])), x, good, good);
        check(program, x, good, good);
        var code = Pipeline.compile(program);
        var error = assertThrows(IndexError.class, () -> code.run((DenseArray) x, (DenseArray) bad, (DenseArray) worse));
        assertTrue(error.getMessage().contains("index 7 on axis 0 of an array [5]"), error.getMessage());
        assertEquals(program.equations().getFirst().frame(), error.frame());
        check(program, x, good, good);
    }

    /** What does not change from round to round fails in no round, where there is none. */
    @Test
    void whatNoRoundReachesDoesNotFail() {
        Array x = Array.arange(7).convert(DType.F64), none = Array.of(0), far = Array.of(9);
        check(y -> Lax.foriLoop(y[2], y[2], (i, s) -> s.plus(Lax.foriLoop(0, 3, (j, t) -> t.plus(y[0].get(y[1])),
                Array.of(0.0))), Array.of(0.0)), x, far, none);
        check(y -> Lax.foriLoop(y[2], y[2], (i, s) -> s.plus(Lax.cond(y[2].lt(5), (Array k) -> y[0].get(k), (Array k) -> y[0]
                .get(k.minus(1)), y[1])), Array.of(0.0)), x, far, none);
    }

    /** Nor does it go on for ever. */
    @Test
    void whatNoRoundReachesDoesNotRun() {
        Array none = Array.of(0);
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> check(y -> Lax.foriLoop(y[1], y[1], (i, s) -> s.plus(
                Lax.whileLoop(a -> a.lt(1), a -> a.times(2), y[0])), Array.of(0.0)), Array.of(0.0), none));
    }

    @ParameterizedTest @MethodSource("extents")
    void linearAlgebra(long n) {
        var square = new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(1), Axes.of(1));
        check(x -> new Cholesky().bind(square.bind(x[0], x[0])), array(1, F, 4, n + 9));
        checkAll(x -> new Lu().bindAll(x[0]), array(1, F, 3, 4, Math.min(n, 7)));
        for (boolean transposed : new boolean[] {false, true}) check(x -> new Solve(transposed).bind(x[0], x[1]), array(1, F, 3,
                4, 4), array(2, F, 3, 4, n));
        for (var op : TriangularSolve.Op.values())
            for (boolean lower : new boolean[] {false, true}) {
                check(x -> new TriangularSolve(true, lower, false, op).bind(x[0], x[1]), array(1, F, 3, 4, 4), array(2, F, 3, 4,
                        n));
                check(x -> new TriangularSolve(false, lower, true, op).bind(x[0], x[1]), array(1, F, 3, 4, 4), array(2, F, 3, n,
                        4));
            }
    }

    @Test
    void whatIsNotPositiveDefiniteHasNoFactor() {
        var factor = new Cholesky();
        var x = array(1, F, 2, 4, 4);
        var given = Pipeline.compile(program(y -> arrays(factor.bind(y[0])), x)).run((DenseArray) x)[0].toDoubleArray();
        for (int i = 0; i < given.length; i++) assertEquals(i % 4 <= i / 4 % 4 ? Double.NaN : 0, given[i]);
    }

    record Two(Array a, Array b) {}

    @ParameterizedTest @MethodSource("extents")
    void updatesOfTheCarryWhereItLies(long n) {
        if (n < 5) return;
        check(x -> Lax.foriLoop(2, n, (i, a) -> a.at(i).set(a.get(i.minus(1)).times(0.5).plus(a.get(i.minus(2)).times(0.25))),
                x[0]), array(1, F, n));
        check(x -> Lax.foriLoop(1, n, (i, a) -> a.at(i).set(a.get(i.minus(1)).plus(1.0)).at(i.minus(1)).multiply(0.5), x[0]),
                array(1, F, n));
        check(x -> Lax.foriLoop(1, 5, (i, a) -> a.at(i).set(a.sum().times(1e-3)), x[0]), array(1, F, n));
        check(x -> Lax.foriLoop(0, 3, (i, a) -> a.at(i).set(a.get(i.plus(1)).times(2.0)), x[0]), array(1, F, 4, n));
        check(x -> Lax.foriLoop(0, 3, (i, a) -> new DynamicUpdateSlice(Bounds.CLAMP).bind(a,
                new DynamicSlice(Shape.of(4), Bounds.CLAMP).bind(a, i.plus(1)).times(2.0), i), x[0]), array(1, F, n));
        checkAll(x -> {
            var two = Lax.foriLoop(1, n, (i, s) -> new Two(s.a.at(i).set(s.b.get(i.minus(1)).sin()), s.b.at(i).add(s.a.get(i))),
                    new Two(x[0], x[1]));
            return arrays(two.a, two.b, two.a.sum());
        }, array(1, F, n), array(2, F, n));
    }

    @Test
    void resultsMayBeArgumentsNumbersOrTwice() {
        checkAll(x -> arrays(x[0], x[0], number(F, 3), x[0].plus(1.0)), array(1, F, 9));
        checkAll(x -> {
            var y = x[0].sin();
            return arrays(y, y, y.sum());
        }, array(1, F, 900));
    }
}
