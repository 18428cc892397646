/**
 * The bench: programs that differ in kind, written for Jacobi, for plain Java, for C and for JAX, and run side by side.
 *
 * <p>A {@link jacobi.bench.Workload} is one program at its sizes; a {@link jacobi.bench.Entry} is how it is written for the JVM,
 * one file a program in {@code jacobi.bench.programs}; sources for other systems lie beside as resources. A
 * {@link jacobi.bench.Entrant} is a system that takes part: it starts a process for one workload, and a
 * {@link jacobi.bench.Session} talks to it. A {@link jacobi.bench.Race} compares the numbers of all entrants, then lets them run
 * in turn, round after round, because a machine drifts by more within minutes than systems differ.
 */
package jacobi.bench;
