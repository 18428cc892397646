package jacobi.plot;

/** Labels cannot be written, because the machine has no fonts that Java can find: common in small containers. */
public final class FontsMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    FontsMissing(Throwable cause) {
        super("this machine has no fonts to label pictures with; install fontconfig and a font (for example fonts-dejavu)",
            cause);
    }

    /** Runs {@code painting}, and says in plain words what Java says when it finds no fonts. */
    static void explain(Runnable painting) {
        try {
            painting.run();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError | InternalError e) {
            throw new FontsMissing(e);
        }
    }
}
