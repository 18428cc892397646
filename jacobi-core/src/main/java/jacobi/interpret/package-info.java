/** The reference interpreter: literal to the specification, slow on purpose. */
package jacobi.interpret;
