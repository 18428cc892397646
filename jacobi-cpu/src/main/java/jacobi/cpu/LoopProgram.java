package jacobi.cpu;

import java.util.List;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * A program as loops: what the compiler works on between {@link jacobi.core.Program} and LLVM. A memory that is both an argument
 * and a result holds the argument before and the result after.
 */
record LoopProgram(List<Memory> arguments, List<Memory> results, List<Stmt> body, Checks checks) {
    /** For each result, which argument it takes the place of, or -1. */
    int[] takenOver() { return results.stream().mapToInt(arguments::indexOf).toArray(); }
}
