package jacobi.core;

/** Computes one primitive on arrays that have numbers, at once. Found through {@link java.util.ServiceLoader}. */
public interface Evaluator {
    DenseArray[] run(Primitive primitive, DenseArray... operands);
}
