package jacobi.core;

/** A question that a traced value cannot answer, or a tracer used outside its recording. */
public final class TraceError extends JacobiError {
    private static final long serialVersionUID = 1;

    public TraceError(String headline) { super(headline); }
}
