package jacobi.core;

import jacobi.lax.Constant;

/** A scalar written in place. */
public record Literal(Constant constant) implements Atom {
    @Override public ArrayType type() { return ArrayType.scalar(constant.dtype()); }
    @Override public String toString() { return constant.text(); }
}
