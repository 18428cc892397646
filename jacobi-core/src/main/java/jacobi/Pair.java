package jacobi;

/** Two values: a value and its gradient, a primal and its tangent, a carry and what is stacked. */
public record Pair<A, B>(A first, B second) {}
