/** Measurements. */
package jacobi.bench;
