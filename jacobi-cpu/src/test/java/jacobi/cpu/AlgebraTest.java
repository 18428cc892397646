package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.core.*;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.DotGeneral;
import jacobi.lax.Transpose;
import org.junit.jupiter.api.Test;

class AlgebraTest {
    private static final Array X = Agreement.array(1, DType.F64, 3, 7, 5), Y = Agreement.array(2, DType.F64, 3, 5, 4);

    private static Array product(Array x, Array y) {
        return new DotGeneral(Axes.of(0), Axes.of(0), Axes.of(2), Axes.of(1)).bind(x, y);
    }

    private static long count(Program p, Class<?> primitive) {
        return p.equations().stream().filter(e -> primitive.isInstance(e.primitive())).count();
    }

    @Test
    void transposedProductExchangesItsOperands() {
        Agreement.Function f = x -> product(x[0], x[1]).transpose(Axes.of(0, 2, 1));
        var simple = Simplify.program(Agreement.program(x -> new Array[] {f.of(x)}, X, Y));
        assertEquals(0, count(simple, Transpose.class));
        assertEquals(1, count(simple, DotGeneral.class));
        Agreement.check(f, X, Y);
    }

    @Test
    void productThatIsUsedAsItIsTooIsNotComputedTwice() {
        var p = Agreement.program(x -> {
            var z = product(x[0], x[1]);
            return new Array[] {z, z.transpose(Axes.of(0, 2, 1))};
        }, X, Y);
        assertEquals(1, count(Simplify.program(p), DotGeneral.class));
        Agreement.check(p, X, Y);
    }

    /** The cotangent of a sum is a number stretched to its shape: that changes nothing of what it is multiplied with. */
    @Test
    void stretchedNumbersMeetAsNumbers() {
        Agreement.Function f = x -> jacobi.Jacobi.grad((Array y) -> y.square().sum().plus(y.sin().sum().times(3))).apply(x[0]);
        var simple = Simplify.program(Agreement.program(x -> new Array[] {f.of(x)}, X));
        assertEquals(0, count(simple, BroadcastInDim.class), simple::toString);
        Agreement.check(f, X);
        Agreement.check(x -> Array.full(2, 3, 7, 5).plus(Array.full(1, 3, 7, 5)).times(x[0].get(0, 0, 0)), X);
    }
}
