/** A face on LLVM's C interface. */
module jacobi.llvm {
}
