package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import jacobi.core.Array;
import jacobi.numpy.Key;
import org.junit.jupiter.api.Test;

class DigitsDemoTest {
    private static final DigitImages DIGITS = DigitImages.load();
    private static final DigitsDemo.Examples TRAINING = DigitsDemo.Examples.of(DIGITS.rows(0, 1438));
    private static final DigitsDemo.Examples TEST = DigitsDemo.Examples.of(DIGITS.rows(1438, 1797));

    @Test void atLeast96OfAHundredDigitsOfOtherHandsAreRead() {
        var learned = DigitsDemo.learn(TRAINING, TEST, DigitsDemo.EPOCHS, new Progress(false));
        Array right = DigitsDemo.read(learned.network(), TEST.images()).eq(TEST.classes());
        double share = right.convert(TEST.images().dtype()).mean().item();
        assertTrue(share >= 0.96, "read rightly: " + share);
        assertTrue(learned.test()[DigitsDemo.EPOCHS - 1] < learned.test()[0], Arrays.toString(learned.test()));
    }

    @Test void targetsAreDistributionsThatFavourTheDigit() {
        for (double sum : TEST.targets().sum(1).toDoubleArray()) assertEquals(1, sum, 1e-12);
        assertArrayEquals(Arrays.stream(DIGITS.rows(1438, 1797).digits()).asLongStream().toArray(), TEST.classes().toLongArray());
    }

    @Test void jitterMovesInkButMakesNone() {
        Array image = Array.of(DIGITS.pixels()[0]);
        double[] moved = Jitter.apply(Key.of(3), image).toDoubleArray();
        var ink = Arrays.stream(moved).summaryStatistics();
        assertEquals(64, ink.getCount());
        assertTrue(ink.getMin() >= 0 && ink.getMax() <= 1, ink.toString());
        assertNotEquals(image.toDoubleArray()[20], moved[20]);
        assertArrayEquals(moved, Jitter.apply(Key.of(3), image).toDoubleArray(), "the same key, the same image");
    }
}
