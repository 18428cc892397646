package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** Large results that are only written go past the caches; others do not. */
class StreamedTest {
    private static final long MANY = 5 << 20;

    private static Code code(UnaryOperator<Array[]> f, Array... x) {
        return Code.of(Lower.program(Pipeline.prepare(program(f, x))));
    }

    private static boolean streams(UnaryOperator<Array[]> f, Array... x) { return code(f, x).ir().contains("!nontemporal !2\n"); }

    private static Array small(long... dims) { return array(1, DType.F64, dims); }

    @Test
    void large_results() {
        assertTrue(streams(x -> new Array[] {x[0].plus(1)}, Array.zeros(DType.F64, MANY)));
        assertTrue(streams(x -> new Array[] {x[0].plus(1)}, Array.zeros(DType.F64, MANY + 3)));
    }

    @Test
    void results_that_caches_hold() {
        assertFalse(streams(x -> new Array[] {x[0].plus(1)}, Array.zeros(DType.F64, MANY / 8)));
    }

    @Test
    void results_that_are_read_again() {
        assertFalse(streams(x -> {
            var y = new Cumulative(Monoid.SUM, 0, false).bind(x[0]);
            return new Array[] {y};
        }, Array.zeros(DType.F64, 8, MANY / 8)));
    }

    @Test
    void rows_that_begin_within_lines_of_the_cache() {
        assertFalse(streams(x -> new Array[] {new Reverse(Axes.of(0)).bind(x[0])}, Array.zeros(DType.F64, MANY / 8, 9)));
    }

    @Test
    void numbers_are_the_same() {
        var x = small(1003);
        long rows = MANY / 1000;
        checkAll(y -> new Array[] {new BroadcastInDim(Shape.of(rows, 1003), Axes.of(1)).bind(y[0]).plus(new Iota(ArrayType.of(
                DType.F64, rows, 1003), 0).bind())}, x);
    }
}
