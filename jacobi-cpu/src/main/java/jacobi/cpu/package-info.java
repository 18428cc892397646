/** The compiler and run time for the processor. */
package jacobi.cpu;
