package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Running results along rows: the same as one after the other, in one vector, in strips with a rest, in blocks and in loops. */
class RunningResultsTest {
    private static final List<Monoid> ARITHMETIC = List.of(Monoid.SUM, Monoid.PRODUCT, Monoid.MIN, Monoid.MAX);
    /** Of a few long rows, cut into blocks: whole ones alone, and with a rest. */
    private static final long BLOCKS = 5 * 4096;

    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    private static Array running(Monoid m, boolean reverse, Array x) { return new Cumulative(m, x.rank() - 1, reverse).bind(x); }

    /** Factors near 1, so that products of many are neither 0 nor infinite. */
    private static Array tame(Monoid m, Array x) {
        return m == Monoid.PRODUCT && x.dtype().isFloat() ? x.times(1e-3).plus(1) : x;
    }

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var t : List.of(DType.F32, DType.F64, DType.S32, DType.U8))
            for (var m : ARITHMETIC)
                for (boolean reverse : new boolean[] {false, true}) {
                    UnaryOperator<Array[]> f = x -> arrays(running(m, reverse, tame(m, x[0])));
                    var name = m + " " + t + (reverse ? " from the end, " : ", ");
                    cases.add(new Case(name + "many rows", f, array(1, t, 70, 1003)));
                    cases.add(new Case(name + "blocks", f, array(2, t, BLOCKS)));
                    cases.add(new Case(name + "blocks of rows and a rest", f, array(3, t, 3, BLOCKS + 77)));
                }
        cases.add(new Case("of a dear function", x -> arrays(running(Monoid.SUM, false, x[0].sin().times(x[0].exp()))), array(4,
                DType.F64, BLOCKS + 1)));
        cases.add(new Case("of sums", x -> arrays(running(Monoid.MAX, true, x[0].sum(1))), array(5, DType.F64, 50, 40, 33)));
        cases.add(new Case("of a transpose", x -> arrays(running(Monoid.SUM, false, x[0].transpose(Axes.of(1, 0)))), array(6,
                DType.F32, 190, 210)));
        cases.add(new Case("carried by a loop", x -> arrays(Lax.foriLoop(0, 4, (_, u) -> running(Monoid.SUM, false, u).times(
                0.01), x[0])), array(7, DType.F64, 40, 330)));
        cases.add(new Case("in a loop of as many rows as columns", x -> arrays(Lax.foriLoop(0, 3, (_, u) -> running(Monoid.MAX,
                true, u.cos()), x[0])), array(8, DType.F64, 96, 96)));
        cases.add(new Case("in a loop over one row", x -> arrays(Lax.foriLoop(0, 3, (_, u) -> running(Monoid.SUM, false, u.sin()),
                x[0])), array(9, DType.F64, 100)));
        return cases.stream();
    }

    @ParameterizedTest @MethodSource("cases")
    void computesTheSame(Case c) {
        assertTrue(LoopCheck.check(loops(c.f, c.x)));
        checkAll(c.f, c.x);
    }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    private static List<Stmt> loops(UnaryOperator<Array[]> f, Array... x) {
        return Lower.program(Pipeline.prepare(program(f, x))).body();
    }

    /** Lengths around the widths of vectors, one row and a few. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S8", "U16", "S64"})
    void lengthsAroundTheWidthsOfVectors(DType t) {
        for (long n : EXTENTS)
            for (var m : ARITHMETIC) {
                checkAll(x -> arrays(running(m, false, tame(m, x[0])), running(m, true, tame(m, x[1]))), array(n, t, n),
                        array(n, t, 3, n));
            }
    }

    @Test
    void truths() {
        for (long n : EXTENTS)
            for (var m : List.of(Monoid.AND, Monoid.OR))
                checkAll(x -> arrays(running(m, false, x[0].gt(-2.9)), running(m, true, x[0].gt(2.9))),
                        array(n, DType.F64, 2, n));
    }

    /** NaN, zeros of both signs and infinities, bit for bit. */
    @ParameterizedTest @EnumSource(names = {"SUM", "MIN", "MAX"})
    void numbersOutOfTheOrdinary(Monoid m) {
        double[] some = {-0.0, -0.0, 0.0, -1, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        for (int kinds = 1; kinds <= some.length; kinds++) {
            var random = new SplittableRandom(kinds);
            int last = kinds;
            var x = Array.of(random.doubles(BLOCKS).map(_ -> some[random.nextInt(last)]).toArray());
            var rows = Shape.of(BLOCKS / 20, 20);
            var program = program(y -> arrays(running(m, false, y[0].reshape(rows)), running(m, false, y[0])), x);
            var expected = Interpreter.run(program, (DenseArray) x);
            var given = Pipeline.compile(program).run((DenseArray) x);
            for (int i = 0; i < 2; i++) assertArrayEquals(expected[i].toDoubleArray(), given[i].toDoubleArray());
        }
    }

    /** Sums of what is not negative never fall, though they are formed in another order. */
    @Test
    void sumsOfPositiveNumbersNeverFall() {
        var x = array(1, DType.F32, 2, BLOCKS + 5).abs();
        var sums = Pipeline.compile(program(y -> arrays(running(Monoid.SUM, false, y[0])), x)).run((DenseArray) x)[0]
                .convert(DType.F64).toDoubleArray();
        for (int i = 1; i < sums.length; i++)
            if (i != BLOCKS + 5) assertTrue(sums[i] >= sums[i - 1], "element " + i + " is less than the one before it");
    }

    /** One nest for many rows; for a long one the starts, what blocks give, what came before each, and the blocks. */
    @Test
    void longRowsAreCutIntoBlocks() {
        UnaryOperator<Array[]> f = x -> arrays(running(Monoid.SUM, false, x[0]));
        assertEquals(1, count(loops(f, array(1, DType.F64, 64, 9000))));
        assertEquals(2, count(loops(f, array(1, DType.F64, BLOCKS))));
        assertEquals(3, count(loops(f, array(1, DType.F64, BLOCKS + 1000))));
    }

    private static long count(List<Stmt> body) {
        return body.stream().filter(Stmt.Nest.class::isInstance).map(Stmt.Nest.class::cast)
                .filter(n -> n.stores().stream().anyMatch(s -> s.value() instanceof Expr.Running)).count();
    }
}
