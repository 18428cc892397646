/**
 * What generated code leans on while it runs: threads, matrix products and factorisations, memory for temporaries. It knows no
 * Program; it is reached from generated code through {@link jacobi.cpu.runtime.Externals a table of addresses}, and nothing here
 * calls into Java on a hot path.
 */
package jacobi.cpu.runtime;
