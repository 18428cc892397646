package jacobi.core;

/** Not enough memory, or a resource used after it was closed. */
public final class ResourceError extends JacobiError {
    private static final long serialVersionUID = 1;

    public ResourceError(String headline) { super(headline); }
}
