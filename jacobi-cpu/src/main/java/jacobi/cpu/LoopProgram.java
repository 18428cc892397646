package jacobi.cpu;

import java.util.List;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/** A program as loops: what the compiler works on between {@link jacobi.core.Program} and LLVM. */
record LoopProgram(List<Memory> arguments, List<Memory> results, List<Stmt> body, Checks checks) {}
