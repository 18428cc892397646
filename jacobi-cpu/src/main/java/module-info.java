/** The compiler and run time for the processor. */
module jacobi.cpu {
    requires transitive jacobi.core;
    requires jacobi.llvm;

    exports jacobi.cpu.runtime;

    provides jacobi.core.Backend with jacobi.cpu.CpuBackend;
}
