package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitImagesTest {
    private static final DigitImages ALL = DigitImages.load();

    @Test void allImagesAreThereWithTheirDigits() {
        assertEquals(1797, ALL.count());
        assertEquals(1797, ALL.pixels().length);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Arrays.copyOf(ALL.digits(), 10));
    }

    @Test void inkIsAShareOfFullInk() {
        var ink = Arrays.stream(ALL.pixels()).flatMapToDouble(Arrays::stream).summaryStatistics();
        assertEquals(1797 * 64, ink.getCount());
        assertEquals(0, ink.getMin());
        assertEquals(1, ink.getMax());
        assertArrayEquals(new double[] {0, 0, 5 / 16.0, 13 / 16.0}, Arrays.copyOf(ALL.pixels()[0], 4));
    }

    @Test void someRowsAreThoseRows() {
        var test = ALL.rows(1438, 1797);
        assertEquals(359, test.count());
        assertTrue(test.pixels()[0] == ALL.pixels()[1438] && test.digits()[358] == ALL.digits()[1796]);
    }
}
