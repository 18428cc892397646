/**
 * From textual LLVM IR to callable machine code, in this process.
 *
 * <pre>{@code
 * Llvm llvm = Llvm.host();                                          // loads LLVM; NativesMissing says why it cannot
 * MachineCode code = llvm.compile(ir, CompileOptions.O3);           // relocatable bytes: may be kept on disk
 * try (CompiledCode loaded = llvm.load(code)) {
 *     MemorySegment entry = loaded.function("kernel");              // call it with a downcall handle
 * }
 * }</pre>
 *
 * <p>Compilation goes in two steps, because their results live differently: {@link jacobi.llvm.MachineCode} is plain bytes that
 * hold no address of this process, {@link jacobi.llvm.CompiledCode} is those bytes linked into it, released on close. Generated
 * code reaches the outside through pointers passed to it; the only names it may leave undefined are
 * {@linkplain jacobi.llvm.Helpers the helpers} that LLVM itself calls, such as {@code memset} and {@code fmod}.
 *
 * <p>Every LLVM function is reached through one downcall shape (see {@link jacobi.llvm.Words}), since making handles is what a
 * cold process spends most of its time on. Objects of LLVM never leave this package.
 */
package jacobi.llvm;
