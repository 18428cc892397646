/**
 * A typed, hand-written face on the part of LLVM's C API that a just-in-time compiler needs, and the unpacking of native
 * libraries published as jars. It knows no type of the rest of the project.
 */
module jacobi.llvm {
    exports jacobi.llvm;
}
