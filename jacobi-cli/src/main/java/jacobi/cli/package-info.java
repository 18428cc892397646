/** The command jacobi. */
package jacobi.cli;
