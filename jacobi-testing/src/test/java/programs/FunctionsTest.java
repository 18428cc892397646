package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import jacobi.core.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are made of others, at places where a formula may go wrong; eager and compiled. */
class FunctionsTest {
    @ParameterizedTest
    @CsvSource({"1, 1.6449340668482264", "0.001, 1000001.6425331959", "-0.5, 8.934802200544679", "-3.25, 19.474085068082155",
        "30, 0.033895060357739944", "1e10, 1.00000000005e-10"})
    void theDerivativeOfDigamma(double x, double expected) {
        for (var f : java.util.List.of(grad((Array y) -> y.digamma()), jit(grad((Array y) -> y.digamma()))))
            assertEquals(expected, f.apply(Array.of(x)).item(), 4e-15 * Math.abs(expected));
    }

    @Test void digammaAndLgammaHaveAllDerivatives() {
        double zeta3 = 1.2020569031595942;
        assertEquals(-2 * zeta3, grad(grad((Array y) -> y.digamma())).apply(Array.of(1.0)).item(), 1e-14);
        assertEquals(-2 * zeta3, jit(grad(grad(grad((Array y) -> y.lgamma())))).apply(Array.of(1.0)).item(), 1e-14);
        double h = 1e-5, x = -1.3;
        var second = grad(grad((Array y) -> y.digamma()));
        var first = grad((Array y) -> y.digamma());
        double slope = (first.apply(Array.of(x + h)).item() - first.apply(Array.of(x - h)).item()) / (2 * h);
        assertEquals(slope, second.apply(Array.of(x)).item(), 1e-6 * Math.abs(slope));
    }

    @Test void digammaAtItsPoles() {
        var x = Array.of(0.0, -0.0, -1.0, -7.0);
        double[] expected = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN};
        assertArrayEquals(expected, x.digamma().toDoubleArray());
        assertArrayEquals(expected, jit((Array y) -> y.digamma()).apply(x).toDoubleArray());
    }

    @Test void halfIntegerPowersAreThoseOfC() {
        double inf = Double.POSITIVE_INFINITY;
        var x = Array.of(-inf, -0.0, 0.0, inf, -1.0, 4.0);
        assertArrayEquals(new double[] {inf, 0, 0, inf, Double.NaN, 2}, power(x, 0.5));
        assertArrayEquals(new double[] {0, inf, inf, 0, Double.NaN, 0.5}, power(x, -0.5));
        assertArrayEquals(new double[] {inf, 0, 0, inf, Double.NaN, 8}, power(x, 1.5));
        assertArrayEquals(new double[] {inf, 0, 0, inf, Double.NaN, 128}, power(x, 3.5));
    }

    private static double[] power(Array x, double y) {
        assertArrayEquals(x.pow(y).toDoubleArray(), jit((Array z) -> z.pow(y)).apply(x).toDoubleArray());
        return x.pow(y).toDoubleArray();
    }

    @Test void secondDerivativesOfProductsThatMeetZeros() {
        var places = Array.of(0L, 0L, 1L);
        F f = u -> Array.of(3.0, 5.0).at(places).multiply(u).sum();
        double[] zeros = hessian(f::of).apply(Array.of(0.0, 0.0, 0.0)).toDoubleArray();
        assertArrayEquals(new double[] {0, 3, 0, 3, 0, 0, 0, 0, 0}, zeros);
        double[] mixed = hessian(f::of).apply(Array.of(0.0, 7.0, 2.0)).toDoubleArray();
        assertArrayEquals(new double[] {0, 3, 0, 3, 0, 0, 0, 0, 0}, mixed);
    }

    private interface F { Array of(Array x); }

    @Test void aMatrixWithoutCholeskyFactorGivesNaNInTheWholeTriangle() {
        var a = Array.of(new double[][] {{4, 2, 0}, {2, -1, 0}, {0, 0, 1}});
        double nan = Double.NaN;
        double[] expected = {nan, 0, 0, nan, nan, 0, nan, nan, nan};
        assertArrayEquals(expected, a.cholesky().toDoubleArray());
        assertArrayEquals(expected, jit((Array x) -> x.cholesky()).apply(a).toDoubleArray());
    }

    @Test void bitsOfOtherWidths() {
        var x = Array.of(1.0, -2.5);
        var parts = x.bitcast(DType.U32);
        assertEquals(Shape.of(2, 2), parts.shape());
        assertArrayEquals(new long[] {0, 0x3FF00000L, 0, 0xC0040000L}, parts.toLongArray());
        assertArrayEquals(new double[] {1.0, -2.5}, parts.bitcast(DType.F64).toDoubleArray());
        assertArrayEquals(new double[] {1.0, -2.5}, jit((Array y) -> y.bitcast(DType.S16).bitcast(DType.F64)).apply(x)
                .toDoubleArray());
        assertEquals(Shape.of(2, 8), x.bitcast(DType.U8).shape());
        assertThrows(ShapeError.class, () -> parts.bitcast(DType.U8).bitcast(DType.F64).bitcast(DType.C64));
        assertThrows(ShapeError.class, () -> Array.of(1f, 2f, 3f).bitcast(DType.F64));
    }

    @Test void complexFunctionsByTheirReals() {
        var z = Array.complex(Array.of(-2.0, 0.3), Array.of(1.0, -4.0));
        assertClose(z, z.exp2().log2());
        assertClose(z.log(), z.log10().times(Math.log(10)));
        assertClose(z, z.cbrt().times(z.cbrt()).times(z.cbrt()));
        assertClose(z.div(z.plus(1)), z.atan2(z.plus(1)).tan());
        var real = Array.complex(Array.of(-1.0), Array.of(0.0));
        assertEquals(Math.atan2(-1, -2), real.atan2(Array.of(-2.0)).real().item(), 1e-15);
    }

    private static void assertClose(Array expected, Array given) {
        assertTrue(given.minus(expected).abs().max().item() < 1e-13, () -> expected + " and " + given);
    }
}
