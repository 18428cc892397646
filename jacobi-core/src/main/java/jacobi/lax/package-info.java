/** The primitives, and their rules beside them. */
package jacobi.lax;
