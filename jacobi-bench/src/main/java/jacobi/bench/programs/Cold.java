package jacobi.bench.programs;

import jacobi.bench.Contender;
import jacobi.bench.Entry;

/** A whole process that prints a gradient, not jitted or jitted; see {@link jacobi.bench.ColdStart}. */
public enum Cold implements Entry {
    GRAD, JIT_GRAD;

    /** There is none: the process itself is what is timed. */
    @Override public Contender jacobi(long... n) {
        throw new UnsupportedOperationException("a cold start is a process of its own");
    }
}
