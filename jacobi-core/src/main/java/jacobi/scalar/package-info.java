/** Scalar operations and the scalar programs of vector math. */
package jacobi.scalar;
