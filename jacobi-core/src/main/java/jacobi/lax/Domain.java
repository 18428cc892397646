package jacobi.lax;

import jacobi.core.DType;

/** The dtypes that an elementwise function takes. */
public enum Domain {
    /** Real floating-point numbers. */
    FLOAT,
    /** Real or complex floating-point numbers. */
    INEXACT,
    /** Integers and real floating-point numbers. */
    REAL,
    /** Integers, real and complex numbers. */
    NUMBER,
    INTEGER,
    /** Integers and truth values. */
    BITS,
    ANY;

    public boolean contains(DType t) {
        return switch (this) {
            case FLOAT -> t.isFloat();
            case INEXACT -> t.isInexact();
            case REAL -> t.isInteger() || t.isFloat();
            case NUMBER -> t != DType.PRED;
            case INTEGER -> t.isInteger();
            case BITS -> t.isInteger() || t == DType.PRED;
            case ANY -> true;
        };
    }

    /** In words, for an error. */
    public String words() {
        return switch (this) {
            case FLOAT -> "a floating-point dtype";
            case INEXACT -> "a floating-point or complex dtype";
            case REAL -> "an integer or floating-point dtype";
            case NUMBER -> "a dtype of numbers";
            case INTEGER -> "an integer dtype";
            case BITS -> "an integer dtype or pred";
            case ANY -> "any dtype";
        };
    }
}
