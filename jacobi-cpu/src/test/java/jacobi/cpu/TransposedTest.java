package jacobi.cpu;

import static jacobi.Jacobi.vmap;
import static jacobi.cpu.Agreement.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.Lax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of many examples, read and written element by element: lanes are turned in vectors, whatever is left over. */
class TransposedTest {
    /** Each element from its neighbours, first and last being neighbours too. */
    private static Array around(Array x, int from, int to) {
        int n = (int) x.shape().dim(0);
        return Array.stack(0, IntStream.range(from, to).mapToObj(i -> x.get(i).times(x.get((i + 1) % n)).minus(x.get((i + n - 2)
                % n))).toList());
    }

    @ParameterizedTest
    @CsvSource({"5, 64, 0, 5", "6, 100, 1, 6", "9, 33, 0, 9", "13, 1003, 2, 9", "20, 40, 0, 20", "64, 24, 30, 50"})
    void rowsOfExamples(int n, long examples, int from, int to) {
        for (var t : List.of(DType.F64, DType.F32, DType.S32, DType.S8, DType.BF16))
            checkAll(x -> new Array[] {vmap((Array v) -> around(v, from, to)).apply(x[0])}, array(1, t, examples, n));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void backwardsAndInLoops(DType t) {
        var x = array(1, t, 200, 11);
        UnaryOperator<Array[]> back = y -> new Array[] {vmap((Array v) -> around(v, 0, 11)).apply(y[0].flip(0)),
                vmap((Array v) -> around(v.flip(0), 0, 11)).apply(y[0])};
        checkAll(back, x);
        sameBits(back, x);
        UnaryOperator<Array[]> loop = y -> new Array[] {vmap((Array v) -> Lax.foriLoop(0, 5, (_, s) -> around(s, 0, 11)
                .times(0.3), v)).apply(y[0])};
        checkAll(loop, x);
        sameBits(loop, x);
    }

    @ParameterizedTest @CsvSource({"6", "10"})
    void preds(int n) {
        checkAll(x -> new Array[] {vmap((Array v) -> Array.stack(IntStream.range(0, n).mapToObj(i -> v.get(i).not().and(v.get((i
                + 3) % n))).toArray(Array[]::new))).apply(x[0])}, array(1, DType.PRED, 100, n));
    }
}
