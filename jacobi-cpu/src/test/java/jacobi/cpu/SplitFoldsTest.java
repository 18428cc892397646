package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Bounds;
import jacobi.lax.Gather;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long folds within nests of more variables than the fold depends on. */
class SplitFoldsTest {
    /** Rows of a table, chosen by sums, times columns. */
    private static Array[] chosen(Array[] x) {
        var take = new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1), Bounds.CLAMP);
        var rows = take.bind(x[1], x[0].sum(1).expandDims(1));
        return new Array[] {rows.unaryMinus().expandDims(1).times(x[2].expandDims(0))};
    }

    @Test void blocksAreOfTheFoldsOwnVariables() {
        Array a = array(1, DType.S32, 64, 1000), table = array(2, DType.F64, 100), columns = array(3, DType.F64, 500);
        checkAll(SplitFoldsTest::chosen, a, table, columns);
        var p = program(SplitFoldsTest::chosen, a.type(), table.type(), columns.type());
        long bytes = Code.of(Lower.program(Pipeline.prepare(p))).workspace();
        assertTrue(bytes < ArrayType.of(DType.F64, 64, 500).bytes(), () -> bytes + " bytes of temporaries");
    }

    /** Rows brought to mean 0 and variance 1: folds of which one needs the other, both the same for all of a row. */
    private static Array[] centred(Array[] x) {
        Array rest = x[0].minus(x[0].mean(1, true));
        return new Array[] {rest.times(rest.square().mean(1, true).plus(1e-3).rsqrt()).times(x[1])};
    }

    @Test void foldsAlongARowNeedNoMemory() {
        Array a = array(1, DType.F64, 120, 300), gain = array(2, DType.F64, 300);
        checkAll(SplitFoldsTest::centred, a, gain);
        assertEquals(0, Code.of(Lower.program(Pipeline.prepare(program(SplitFoldsTest::centred, a.type(), gain.type()))))
                .workspace());
    }

    /** Numbers looked up in a table run with the row that says where they are. */
    private static Array[] best(Array[] x) {
        return new Array[] {x[1].take(x[0].convert(DType.S32), 0).plus(x[0]).max(1)};
    }

    @Test void whatIsLookedUpRunsAlongTheRow() {
        Array places = array(1, DType.F64, 100, 200).abs(), table = array(2, DType.F64, 500);
        checkAll(SplitFoldsTest::best, places, table);
        var p = program(SplitFoldsTest::best, places.type(), table.type());
        assertEquals(0, Code.of(Lower.program(Pipeline.prepare(p))).workspace());
    }

    @Test void longFoldsWithinFolds() {
        for (long n : new long[] {7, 300, 16_384, 20_000})
            check(x -> x[0].sum(1).times(1e-3).exp().sum(), array(1, DType.F64, 5, n));
        check(x -> x[0].max(1).square().sum(), array(2, DType.F32, 100, 9000));
        check(x -> x[0].argmax(1).convert(DType.F64).times(x[1]).sum(), array(3, DType.F64, 400, 3), array(4, DType.F64, 400));
    }

    /** The squares of distances between all pairs of points, each of three coordinates. */
    private static Array[] distances(Array[] x) {
        return new Array[] {x[0].expandDims(0).minus(x[0].expandDims(1)).square().sum(2).plus(1).sqrt().sum()};
    }

    @Test void shortFoldsWithinFoldsAreWrittenOut() {
        Array points = array(1, DType.F64, 300, 3);
        checkAll(SplitFoldsTest::distances, points);
        var loops = Lower.program(Pipeline.prepare(program(SplitFoldsTest::distances, points.type()))).body();
        assertTrue(loops.size() > 1, () -> "not broken into blocks: " + loops);
    }

    @Test void sumsOfSumsAreOneSum() {
        Array x = array(1, DType.F64, 20, 30, 40);
        checkAll(y -> new Array[] {y[0].sum(2).sum(0), y[0].max(0).max(0), y[0].sum(1).max(0)}, x);
        var p = Pipeline.prepare(program(y -> new Array[] {y[0].sum(2).sum(0).sum()}, x.type()));
        assertEquals(1, p.equations().size(), p::toString);
    }

    /** The nearest of a few centres, as a row of zeros and a one. */
    private static Array[] nearest(Array[] x) {
        var found = x[0].expandDims(1).minus(x[1].expandDims(0)).square().sum(2).argmin(1);
        return new Array[] {found.expandDims(1).eq(Array.arange(7)).convert(DType.F32).times(x[2])};
    }

    @Test void placesThatServeARowAreFoundOnce() {
        Array points = array(1, DType.F32, 1000, 3), centres = array(2, DType.F32, 7, 3), weights = array(3, DType.F32, 7);
        checkAll(SplitFoldsTest::nearest, points, centres, weights);
        var p = program(SplitFoldsTest::nearest, points.type(), centres.type(), weights.type());
        assertEquals(1000 * 8, Code.of(Lower.program(Pipeline.prepare(p))).workspace(), 128);
    }

    /** The gradient of a quadratic form: a matrix and its transpose, times vectors. */
    private static Array[] quadratic(Array[] x) {
        return new Array[] {x[0].matmul(x[1]).plus(x[0].transpose(Axes.of(1, 0)).matmul(x[2])).times(0.5)};
    }

    @Test void foldsAlongRowsAndAcrossThemHaveNestsOfTheirOwn() {
        for (long n : new long[] {7, 64, 203}) {
            Array[] x = {array(1, DType.F64, n, n), array(2, DType.F64, n), array(3, DType.F64, n)};
            checkAll(SplitFoldsTest::quadratic, x);
            sameBits(SplitFoldsTest::quadratic, x);
        }
        var vector = ArrayType.of(DType.F64, 203);
        var loops = Lower.program(Pipeline.prepare(program(SplitFoldsTest::quadratic, ArrayType.of(DType.F64, 203, 203), vector,
                vector))).body();
        assertTrue(loops.stream().flatMap(SplitFoldsTest::nests).anyMatch(n -> n.stores().stream().allMatch(s -> s
                .value() instanceof Expr.Fold f && f.size() == 203)), loops::toString);
    }

    private static Stream<Stmt.Nest> nests(Stmt s) {
        return switch (s) {
            case Stmt.Nest n -> Stream.of(n);
            case Stmt.Shared h -> Stream.concat(h.each().stream(), h.last().stream());
            default -> Stmts.bodies(s).stream().flatMap(List::stream).flatMap(SplitFoldsTest::nests);
        };
    }

    /** What neurons of a layer answer, whose weights lie row by row, and a sum of each row in the same nest. */
    private static Array[] neurons(Array[] x) {
        Array sum = x[0].matmul(x[1]);
        return new Array[] {sum.times(x[2]).tanh(), sum.minus(x[0].square().sum(1)).exp().div(x[2])};
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void whatIsMadeOfFoldsRunsInVectors(DType t) {
        for (long n : new long[] {1, 7, 16, 33, 500, 3001}) {
            Array[] x = {array(1, t, n, 50).div(50), array(2, t, 50), array(3, t, n).plus(4)};
            checkAll(SplitFoldsTest::neurons, x);
            sameBits(SplitFoldsTest::neurons, x);
        }
        var loops = Lower.program(Pipeline.prepare(program(SplitFoldsTest::neurons, array(1, t, 64, 50), array(2, t, 50),
                array(3, t, 64)))).body();
        assertEquals(2, loops.size(), loops::toString);
        assertFalse(Weight.hasMath(Stmts.exprs(((Stmt.Nest) loops.getFirst()).stores())), loops::toString);
        assertFalse(Weight.hasFolds(Stmts.exprs(((Stmt.Nest) loops.getLast()).stores())), loops::toString);
    }

    /** Folds along rows so long that they are broken into blocks, one of which takes what the other makes. */
    @ParameterizedTest @ValueSource(longs = {1, 8, 40, 100})
    void longRowsOfWhatAnotherFoldMakes(long rows) {
        for (var t : List.of(DType.F64, DType.F32)) {
            var x = array(1, t, rows, 100_000);
            UnaryOperator<Array[]> f = y -> {
                var m = y[0].max(1, true);
                return new Array[] {y[0].minus(m).exp().sum(1).log().plus(m.squeeze(1)), y[0].logSumExp(1), y[0].var(1)};
            };
            checkAll(f, x);
            sameBits(f, x);
        }
        checkAll(y -> new Array[] {jacobi.Jacobi.grad((Array v) -> v.logSumExp(1).sum()).apply(y[0])}, array(1, DType.F64, rows,
                100_000));
    }
}
