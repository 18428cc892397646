package jacobi.bench;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static double difference(double[] x, double... y) {
        return Difference.of(x, y);
    }

    @Test void isRelativeToTheLargest() {
        assertEquals(0.25, difference(new double[] {1, -4}, 0, -4));
        assertEquals(0, difference(new double[] {1, 2}, 1, 2));
    }

    @Test void ofNothingFiniteIsInfinite() {
        assertEquals(0, difference(new double[] {NaN, POSITIVE_INFINITY}, NaN, POSITIVE_INFINITY));
        assertEquals(POSITIVE_INFINITY, difference(new double[] {1, NaN}, 1, 2));
        assertEquals(POSITIVE_INFINITY, difference(new double[] {1, 2}, 1, NaN));
        assertEquals(POSITIVE_INFINITY, difference(new double[] {1, POSITIVE_INFINITY}, 1, 2));
        assertEquals(POSITIVE_INFINITY, difference(new double[] {1}, 1, 2));
    }

    @Test void ofZerosIsInfiniteOrNone() {
        assertEquals(0, difference(new double[] {0}, 0));
        assertEquals(POSITIVE_INFINITY, difference(new double[] {0}, 1));
    }
}
