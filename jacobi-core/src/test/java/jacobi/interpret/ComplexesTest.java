package jacobi.interpret;

import static jacobi.lax.Unary.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import jacobi.interpret.Element.Complex;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import org.junit.jupiter.api.Test;

/** The meaning of operations on complex numbers: identities at all magnitudes, and special points. */
class ComplexesTest {
    private static Complex apply(Unary f, Complex z) { return (Complex) Complexes.apply(f, z); }

    private static Complex times(Complex x, Complex y) { return Complexes.apply(Binary.MULTIPLY, x, y); }

    /** Numbers of magnitudes between 2⁻ᵉ and 2ᵉ. */
    private static void forSome(int exponent, UnaryOperator<Complex> left, UnaryOperator<Complex> right) {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double size = Math.scalb(1.0, random.nextInt(2 * exponent + 1) - exponent);
            var z = new Complex(size * random.nextGaussian(), size * random.nextGaussian());
            assertClose(left.apply(z), right.apply(z), "at " + z);
        }
    }

    private static void assertClose(Complex expected, Complex actual, String where) {
        double size = Math.max(Math.abs(expected.re()), Math.abs(expected.im()));
        assertTrue(Math.abs(expected.re() - actual.re()) <= 1e-14 * size && Math.abs(expected.im() - actual.im()) <= 1e-14 * size,
                () -> "expected " + expected + ", but was " + actual + ", " + where);
    }

    @Test
    void the_square_of_the_root() { forSome(500, z -> z, z -> times(apply(SQRT, z), apply(SQRT, z))); }

    @Test
    void the_root_of_the_greatest_numbers() {
        var greatest = new Complex(Double.MAX_VALUE, Double.MAX_VALUE);
        assertClose(new Complex(1.473094556905565e154, 6.101757441282702e153), apply(SQRT, greatest), "greatest");
        assertClose(new Complex(Math.sqrt(Double.MIN_VALUE), 0), apply(SQRT, new Complex(Double.MIN_VALUE, 0)), "least");
    }

    @Test
    void the_exponential_of_the_logarithm() { forSome(10, z -> z, z -> apply(EXPONENTIAL, apply(LOG, z))); }

    @Test
    void small_logarithms_and_exponentials() {
        forSome(900, z -> Math.hypot(z.re(), z.im()) < 1e-3 ? z : Complex.ONE,
                z -> Math.hypot(z.re(), z.im()) < 1e-3 ? apply(LOG_PLUS_ONE, apply(EXPONENTIAL_MINUS_ONE, z)) : Complex.ONE);
    }

    /** log |1 + z| where 1 + z is small, which is all of 1 + x and y. */
    @Test
    void the_logarithm_near_minus_one() {
        assertEquals(Math.log(0x1p-1000), apply(LOG_PLUS_ONE, new Complex(-1, 0x1p-1000)).re(), 1e-12);
        assertEquals(Math.log(0x1p-30), apply(LOG_PLUS_ONE, new Complex(-1 + 0x1p-30, 0)).re(), 1e-14);
    }

    /** log |z| for |z| = 1 + 2⁻⁶⁰, where hypot would be 1. */
    @Test
    void the_logarithm_near_the_unit_circle() {
        double im = Math.scalb(Math.sqrt(2), -30);
        assertEquals(0x1p-60, apply(LOG, new Complex(1, im)).re(), 1e-15 * 0x1p-60);
    }

    @Test
    void sine_and_cosine() {
        forSome(4, z -> Complex.ONE, z -> {
            Complex s = apply(SINE, z), c = apply(COSINE, z);
            double scale = Math.max(1, Math.hypot(c.re(), c.im()));
            var sum = Complexes.plus(times(new Complex(s.re() / scale, s.im() / scale),
                    new Complex(s.re() / scale, s.im() / scale)),
                    times(new Complex(c.re() / scale, c.im() / scale), new Complex(c.re() / scale, c.im() / scale)));
            return Complexes.plus(Complexes.minus(sum, new Complex(1 / scale / scale, 0)), Complex.ONE);
        });
    }

    @Test
    void the_tangent_is_their_quotient() {
        forSome(4, z -> Complexes.apply(Binary.DIVIDE, apply(SINE, z), apply(COSINE, z)), z -> apply(TAN, z));
        forSome(4, z -> times(apply(TANH, z), apply(COSINE, new Complex(-z.im(), z.re()))), ComplexFunctions::sinh);
    }

    @Test
    void the_quotient_times_the_divisor() {
        var divisor = new Complex(3e200, -4e200);
        forSome(500, z -> z, z -> Complexes.apply(Binary.DIVIDE, times(z, new Complex(3, -4)), new Complex(3, -4)));
        assertClose(Complex.ONE, Complexes.apply(Binary.DIVIDE, divisor, divisor), "huge");
        assertEquals(new Complex(0, 0), Complexes.apply(Binary.DIVIDE, Complex.ONE, new Complex(Double.POSITIVE_INFINITY, 0)));
    }

    @Test
    void powers() {
        assertEquals(Complex.ONE, Complexes.apply(Binary.POWER, Complex.ZERO, Complex.ZERO));
        assertEquals(Complex.ZERO, Complexes.apply(Binary.POWER, Complex.ZERO, new Complex(2, 1)));
        forSome(3, z -> times(z, z), z -> Complexes.apply(Binary.POWER, z, new Complex(2, 0)));
    }

    @Test
    void the_sides_of_the_branch_cut() {
        assertEquals(new Complex(0, Math.PI), apply(LOG, new Complex(-1, 0.0)));
        assertEquals(new Complex(0, -Math.PI), apply(LOG, new Complex(-1, -0.0)));
        assertEquals(new Complex(0, 2), apply(SQRT, new Complex(-4, 0.0)));
        assertEquals(new Complex(0, -2), apply(SQRT, new Complex(-4, -0.0)));
    }

    @Test
    void signs() {
        assertEquals(Complex.ZERO, apply(SIGN, Complex.ZERO));
        assertClose(new Complex(0.6, -0.8), apply(SIGN, new Complex(3, -4)), "3 - 4i");
        assertTrue(Double.isNaN(apply(SIGN, new Complex(Double.NaN, 1)).im()));
    }
}
