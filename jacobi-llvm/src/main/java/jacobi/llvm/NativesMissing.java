package jacobi.llvm;

/** A native library is not there, or cannot be loaded, on this platform; the message says which and why, in one line. */
public final class NativesMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NativesMissing(String message) {
        super(message);
    }

    public NativesMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
