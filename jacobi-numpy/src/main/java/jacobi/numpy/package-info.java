/** A surface like NumPy's. */
package jacobi.numpy;
