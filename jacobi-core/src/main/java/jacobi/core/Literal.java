package jacobi.core;

import jacobi.lax.Constant;

/** A scalar written in place. */
public record Literal(Constant constant) implements Atom {
    @Override public ArrayType type() { return ArrayType.scalar(constant.dtype()); }
    @Override public boolean equals(Object o) { return o instanceof Literal l && constant.equals(l.constant); }
    @Override public int hashCode() { return constant.hashCode(); }
    @Override public String toString() { return constant.text(); }
}
