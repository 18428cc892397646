package jacobi.core;

/** A dtype where another is needed. */
public final class TypeError extends JacobiError {
    private static final long serialVersionUID = 1;

    public TypeError(String headline) { super(headline); }
}
