/** Measurements, beside other systems. */
module jacobi.bench {
    exports jacobi.bench;

    requires transitive jacobi.core;
    requires jacobi.cpu;
    requires jacobi.llvm;
    requires jacobi.numpy;
    requires jacobi.testing;
    requires com.google.gson;
    requires java.management;

    opens jacobi.bench to com.google.gson, jacobi.core;
    opens jacobi.bench.programs to jacobi.core;
    opens jacobi.bench.others to jacobi.core;
}
