package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jacobi.core.Array;
import org.junit.jupiter.api.Test;

class AdamTest {
    private final List<Array> parameters = List.of(Array.of(1.0, 2.0), Array.of(3.0));
    private final List<Array> gradient = List.of(Array.of(10.0, -0.1), Array.of(0.0));

    /** The first step is the rate along each coordinate, whatever the gradient's size. */
    @Test void theFirstStepHasTheLengthOfTheRate() {
        var next = Adam.step(parameters, gradient, Adam.State.of(parameters), Array.of(0.5));
        assertArrayEquals(new double[] {0.5, 2.5}, next.first().get(0).toDoubleArray(), 1e-6);
        assertEquals(3, next.first().get(1).item());
        assertEquals(1, next.second().steps().itemLong());
    }

    /** Two steps by the formulas of the paper's algorithm 1. */
    @Test void averagesDecay() {
        var one = Adam.step(parameters, gradient, Adam.State.of(parameters), Array.of(0.5));
        var two = Adam.step(one.first(), List.of(Array.of(0.0, 0.0), Array.of(1.0)), one.second(), Array.of(0.5));
        assertEquals(0.9 * 0.1 * 10, two.second().mean().get(0).toDoubleArray()[0], 1e-12);
        assertEquals(0.999 * 0.001 * 100, two.second().square().get(0).toDoubleArray()[0], 1e-12);
        double mean = 0.9 / (1 - 0.81);
        double square = 0.0999 / (1 - 0.998001);
        assertEquals(0.5 - 0.5 * mean / Math.sqrt(square), two.first().get(0).toDoubleArray()[0], 1e-6);
    }
}
