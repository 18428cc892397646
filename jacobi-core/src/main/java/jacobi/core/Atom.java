package jacobi.core;

/** An operand of an equation: a variable, or a number written in place. */
public sealed interface Atom permits Var, Literal {
    ArrayType type();
}
