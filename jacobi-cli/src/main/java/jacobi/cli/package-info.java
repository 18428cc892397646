/** The command {@code jacobi}: demonstrations on real data, and measurements. */
package jacobi.cli;
