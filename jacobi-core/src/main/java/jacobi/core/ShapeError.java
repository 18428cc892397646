package jacobi.core;

/** Shapes that do not fit together. */
public final class ShapeError extends JacobiError {
    private static final long serialVersionUID = 1;

    public ShapeError(String headline) { super(headline); }
}
