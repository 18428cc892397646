/**
 * The oracle of every backend: programs computed one element at a time, literal to the StableHLO specification, slow on purpose.
 * {@link jacobi.interpret.Interpreter} is the way in. What an operation means on single numbers stands in {@code Integers},
 * {@code Floats} and {@code Complexes}; the other files move and combine elements, a family each.
 */
package jacobi.interpret;
