package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test void theMedianIsInTheMiddle() {
        assertEquals(2, Spread.of(3, 1, 2).median());
        assertEquals(2.5, Spread.of(4, 3, 2, 1).median());
    }

    /** From tables of the sign test: of 7 values all, of 9 all but one at each end, of 20 all but five. */
    @Test void theIntervalLeavesOutWhatMayBeLeftOut() {
        assertInterval(7, 0);
        assertInterval(8, 0);
        assertInterval(9, 1);
        assertInterval(11, 1);
        assertInterval(12, 2);
        assertInterval(20, 5);
    }

    @Test void ofFewValuesItIsAll() {
        assertInterval(1, 0);
        assertInterval(3, 0);
    }

    private static void assertInterval(int n, int cut) {
        var spread = Spread.of(IntStream.range(0, n).asDoubleStream().toArray());
        assertEquals(cut, spread.low());
        assertEquals(n - 1 - cut, spread.high());
    }
}
