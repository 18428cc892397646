package jacobi.core;

/**
 * An error of the caller's: what was expected, what was given, where in the caller's own code, how to mend it.
 * Rules say {@code expected} and {@code mend}; {@link Trace#bind} adds {@code given} and {@code at}.
 */
public sealed class JacobiError extends RuntimeException
        permits ShapeError, TypeError, IndexError, DomainError, TraceError, TreeError, DerivativeError, ResourceError {
    private static final long serialVersionUID = 1;

    private final String headline;
    private String expected, given, mend, rule;
    private Frame at;

    protected JacobiError(String headline) { this.headline = headline; }

    public JacobiError expected(String format, Object... args) { expected = format.formatted(args); return this; }
    public JacobiError given(String format, Object... args) { given = format.formatted(args); return this; }
    public JacobiError mend(String format, Object... args) { mend = format.formatted(args); return this; }
    public JacobiError rule(String text) { rule = text; return this; }
    /** Where in the caller's code; the first one said stays. */
    public JacobiError at(Frame frame) {
        if (at == null) at = frame;
        return this;
    }
    public JacobiError because(Throwable cause) { initCause(cause); return this; }

    /** What went wrong, in a line. */
    public String headline() { return getClass().getSimpleName() + ": " + headline; }
    public boolean hasGiven() { return given != null; }
    public boolean hasFrame() { return at != null; }
    /** The caller's frame, or null if it is not known. */
    public Frame frame() { return at; }

    @Override public String getMessage() {
        var text = new StringBuilder(headline);
        part(text, "expected", expected);
        part(text, "given", given);
        part(text, "at", at);
        part(text, "mend", mend);
        part(text, "rule", rule);
        return text.toString();
    }

    private static void part(StringBuilder text, String name, Object value) {
        if (value != null) text.append("\n  %-9s %s".formatted(name, value));
    }

    @Override public String toString() { return getClass().getSimpleName() + ": " + getMessage(); }

    /** An error of ours, not the caller's. */
    public static IllegalStateException bug(String format, Object... args) {
        return new IllegalStateException("Jacobi bug: " + format.formatted(args) + ", please report");
    }
}
