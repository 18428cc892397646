/** A surface like NumPy's. */
module jacobi.numpy {
    requires transitive jacobi.core;

    exports jacobi.numpy;
}
