package jacobi.core;

/** A compiler of programs, found through {@link java.util.ServiceLoader} by {@link Backends}. */
public interface Backend {
    /** A short name for people, such as {@code cpu}. */
    String name();

    /** Backends of a lower rank are preferred. */
    int rank();

    /**
     * Why this backend cannot serve on this machine, or null if it can.
     * Must be quick, must not throw, and must not load what a later call of {@link #compile} could load.
     */
    String unavailable();

    /**
     * Whether programs become machine code, so that one program of many equations is quicker than as many primitives by
     * themselves.
     */
    default boolean isNative() { return true; }

    /**
     * Loads what the first {@link #compile} will need. Called on a thread of its own while other things go on; must not throw.
     */
    default void prepare() {}

    /** Makes a program ready to run. Thread-safe. */
    Executable compile(Program program);

    /**
     * As {@link #compile(Program)}; some results may take over the memory of arguments.
     * @param donated for each input, whether nobody will use the argument after a call
     */
    default Executable compile(Program program, boolean[] donated) { return compile(program); }

    /** A program ready to run, from any number of threads at once. */
    interface Executable {
        /** Runs the program. @throws JacobiError if a check in the program fails; at the user's line */
        DenseArray[] run(DenseArray... arguments);
    }
}
