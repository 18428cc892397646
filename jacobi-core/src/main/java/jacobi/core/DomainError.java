package jacobi.core;

/** A value, or a parameter, outside the range in which it has a meaning. */
public final class DomainError extends JacobiError {
    private static final long serialVersionUID = 1;

    public DomainError(String headline) { super(headline); }
}
