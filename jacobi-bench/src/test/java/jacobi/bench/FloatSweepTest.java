package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;
import jacobi.testing.reference.Accuracy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloatSweepTest {
    /** Infinities, NaN, zeros and subnormal numbers are among the operands; the program mixes f32, f64 and their bits. */
    @ParameterizedTest @EnumSource
    void everyFunctionKeepsItsBound(VectorMath function) {
        if (function.of(ScalarType.F32).arity() != 1) return;
        Accuracy worst = new FloatSweep(function).block(0, 4097);
        assertTrue(worst.withinBound() && worst.worst() > 0.3, worst::toString);
    }

    @Test void blocksCoverAllFloats() {
        assertEquals(4096, FloatSweep.blocks(1));
        assertEquals(2, FloatSweep.blocks(2049));
        assertEquals(1, FloatSweep.blocks(4097));
    }

    @Test void theWorstOperandIsNamed() {
        Accuracy worst = new FloatSweep(VectorMath.SIN).block(0, 4097);
        double x = worst.at()[0];
        float y = VectorMath.SIN.of(ScalarType.F32).at((float) x);
        assertEquals(Accuracy.reference(VectorMath.SIN, x, 0).ulps(y, 0), worst.worst(), 1e-5);
    }

    @Test void theTableHasARowForEachFunctionAskedFor() {
        var text = new StringWriter();
        var table = new AccuracyTable(List.of(VectorMath.EXP, VectorMath.POW), 20 * 4096, 4097);
        assertTrue(table.print(new PrintWriter(text), (what, done) -> assertTrue(done < table.steps())));
        assertTrue(text.toString().contains("| exp | 2 |") && text.toString().contains("| pow | 2 |"), text::toString);
    }
}
