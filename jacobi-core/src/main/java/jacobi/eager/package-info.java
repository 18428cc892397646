/** Plain Java kernels for small arrays. */
package jacobi.eager;
