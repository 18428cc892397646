package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Lax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Short rows that are read across, stored several at once: which nests, and that all computes the same. */
class ShortRowsTest {
    private static Array turned(Array x) { return x.transpose(Axes.of(1, 0)); }

    /** Columns [k,n] become rows, with a matrix [k,k] and a column [n]. */
    private static Stream<UnaryOperator<Array[]>> rows() {
        return Stream.<UnaryOperator<Array>>of(x -> x.times(2).plus(1), x -> x.exp(), x -> x.convert(DType.F32),
                x -> Array.stack(1, x, x.minus(1)), x -> x.plus(x.sum(1, true)))
                .flatMap(f -> Stream.<UnaryOperator<Array[]>>of(x -> one(f.apply(turned(x[0]))),
                        x -> one(f.apply(turned(x[0]).matmul(x[1]))), x -> one(f.apply(turned(x[1].matmul(x[0])))),
                        x -> one(f.apply(turned(x[0]).plus(x[2].expandDims(1))))));
    }

    private static Array[] one(Array x) { return new Array[] {x}; }

    @ParameterizedTest
    @CsvSource({"2, 64", "3, 100", "4, 33", "5, 1003", "8, 40", "9, 40", "4, 7"})
    void computesTheSame(long k, long n) {
        for (var t : List.of(DType.F64, DType.F32, DType.S32)) {
            Array x = array(1, t, k, n), square = array(2, t, k, k), column = array(3, t, n);
            rows().forEach(f -> checkAll(f, x, square, column));
        }
    }

    /** States of many examples go through a loop, examples first in memory. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void states(DType t) {
        Array x = array(1, t, 1000, 4), a = array(2, t, 4, 4).div(4), noise = array(3, t, 30, 1000, 4);
        UnaryOperator<Array[]> f = y -> Lax.foriLoop(0, 30, (i, s) -> one(s[0].matmul(y[1]).plus(y[2].get(i)).tanh()),
                one(y[0]));
        checkAll(f, x, a, noise);
        sameBits(f, x, a, noise);
    }

    /** A row's numbers are stored side by side where the next variable fills vectors, and left where it does not. */
    @ParameterizedTest @CsvSource({"3, 100, 3", "3, 7, 1", "9, 100, 1", "2, 100, 2"})
    void columnsAreWrittenOut(long k, long n, int stores) {
        var p = program(x -> one(turned(x[0]).plus(x[1].expandDims(1))), array(1, DType.F64, k, n), array(2, DType.F64, n));
        var nests = Lower.program(Pipeline.prepare(p)).body();
        assertEquals(stores, nests.stream().mapToInt(s -> ((Stmt.Nest) s).stores().size()).max().orElseThrow(), nests::toString);
    }
}
