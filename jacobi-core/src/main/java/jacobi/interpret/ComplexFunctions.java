package jacobi.interpret;

import static java.lang.Math.*;

import java.util.function.UnaryOperator;
import jacobi.interpret.Element.Complex;

/**
 * Complex functions on f64 parts, with the branch cuts of C99 Annex G (signed zeros tell the side) and NaN where an angle is
 * infinite. Each part is within a few ulp of the modulus.
 * @see "Kahan (1987), Branch Cuts for Complex Elementary Functions"
 */
final class ComplexFunctions {
    private ComplexFunctions() {}

    static Complex exp(Complex z) {
        if (z.im() == 0) return new Complex(Math.exp(z.re()), z.im());
        return polar(z.re(), z.im());
    }

    /** eˣ (cos y + i sin y), in two factors, so that only the product overflows. */
    private static Complex polar(double x, double y) {
        double half = Math.exp(x / 2);
        return new Complex(half * Math.cos(y) * half, half * Math.sin(y) * half);
    }

    /** The real part is expm1(x) cos y - 2 sin²(y/2). */
    static Complex expm1(Complex z) {
        if (z.im() == 0) return new Complex(Math.expm1(z.re()), z.im());
        if (z.re() > 700) return exp(z);
        double s = Math.sin(z.im() / 2);
        return new Complex(Math.expm1(z.re()) * Math.cos(z.im()) - 2 * s * s, Math.exp(z.re()) * Math.sin(z.im()));
    }

    static Complex log(Complex z) {
        double a = max(Math.abs(z.re()), Math.abs(z.im())), b = min(Math.abs(z.re()), Math.abs(z.im()));
        return new Complex(logModulus(a, b), atan2(z.im(), z.re()));
    }

    /** log √(a² + b²), also where that is close to 1. */
    private static double logModulus(double a, double b) {
        if (a > 0.5 && a < 1.5) return 0.5 * Math.log1p(sum(-1, a, b));
        if (a > 0x1p500 && Double.isFinite(a)) return logModulus(a * 0x1p-600, b * 0x1p-600) + 600 * Math.log(2);
        if (a < 0x1p-450 && a > 0) return logModulus(a * 0x1p600, b * 0x1p600) - 600 * Math.log(2);
        return Math.log(hypot(a, b));
    }

    /** c + a² + b² in twice the precision, rounded. */
    private static double sum(double c, double a, double b) {
        double a2 = a * a, b2 = b * b, rest = fma(a, a, -a2) + fma(b, b, -b2);
        double s = c + a2, lost = error(c, a2, s), t = s + b2;
        return t + (lost + error(s, b2, t) + rest);
    }

    /** What rounding took from a + b = s. */
    private static double error(double a, double b, double s) {
        double bb = s - a;
        return a - (s - bb) + (b - bb);
    }

    /** |1 + z|² - 1 = 2x + x² + y², without the cancellation of 1 + x; where that is exact it is better. */
    static Complex log1p(Complex z) {
        double x = z.re(), y = z.im();
        boolean near = x > -0.5 && x < 2.5 && Math.abs(y) < 2;
        return new Complex(near ? 0.5 * Math.log1p(sum(2 * x, x, y)) : log(new Complex(1 + x, y)).re(), atan2(y, 1 + x));
    }

    /** The root in the right half plane. */
    static Complex sqrt(Complex z) {
        double x = z.re(), y = z.im(), a = Math.abs(x), b = Math.abs(y);
        if (Double.isInfinite(y)) return new Complex(b, y);
        if (a == 0 && b == 0) return new Complex(0, y);
        if (Double.isInfinite(x)) return x > 0 ? new Complex(x, copySign(0 * b, y)) : new Complex(0 * b, copySign(a, y));
        int even = -Math.getExponent(max(max(a, b), Double.MIN_NORMAL)) / 2 * 2;
        double u = scalb(a, even), v = scalb(b, even), t = scalb(Math.sqrt((u + hypot(u, v)) / 2), -even / 2);
        double other = b / t / 2;
        return x >= 0 ? new Complex(t, copySign(other, y)) : Double.isNaN(x) ? Complex.NAN : new Complex(other, copySign(t, y));
    }

    /** f(iz)/i: sin from sinh, tan from tanh. */
    static Complex byI(UnaryOperator<Complex> f, Complex z) {
        var w = f.apply(new Complex(-z.im(), z.re()));
        return new Complex(w.im(), -w.re());
    }

    static Complex sinh(Complex z) { return hyperbolic(z, Math.sinh(z.re()), Math.cosh(z.re()), copySign(1, z.re())); }

    static Complex cosh(Complex z) { return hyperbolic(z, Math.cosh(z.re()), Math.sinh(z.re()), 1); }

    /** (a cos y, b sin y); where a and b overflow they are eˣ/2 up to sign, taken in two factors. */
    private static Complex hyperbolic(Complex z, double a, double b, double sign) {
        double x = Math.abs(z.re()), y = z.im();
        if (y == 0) return new Complex(a, signum(b) * y);
        if (x < 700 || Double.isNaN(x)) return new Complex(a * Math.cos(y), b * Math.sin(y));
        double half = Math.exp(x / 2) / 2;
        return new Complex(sign * half * Math.cos(y) * 2 * half, signum(b) * half * Math.sin(y) * 2 * half);
    }

    /** Kahan's formula: with t = tan y and s = sinh x, ((1 + t²) s √(1 + s²) + i t) / (1 + (1 + t²) s²). */
    static Complex tanh(Complex z) {
        double x = z.re(), y = z.im();
        if (Math.abs(x) > 22) return new Complex(copySign(1, x), 4 * Math.sin(y) * Math.cos(y) * Math.exp(-2 * Math.abs(x)));
        double t = Math.tan(y), beta = 1 + t * t, s = Math.sinh(x), d = 1 + beta * s * s;
        return new Complex(beta * Math.sqrt(1 + s * s) * s / d, t / d);
    }

    /** exp(y log x); 0⁰ = 1, and 0 to a power of positive real part is 0. */
    static Complex power(Complex x, Complex y) {
        if (y.re() == 0 && y.im() == 0) return Complex.ONE;
        if (x.re() == 0 && x.im() == 0) return y.re() > 0 ? Complex.ZERO : Complex.NAN;
        return exp(Complexes.times(y, log(x)));
    }
}
