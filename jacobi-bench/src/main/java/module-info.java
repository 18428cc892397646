/** Measurements. */
module jacobi.bench {
    requires transitive jacobi.core;
    requires jacobi.cpu;
    requires jacobi.numpy;
    requires jacobi.testing;
}
