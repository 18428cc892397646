package jacobi.llvm;

/** LLVM refused something, in LLVM's own words. Its input is generated, so this is a bug of the generator, not of a user. */
public final class LlvmError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LlvmError(String message) {
        super(message);
    }
}
