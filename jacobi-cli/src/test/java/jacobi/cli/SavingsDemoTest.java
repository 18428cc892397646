package jacobi.cli;

import static jacobi.Jacobi.jit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SavingsDemoTest {
    private static final int[] WEALTH = {0, 37, 75, 112, 149};
    private static final int[] INCOME = {0, 50, 99};

    private static final SavingsDemo.Solution SOLVED = jit(SavingsDemo::solve).apply(SavingsDemo.Household.standard());

    @Test void thePolicyIsTheReference() {
        long[] policy = SOLVED.policy().toLongArray();
        assertEquals(References.of("savings.policy.sum").value(), LongStream.of(policy).sum());
        assertEquals(References.of("savings.policy.checksum").value(), SavingsDemo.checksum(policy));
        for (int w : WEALTH)
            for (int y : INCOME)
                assertEquals(References.of("savings.policy[%d %d]".formatted(w, y)).value(), policy[w * 100 + y]);
    }

    @Test void itTakesAsManySweepsAsTheReference() {
        assertTrue(References.of("savings.sweeps").agrees(SOLVED.sweeps().item()), () -> "sweeps " + SOLVED.sweeps());
    }

    /** The loop stops short of the fixed point by a distance that the reference knows. */
    @Test void valuesAreThoseOfTheFixedPointUpToTheStoppingRule() {
        double[] values = SOLVED.values().toDoubleArray();
        double distance = References.of("savings.value.error").value();
        for (int w : WEALTH)
            for (int y : INCOME)
                assertEquals(References.of("savings.value[%d %d]".formatted(w, y)).value(), values[w * 100 + y], 1.01 * distance);
    }
}
