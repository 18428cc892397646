package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.UnaryOperator;
import jacobi.core.*;
import org.junit.jupiter.api.Test;

/** On an axis of size 1 there is one place, which does not make every index right. */
class AxesOfOneTest {
    private static final Array X = array(1, DType.F64, 1), WIDE = array(2, DType.F64, 4, 1, 100);

    @Test void readingOutside() {
        check(x -> new Array[] {x[0].take(x[1], 0)}, X);
        check(x -> new Array[] {x[0].get(Index.at(x[1]))}, X);
        check(x -> new Array[] {x[0].take(x[1], 1).sum()}, WIDE);
    }

    @Test void writingOutside() {
        check(x -> new Array[] {x[0].at(Index.at(x[1])).set(1)}, X);
        check(x -> new Array[] {x[0].at(Index.at(x[1])).add(1)}, X);
    }

    private static void check(UnaryOperator<Array[]> f, Array x) {
        Array inside = Array.of(0L).reshape(1), outside = Array.of(5L).reshape(1);
        checkAll(f, x, inside);
        var code = Pipeline.compile(program(f, x, inside));
        assertThrows(IndexError.class, () -> code.run((DenseArray) x, (DenseArray) outside));
    }
}
