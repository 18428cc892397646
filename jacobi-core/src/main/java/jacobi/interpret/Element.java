package jacobi.interpret;

/** One element of an array, out of its memory. */
sealed interface Element {
    /** An integer of any width, sign- or zero-extended by its dtype, or a pred, 0 or 1. */
    record Whole(long value) implements Element {}

    /** A float of any width, exactly. */
    record Real(double value) implements Element {}

    /** A complex number of any width, exactly. */
    record Complex(double re, double im) implements Element {
        static final Complex ZERO = new Complex(0, 0), ONE = new Complex(1, 0), NAN = new Complex(Double.NaN, Double.NaN);
    }
}
