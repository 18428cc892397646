package jacobi.core;

/** An index outside its axis. */
public final class IndexError extends JacobiError {
    private static final long serialVersionUID = 1;

    public IndexError(String headline) { super(headline); }
}
