package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.cpu.loop.Stmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of small matrices, several rows and columns side by side, at sizes that leave rests. */
class JamTest {
    private static Array turned(Array x) { return x.transpose(Axes.of(1, 0)); }

    @ParameterizedTest
    @CsvSource({"5, 7, 3", "9, 10, 11", "16, 16, 16", "13, 33, 17", "23, 40, 5", "400, 10, 10", "10, 3, 300", "37, 9, 64",
            "70, 131, 90", "20, 20, 3000", "150, 130, 530"})
    void products(long m, long n, long k) {
        for (var t : new DType[] {DType.F32, DType.F64, DType.S32}) {
            Array a = array(1, t, m, k), b = array(2, t, k, n);
            check(x -> x[0].matmul(x[1]), a, b);
            check(x -> x[0].matmul(turned(x[1])), a, array(3, t, n, k));
            check(x -> turned(x[0]).matmul(x[1]), array(4, t, k, m), b);
            check(x -> turned(x[0]).matmul(turned(x[1])), array(4, t, k, m), array(3, t, n, k));
            check(x -> x[0].times(2).matmul(x[1]).plus(x[2]), a, b, array(5, t, n));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "50, 4", "33, 7", "10, 16", "20, 33", "3, 70"})
    void batches(long batch, long n) {
        for (var t : new DType[] {DType.F32, DType.F64})
            check(x -> x[0].matmul(x[1]).tanh(), array(1, t, batch, n, n), array(2, t, batch, n, n));
    }

    @ParameterizedTest
    @CsvSource({"100, 33", "7, 1000", "65, 65"})
    void vectors(long m, long n) {
        for (var t : new DType[] {DType.F32, DType.F64}) {
            check(x -> x[0].matmul(x[1]), array(1, t, m, n), array(2, t, n));
            check(x -> x[1].matmul(x[0]), array(1, t, m, n), array(2, t, m));
        }
    }

    @Test
    void rowsShareWhatTheyRead() {
        var p = program(x -> new Array[] {x[0].matmul(x[1])}, array(1, DType.F32, 20, 8), array(2, DType.F32, 8, 32));
        var nests = Lower.program(Pipeline.prepare(p)).body();
        assertTrue(nests.stream().anyMatch(s -> s instanceof Stmt.Nest n && n.stores().size() == 5), nests::toString);
    }

    @Test
    void rowsOfShortSumsStay() {
        var p = program(x -> new Array[] {x[0].matmul(x[1])}, array(1, DType.F32, 100, 4, 4), array(2, DType.F32, 100, 4, 1));
        var nests = Lower.program(Pipeline.prepare(p)).body();
        assertTrue(nests.stream().allMatch(s -> s instanceof Stmt.Nest n && n.stores().size() == 1), nests::toString);
    }

    /** Rows of the second matrix lie far apart: a panel of them is read for all rows of the first. */
    @Test
    void largeMatricesAreReadInPanels() {
        var p = program(x -> new Array[] {x[0].matmul(x[1])}, array(1, DType.F64, 30, 20), array(2, DType.F64, 20, 250));
        var nests = Lower.program(Pipeline.prepare(p)).body();
        assertTrue(nests.stream().anyMatch(s -> s instanceof Stmt.Nest n && n.domain().size() == 3), nests::toString);
    }

    @Test
    void largeArraysAreReadFromEndToEnd() {
        for (long n : new long[] {32, 1024}) {
            var p = program(x -> new Array[] {x[0].times(x[1]).max(1)}, array(1, DType.F32, n, 1024), array(2, DType.F32, 1024));
            var nests = Lower.program(Pipeline.prepare(p)).body();
            boolean one = nests.stream().allMatch(s -> s instanceof Stmt.Nest t && t.stores().size() == 1);
            assertEquals(n == 1024, one, nests::toString);
        }
    }
}
