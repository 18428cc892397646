/**
 * Scalar operations, and the vector math written once as <em>scalar programs</em>. This package knows no other of Jacobi's.
 *
 * <p>A {@link jacobi.scalar.ScalarProgram} is straight-line SSA code over f32, f64, i32, i64 and masks. {@link
 * jacobi.scalar.VectorMath} is the table of functions: each is a {@link jacobi.scalar.ScalarFunction}, a program or a fast and
 * a slow one, with its error bound. {@link jacobi.scalar.ScalarEvaluator} runs programs in Java; a backend compiles them.
 *
 * <h2>How a backend compiles a program</h2>
 * <ul>
 * <li>Instruction by instruction, in order: {@link jacobi.scalar.ScalarOp} gives the meaning of each and the LLVM instruction
 *     or intrinsic for it. In a loop of vectors of n lanes every value of type T becomes a {@code <n x T>}, a mask a {@code <n
 *     x i1>}. Types may differ within one program (an f32 function may compute in f64): n stays the same, LLVM splits what is
 *     wider than a register.
 * <li>No fast-math flag and no contraction: {@code llvm.fma} where the program says FMA, {@code fmul} and {@code fadd} where it
 *     says MUL and ADD. Error terms are computed by such means.
 * <li>Constants by their bits: {@code splat} of a hexadecimal literal. Tables become private constant arrays; a GATHER of a
 *     vector index is {@code llvm.masked.gather} with all lanes on, or a load a lane. Indices are always in range, whatever the
 *     operand.
 * <li>A guarded function ({@link jacobi.scalar.ScalarFunction#guarded()}): inline the fast program, reduce its mask
 *     ({@code llvm.vector.reduce.or}), branch (unlikely) to a call of the outlined slow program, and select by the mask between
 *     the two results lane by lane. Masks of several guarded functions in one loop body may be or-ed and tested once.
 * <li>Programs inlined into one {@link jacobi.scalar.ScalarBuilder} share equal instructions; LLVM's own common subexpression
 *     pass does the same for what was inlined side by side.
 * </ul>
 */
package jacobi.scalar;
