package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Concatenate;
import jacobi.lax.Lax;
import jacobi.lax.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins of many narrow parts: all shapes compute the same, and no element chooses between parts. */
class JoinsTest {
    private static Array[] parts(DType t, int n, long... dims) {
        return IntStream.range(0, n).mapToObj(i -> array(i, t, dims)).toArray(Array[]::new);
    }

    private static Array[] one(Array x) { return new Array[] {x}; }

    /** What is done with an array that was joined along an axis. */
    private static Stream<UnaryOperator<Array>> readers(int axis) {
        return Stream.of(x -> x, x -> x.plus(x.roll(1, axis)), x -> x.sum(axis), x -> x.flip(axis).times(x), x -> x.cumsum(axis),
                x -> x.sum());
    }

    @ParameterizedTest
    @CsvSource({"9, 1, 0", "60, 1, 0", "200, 1, 0", "12, 5, 0", "12, 5, 1", "60, 33, 1", "70, 40, 1", "9, 1003, 1", "13, 0, 1"})
    void stacks(int n, long extent, int axis) {
        var x = parts(DType.F64, n, extent);
        readers(axis).forEach(f -> checkAll(y -> one(f.apply(Array.stack(axis, y))), x));
        for (var t : List.of(DType.F32, DType.S8, DType.PRED, DType.BF16)) checkAll(y -> one(Array.stack(axis, y)), parts(t, n,
                extent));
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 2})
    void partsOfManyWidths(int axis) {
        long[] widths = {1, 2, 1, 1, 0, 3, 1, 1, 1, 40, 2, 2, 2, 2, 1};
        var x = IntStream.range(0, widths.length).mapToObj(i -> {
            long[] dims = {5, 3, 4};
            dims[axis] = widths[i];
            return array(i, DType.F64, dims);
        }).toArray(Array[]::new);
        readers(axis).forEach(f -> checkAll(y -> one(f.apply(Array.concatenate(axis, y))), x));
    }

    @Test void scalarsMadeOfEachOther() {
        UnaryOperator<Array[]> f = x -> {
            var y = new Array[20];
            y[0] = x[0];
            for (int i = 1; i < y.length; i++) y[i] = y[i - 1].times(0.5).plus(y[i / 2].sin());
            return new Array[] {Array.stack(y), Array.stack(y).sum(), y[7]};
        };
        checkAll(f, number(DType.F64, 0.3));
        checkAll(x -> f.apply(one(x[0].sum())), array(1, DType.F64, 5));
    }

    /** A state of many numbers goes through a loop, is taken apart and joined again; all states are kept. */
    @ParameterizedTest @CsvSource({"9, 1", "12, 7", "33, 100"})
    void statesOfLoops(int n, long examples) {
        UnaryOperator<Array> next = s -> Array.stack(IntStream.range(0, n).mapToObj(i -> s.get(i).plus(s.get((i + 1) % n).minus(s
                .get(i)).times(0.1).times(s.get((i + 2) % n).cos()))).toArray(Array[]::new));
        UnaryOperator<Array> run = s -> {
            var all = Lax.scan((Array x) -> new Pair<>(next.apply(x), List.of(x)), s, 7);
            return all.first().plus(all.second().getFirst().sum(0));
        };
        var x = array(1, DType.F64, n);
        checkAll(y -> one(run.apply(y[0])), x);
        checkAll(y -> one(jacobi.Jacobi.grad((Array s) -> run.apply(s).square().sum()).apply(y[0])), x);
        UnaryOperator<Array[]> many = y -> one(jacobi.Jacobi.vmap(run::apply).apply(y[0]));
        checkAll(many, array(2, DType.F64, examples, n));
        sameBits(many, array(2, DType.F64, examples, n));
    }

    /** Columns of many rows: lanes are turned in vectors, what is left over is stored one by one. */
    @ParameterizedTest @CsvSource({"9, 8", "11, 100", "13, 1003", "16, 64", "60, 250", "67, 31"})
    void columns(int n, long rows) {
        for (var t : List.of(DType.F64, DType.F32, DType.S8, DType.PRED, DType.BF16)) checkAll(y -> one(Array.stack(1, y)),
                parts(t, n, rows));
        UnaryOperator<Array[]> products = y -> one(Array.stack(1, IntStream.range(0, n).mapToObj(i -> y[i].times(y[(i + 1) % n]))
                .toArray(Array[]::new)));
        checkAll(products, parts(DType.F64, n, rows));
        sameBits(products, parts(DType.F32, n, rows));
    }

    @Test void noElementChooses() {
        var types = new ArrayType[60];
        Arrays.fill(types, ArrayType.scalar(DType.F64));
        var p = program(x -> one(Array.stack(x).times(2).sin()), types);
        assertTrue(p.equations().stream().anyMatch(e -> e.primitive() instanceof Concatenate));
        var loops = Lower.program(Pipeline.prepare(p)).body();
        int[] choices = {0};
        for (var s : loops) Weight.each(Stmts.exprs(((Stmt.Nest) s).stores()), e -> {
            if (e instanceof Expr.Apply a && a.function() instanceof Select) choices[0]++;
        });
        assertEquals(0, choices[0], loops::toString);
    }
}
