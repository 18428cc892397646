/** The programs of the bench, one a file: for Jacobi as a user would write them, and for plain Java. */
package jacobi.bench.programs;
