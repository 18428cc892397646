package jacobi.core;

/** A derivative that does not exist or is not provided. */
public final class DerivativeError extends JacobiError {
    private static final long serialVersionUID = 1;

    public DerivativeError(String headline) { super(headline); }
}
