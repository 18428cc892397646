package jacobi.core;

import java.util.List;

/**
 * One use of a primitive in a program.
 * @param caller who asked for it, or null if that was not kept
 */
public record Equation(Primitive primitive, List<Atom> operands, List<Var> results, Caller caller) {
    public Equation {
        operands = List.copyOf(operands);
        results = List.copyOf(results);
    }

    public ArrayType[] operandTypes() { return operands.stream().map(Atom::type).toArray(ArrayType[]::new); }
    /** The user's line that asked for it, or null if it is not known. */
    public Frame frame() { return caller == null ? null : caller.frame(); }
    public Var result() { return results.getFirst(); }

    /** Equations are compared by identity, as the variables are that they define. */
    @Override public boolean equals(Object o) { return this == o; }
    @Override public int hashCode() { return System.identityHashCode(this); }
}
