/**
 * Programs as loops: what the compiler works on between a {@link jacobi.core.Program} and LLVM. A {@link
 * jacobi.cpu.loop.Stmt} does something to {@link jacobi.cpu.loop.Memory}; a nest stores {@link jacobi.cpu.loop.Expr}essions
 * for all values of its variables, in any order. Places in memory are {@link jacobi.cpu.loop.Ix}, sums of multiples of loop
 * variables, of quotients and remainders, and of numbers that are loaded.
 */
package jacobi.cpu.loop;
