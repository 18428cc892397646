package jacobi.interpret;

import jacobi.core.DType;
import jacobi.interpret.Element.Complex;
import jacobi.interpret.Element.Real;
import jacobi.interpret.Element.Whole;

/**
 * A sum in the making, of elements or of products of two. Floats are summed as if in twice the precision of f64, so that the
 * order does not matter; integers wrap. Overflow gives what plain addition gives.
 */
final class Sum {
    private final DType dtype;
    private final Compensated real = new Compensated(), imaginary = new Compensated();
    private long whole;

    Sum(DType dtype) { this.dtype = dtype; }

    void add(Element x) {
        switch (x) {
            case Whole(long v) -> whole += v;
            case Real(double v) -> real.add(v);
            case Complex(double re, double im) -> {
                real.add(re);
                imaginary.add(im);
            }
        }
    }

    void addProduct(Element x, Element y) {
        switch (x) {
            case Whole(long v) -> whole += v * ((Whole) y).value();
            case Real(double v) -> real.addProduct(v, ((Real) y).value());
            case Complex(double re, double im) -> {
                var w = (Complex) y;
                real.addProduct(re, w.re());
                real.addProduct(-im, w.im());
                imaginary.addProduct(re, w.im());
                imaginary.addProduct(im, w.re());
            }
        }
    }

    Element result() {
        if (dtype.isComplex()) return new Complex(real.result(), imaginary.result());
        return dtype.isFloat() ? new Real(real.result()) : new Whole(whole);
    }

    /** @see "Ogita, Rump and Oishi (2005), Accurate Sum and Dot Product, SIAM Journal on Scientific Computing 26, 1955–1988" */
    private static final class Compensated {
        private double sum, rest;

        void add(double x) {
            double s = sum + x, xx = s - sum;
            rest += sum - (s - xx) + (x - xx);
            sum = s;
        }

        void addProduct(double x, double y) {
            double p = x * y;
            add(p);
            rest += Math.fma(x, y, -p);
        }

        double result() { return Double.isFinite(sum) && Double.isFinite(rest) ? sum + rest : sum; }
    }
}
