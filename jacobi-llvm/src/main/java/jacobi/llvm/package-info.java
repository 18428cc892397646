/** A face on LLVM's C interface. */
package jacobi.llvm;
