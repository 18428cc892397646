package jacobi.core;

import java.util.List;

/**
 * One use of a primitive in a program.
 * @param frame the user's line that asked for it, or null if it was not kept
 */
public record Equation(Primitive primitive, List<Atom> operands, List<Var> results, Frame frame) {
    public Equation {
        operands = List.copyOf(operands);
        results = List.copyOf(results);
    }

    public ArrayType[] operandTypes() { return operands.stream().map(Atom::type).toArray(ArrayType[]::new); }
    public Var result() { return results.getFirst(); }
}
