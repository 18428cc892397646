package jacobi.interpret;

import jacobi.interpret.Element.Complex;
import jacobi.interpret.Element.Real;
import jacobi.interpret.Element.Whole;

/** One matrix of a batch, real or complex, with the arithmetic of its elements in f64. */
final class Matrix {
    final int rows, columns;
    private final Element[] elements;

    Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        elements = new Element[rows * columns];
    }

    /** The matrix number {@code k} in the last two axes of an array. */
    static Matrix read(Elements x, long k) {
        var m = new Matrix((int) x.shape().dim(x.shape().rank() - 2), (int) x.shape().dim(x.shape().rank() - 1));
        for (int i = 0; i < m.elements.length; i++) m.elements[i] = x.get(k * m.elements.length + i);
        return m;
    }

    void write(Elements y, long k) {
        for (int i = 0; i < elements.length; i++) y.set(k * elements.length + i, elements[i]);
    }

    Element get(int i, int j) { return elements[i * columns + j]; }

    void set(int i, int j, Element x) { elements[i * columns + j] = x; }

    void swapRows(int i, int k) {
        for (int j = 0; j < columns; j++) {
            var x = get(i, j);
            set(i, j, get(k, j));
            set(k, j, x);
        }
    }

    Matrix transpose() {
        var t = new Matrix(columns, rows);
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) t.set(j, i, get(i, j));
        return t;
    }

    Matrix conjugate() {
        var c = new Matrix(rows, columns);
        for (int i = 0; i < elements.length; i++) c.elements[i] = conjugate(elements[i]);
        return c;
    }

    /** x - y z. */
    static Element minusProduct(Element x, Element y, Element z) {
        return switch (x) {
            case Real(double v) -> new Real(Math.fma(-((Real) y).value(), ((Real) z).value(), v));
            case Complex c -> Complexes.minus(c, Complexes.times((Complex) y, (Complex) z));
            case Whole _ -> throw new AssertionError("a matrix of integers");
        };
    }

    static Element divide(Element x, Element y) {
        return switch (x) {
            case Real(double v) -> new Real(v / ((Real) y).value());
            case Complex c -> Complexes.divide(c, (Complex) y);
            case Whole _ -> throw new AssertionError("a matrix of integers");
        };
    }

    static Element conjugate(Element x) { return x instanceof Complex(double re, double im) ? new Complex(re, -im) : x; }

    static double real(Element x) { return x instanceof Complex c ? c.re() : ((Real) x).value(); }

    /** A measure of size: the sum of the parts' absolute values. */
    static double size(Element x) {
        return x instanceof Complex(double re, double im) ? Math.abs(re) + Math.abs(im) : Math.abs(((Real) x).value());
    }

    /** A real number among elements like {@code model}. */
    static Element like(Element model, double value) {
        return model instanceof Complex ? new Complex(value, 0) : new Real(value);
    }
}
