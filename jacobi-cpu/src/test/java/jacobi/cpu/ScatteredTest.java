package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.cpu.loop.Stmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many updates of few elements. */
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

    @Test void rowsOfATable() {
        Array x = array(4, DType.F64, 7, 5), rows = array(5, DType.F64, MANY, 5), places = bins(6, MANY, 7);
        checkAll(a -> new Array[] {a[0].at(a[2]).add(a[1])}, x, rows, places);
    }

    @Test void countsAreExactAndShared() {
        Array places = bins(7, MANY, 10);
        checkAll(a -> new Array[] {Array.zeros(DType.S32, 10).at(a[0]).add(1)}, places);
        var body = Lower.program(Pipeline.prepare(program(a -> new Array[] {Array.zeros(DType.S32, 10).at(a[0]).add(1)}, places)))
                .body();
        assertTrue(body.stream().anyMatch(Stmt.Parallel.class::isInstance));
    }
}
