/** Laws, samplers and the tests over the public interface. */
module jacobi.testing {
    exports jacobi.testing;
    exports jacobi.testing.reference;

    requires transitive jacobi.core;
    requires jacobi.numpy;
}
