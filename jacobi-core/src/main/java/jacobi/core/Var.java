package jacobi.core;

/** A value of a program, defined once: by an input or by an equation. Compared by identity; the printer names it. */
public final class Var implements Atom {
    private final ArrayType type;

    public Var(ArrayType type) { this.type = type; }

    @Override public ArrayType type() { return type; }
}
