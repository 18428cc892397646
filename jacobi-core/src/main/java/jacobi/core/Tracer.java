package jacobi.core;

/**
 * An array that stands for a value while a function is transformed or recorded. It belongs to a {@link Trace}, and dies with
 * it.
 */
public abstract non-sealed class Tracer extends Array {
    private final Trace trace;

    protected Tracer(Trace trace, ArrayType type) {
        super(type);
        this.trace = trace;
    }

    public Trace trace() { return trace; }
}
