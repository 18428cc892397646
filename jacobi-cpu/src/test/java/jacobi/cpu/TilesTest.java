package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transpositions, alone and within elementwise functions: compiled = interpreted for all dtypes, at the edges of tiles. */
class TilesTest {
    private static Array turned(Array x, int... permutation) { return x.transpose(Axes.of(permutation)); }

    @ParameterizedTest
    @EnumSource(names = {"PRED", "S8", "U8", "S16", "U16", "S32", "U32", "S64", "U64", "F32", "F64"})
    void everyDtype(DType t) {
        for (long[] n : new long[][] {{64, 128}, {67, 41}, {8, 300}, {300, 8}, {9, 129}, {16, 17}, {130, 15}})
            check(x -> turned(x[0], 1, 0), array(1, t, n));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(DType.F32, DType.F64).flatMap(t -> Stream.of(new long[] {40, 40}, new long[] {65, 131}, new long[] {131,
                65}).map(n -> Arguments.of(t, n[0], n[1])));
    }

    @ParameterizedTest @MethodSource("shapes")
    void withinFunctions(DType t, long m, long n) {
        check(x -> turned(x[0], 1, 0).plus(x[1]).times(2.0), array(1, t, m, n), array(2, t, n, m));
        check(x -> turned(x[0].plus(1.0), 1, 0).convert(DType.F64).times(turned(x[1], 1, 0)), array(1, t, m, n), array(2,
                DType.F64, m, n));
        check(x -> new Slice(Shape.of(1, 2), Shape.of(n, m), Shape.of(1, 1)).bind(turned(x[0], 1, 0)), array(1, t, m, n));
        check(x -> Compare.LT.bind(turned(x[0], 1, 0), x[1]), array(1, t, m, n), array(2, t, n, m));
        checkAll(x -> new Array[] {turned(x[0], 1, 0), x[0].transpose(Axes.of(1, 0)).minus(x[1])}, array(1, t, m, n), array(2, t,
                n, m));
    }

    @ParameterizedTest @MethodSource("shapes")
    void moreAxes(DType t, long m, long n) {
        check(x -> turned(x[0], 0, 2, 1), array(1, t, 3, m, n));
        check(x -> turned(x[0], 2, 1, 0), array(1, t, m, 5, n));
        check(x -> turned(x[0], 1, 2, 0), array(1, t, m, 4, n));
        check(x -> turned(x[0], 3, 1, 0, 2), array(1, t, m, 2, 3, n));
        check(x -> turned(x[0], 0, 2, 1), array(1, t, 70, 9, 20));
    }

    @Test void aTransposedReadIsTiled() {
        var p = program(x -> new Array[] {turned(x[0], 1, 0)}, ArrayType.of(DType.F64, 500, 300));
        var nest = (Stmt.Nest) Lower.program(Pipeline.prepare(p)).body().getFirst();
        assertNotNull(Tiles.of(nest));
        assertEquals(8, Tiles.of(nest).lanes());
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S8"})
    void sameBitsForAnyNumberOfThreads(DType t) {
        UnaryOperator<Array[]> f = x -> new Array[] {turned(x[0], 1, 0), turned(x[1], 2, 1, 0)};
        DenseArray[] x = {(DenseArray) array(1, t, 1003, 1205), (DenseArray) array(2, t, 301, 7, 505)};
        sameBits(f, x);
        checkAll(f, x);
    }
}
