/** Laws, samplers and the tests over the public interface. */
package jacobi.testing;
