package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nests that threads share together: which may be, and that they compute the same. */
class TogetherTest {
    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    /** Two layers and what their weights would be changed by. */
    private static Array[] net(Array... x) {
        Array a = x[0].matmul(x[1]).plus(x[2]).tanh(), b = a.matmul(x[3]).plus(x[2]).tanh();
        return arrays(a.transpose(Axes.of(1, 0)).matmul(b), b.sum(0), x[2].minus(a.sum(0).times(0.1)));
    }

    private static Array[] arguments(DType t, long n, long width) {
        return arrays(array(1, t, n, 1), array(2, t, 1, width), array(3, t, width), array(4, t, width, width).div(width));
    }

    /** The second product reads all rows that the first made. */
    private static Array[] mixing(Array... x) {
        var y = x[0].matmul(x[0]).tanh();
        return arrays(y.matmul(y).tanh(), y);
    }

    /** A vector that is read in reverse. */
    private static Array[] reversed(Array... x) {
        var y = x[0].sin();
        var z = new Reverse(Axes.of(0)).bind(y).plus(y).cos();
        return arrays(y, z, z.plus(x[1]).sum(), y.minus(x[0]).square().sum());
    }

    /** A sum of the rows of a matrix, each weighted by what it gives itself: the matrix is read twice. */
    private static Array[] weighted(Array... x) { return arrays(x[0].matmul(x[1]).tanh().matmul(x[0])); }

    private static Array[] softmax(Array... x) {
        Array e = x[0].minus(x[0].max(1, true)).exp();
        return arrays(e.div(e.sum(1, true)));
    }

    /** Pairs of numbers that meet the other way round: they are of one group, but those that are apart by one are not. */
    private static Array[] swapped(Array... x) {
        Array y = x[0].sin(), pairs = y.reshape(Shape.of(y.dim(0) / 2, 2));
        Array apart = y.roll(1, 0).reshape(pairs.shape());
        return arrays(new Reverse(Axes.of(1)).bind(pairs).exp(), pairs.sum(1).cos(), apart.sum(1), y);
    }

    static Stream<Case> cases() {
        return Stream.of(DType.F32, DType.F64).flatMap(t -> Stream.of(
                new Case("net " + t, TogetherTest::net, arguments(t, 400, 10)),
                new Case("net with a rest " + t, TogetherTest::net, arguments(t, 1003, 7)),
                new Case("wide net " + t, TogetherTest::net, arguments(t, 300, 16)),
                new Case("variances of columns " + t, x -> arrays(x[0].var(0)), array(8, t, 2000, 150)),
                new Case("weighted rows " + t, TogetherTest::weighted, array(9, t, 4000, 50).div(50), array(10, t, 50)),
                new Case("weighted rows, some left over " + t, TogetherTest::weighted, array(9, t, 4007, 30).div(50),
                        array(10, t, 30)),
                new Case("softmax of short rows " + t, TogetherTest::softmax, array(11, t, 3000, 10)),
                new Case("softmax of short rows with a rest " + t, TogetherTest::softmax, array(11, t, 3001, 7)),
                new Case("swapped pairs " + t, TogetherTest::swapped, array(12, t, 30_000)),
                new Case("mixing " + t, TogetherTest::mixing, array(5, t, 130, 130).div(10)),
                new Case("reversed " + t, TogetherTest::reversed, array(6, t, 30_001), array(7, t, 30_001))));
    }

    @ParameterizedTest @MethodSource("cases")
    void computesTheSame(Case c) { checkAll(c.f, c.x); }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    private static long shared(List<Stmt> loops) { return loops.stream().filter(Stmt.Shared.class::isInstance).count(); }

    @Test
    void layersAreSharedByExamples() {
        var loops = loops(new Case("net", TogetherTest::net, arguments(DType.F32, 400, 10)));
        assertEquals(1, shared(loops));
        var s = (Stmt.Shared) loops.getFirst();
        assertEquals(400, s.block().extent() * 64 + s.last().getFirst().domain().getLast().extent());
    }

    /** Both passes over columns, and the blocks of rows that are left over in each. */
    @Test
    void columnsAreFoldedTwiceInOneBlock() {
        var loops = loops(new Case("variances", x -> arrays(x[0].var(0)), array(8, DType.F64, 500, 150)));
        assertEquals(List.of(1L, 1), List.of(shared(loops), loops.size()));
    }

    /** Narrow blocks of long rows would use few places of the caches. */
    @Test
    void blocksOfLongRowsAreWide() {
        for (long rows : new long[] {64, 200}) {
            var loops = loops(new Case("wide", x -> arrays(x[0].var(0)), array(8, DType.F32, rows, 2048)));
            var widths = ((Stmt.Shared) loops.getFirst()).each().stream().map(n -> n.domain().getLast().extent()).toList();
            assertEquals(rows == 64 ? 128 : 256, Collections.min(widths), widths::toString);
        }
    }

    /** What a block of columns is of a tall matrix is far again when it is read once more. */
    @Test
    void blocksOfTallMatricesAreNotShared() {
        for (DType t : new DType[] {DType.F32, DType.F64}) {
            Array x = array(13, t, 2003, 301);
            UnaryOperator<Array[]> unit = y -> arrays(y[0].div(y[0].square().sum(0).sqrt()));
            checkAll(unit, x);
            sameBits(unit, x);
            assertFalse(loops(new Case("unit columns", unit, x)).stream().anyMatch(s -> s instanceof Stmt.Shared b && b.each()
                    .stream().anyMatch(n -> n.stores().getFirst().memory().place() == Memory.Place.RESULT)));
        }
    }

    /** The weights of rows, made one by one, serve sums of blocks of rows: of 16 in each value of the nest's variable. */
    @Test
    void valuesAndGroupsOfThemAreSharedTogether() {
        var loops = loops(new Case("weighted", TogetherTest::weighted, array(9, DType.F64, 4000, 50), array(10, DType.F64, 50)));
        var s = (Stmt.Shared) loops.getFirst();
        var extents = s.each().stream().map(n -> n.domain().getFirst().extent()).toList();
        assertEquals(List.of(32L, 32L, 2L), extents);
        assertEquals(1, loops(new Case("softmax", TogetherTest::softmax, array(11, DType.F32, 3200, 10))).size());
    }

    @Test
    void whatReadsAllBlocksIsNotShared() {
        assertEquals(0, shared(loops(new Case("mixing", TogetherTest::mixing, array(5, DType.F32, 130, 130).div(10)))));
    }

    /** The oracle of the loops themselves, one number at a time. */
    @Test
    void loopsMeanTheSame() {
        var c = new Case("net", TogetherTest::net, arguments(DType.F64, 200, 3));
        var p = program(c.f, c.x);
        var expected = jacobi.interpret.Interpreter.run(p, Arrays.stream(c.x).map(DenseArray.class::cast)
                .toArray(DenseArray[]::new));
        var given = LoopInterpreter.run(Lower.program(Pipeline.prepare(p)), c.x);
        for (int i = 0; i < expected.length; i++) {
            var e = expected[i].toDoubleArray();
            var g = Arrays.stream(given[i]).mapToDouble(Array::item).toArray();
            assertArrayEquals(e, g, 1e-9 * (1 + Arrays.stream(e).map(Math::abs).max().orElse(0)));
        }
    }
}
