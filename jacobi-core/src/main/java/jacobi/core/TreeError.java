package jacobi.core;

/** An argument or result that is no tree of arrays, or trees whose structures differ. */
public final class TreeError extends JacobiError {
    private static final long serialVersionUID = 1;

    public TreeError(String headline) { super(headline); }
}
