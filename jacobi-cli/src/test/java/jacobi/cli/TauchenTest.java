package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TauchenTest {
    @Test void eachRowIsADistribution() {
        for (double sum : Tauchen.of(100, 0.9, 0.1).chances().sum(1).toDoubleArray()) assertEquals(1, sum, 1e-14);
    }

    /** Two states 3 standard deviations from the mean, and a border at 0: Φ(3 ρ / √(1 − ρ²)) of staying. */
    @Test void twoStatesStayWithTheirOwnProbability() {
        var chain = Tauchen.of(2, 0.6, 2);
        assertArrayEquals(new double[] {-7.5, 7.5}, chain.states().toDoubleArray(), 1e-15);
        double stay = 0.987775527344955;                                   // Φ(2.25), to 15 digits
        assertArrayEquals(new double[] {stay, 1 - stay, 1 - stay, stay}, chain.chances().toDoubleArray(), 1e-14);
    }

    @Test void aProcessThatExplodesIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> Tauchen.of(5, 1, 0.1));
        assertEquals("no Markov chain of n = 5, rho = 1.0, sigma = 0.1", error.getMessage());
    }
}
