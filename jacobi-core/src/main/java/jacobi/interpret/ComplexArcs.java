package jacobi.interpret;

import static java.lang.Math.*;

import jacobi.interpret.Element.Complex;

/**
 * The inverses of complex sine, cosine and tangent on f64 parts, and by turning the plane those of the hyperbolic functions;
 * branch cuts as in C99 Annex G. With r and s the distances of |z| from -1 and 1, a = (r + s)/2: asin z lies at the angle of (x,
 * √(a² - x²)) and the height acosh a. Every difference of near numbers is written as a sum.
 * @see "Hull, Fairgrieve and Tang (1997), Implementing the complex arcsine and arccosine functions using exception handling, ACM
 *      Transactions on Mathematical Software 23, 299–335"
 */
final class ComplexArcs {
    /** Beyond this modulus 1 is nothing beside its square. */
    private static final double FAR = 0x1p30;

    private ComplexArcs() {}

    static Complex asin(Complex z) {
        var p = Point.of(abs(z.re()), abs(z.im()));
        return new Complex(copySign(atan2(p.across, p.along), z.re()), copySign(p.height, z.im()));
    }

    static Complex acos(Complex z) {
        var p = Point.of(abs(z.re()), abs(z.im()));
        return new Complex(atan2(p.along, copySign(p.across, z.re())), -copySign(p.height, z.im()));
    }

    /** acos turned by a right angle, into the right half plane. */
    static Complex acosh(Complex z) {
        var w = acos(z);
        return new Complex(abs(w.im()), copySign(w.re(), z.im()));
    }

    /**
     * Where asin and acos of a number of the first quadrant lie.
     * @param across x, and {@code along} √(a² - x²), both up to one factor
     * @param height acosh a
     */
    private record Point(double across, double along, double height) {
        static Point of(double x, double y) {
            if (Double.isInfinite(x) || Double.isInfinite(y))
                return new Point(Double.isInfinite(x) ? 1 : 0, Double.isInfinite(y) ? 1 : 0, Double.POSITIVE_INFINITY);
            if (x > FAR || y > FAR) return new Point(x, y, ComplexFunctions.log(new Complex(x, y)).re() + Math.log(2));
            double r = hypot(x + 1, y), s = hypot(x - 1, y), a = (r + s) / 2;
            return new Point(x, along(x, y, a, r + (x + 1), s), height(x, y, a, r + (x + 1), s));
        }

        /** √((a + x)(a - x)). */
        private static double along(double x, double y, double a, double right, double s) {
            if (x <= 1) return sqrt((a + x) / 2 * (y * y / right + (s + (1 - x))));
            return y * sqrt((a + x) / 2 * (1 / right + 1 / (s + (x - 1))));
        }

        /** log(1 + (a - 1) + √((a - 1)(a + 1))); a - 1 = y q for x below 1, where y² may vanish. */
        private static double height(double x, double y, double a, double right, double s) {
            if (x >= 1) {
                double above = (y * y / right + (s + (x - 1))) / 2;
                return Math.log1p(above + sqrt(above * (a + 1)));
            }
            double q = (y / right + y / (s + (1 - x))) / 2;
            return Math.log1p(y * q + sqrt(y) * sqrt(q * (a + 1)));
        }
    }

    /** ¼ log(1 + 4x / ((1 - x)² + y²)) + ½ i arg(1 - x² - y² + 2 i y). */
    static Complex atanh(Complex z) {
        double x = abs(z.re()), y = abs(z.im());
        if (Double.isNaN(x) || Double.isNaN(y)) return Complex.NAN;
        double im = x > FAR || y > FAR ? PI / 2 : atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2;
        return new Complex(copySign(halfLog(x, y), z.re()), copySign(im, z.im()));
    }

    private static double halfLog(double x, double y) {
        if (Double.isInfinite(x) || Double.isInfinite(y)) return 0;
        if (x > FAR || y > FAR) return Complexes.divide(Complex.ONE, new Complex(x, y)).re();
        if (x == 1) return (Math.log(hypot(2, y)) - Math.log(y)) / 2;
        double d = (1 - x) * (1 - x) + y * y;
        return Math.log1p(4 * x / d) / 4;
    }
}
