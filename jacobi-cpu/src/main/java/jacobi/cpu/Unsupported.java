package jacobi.cpu;

/** A program has something that this compiler has no code for; the interpreter takes the whole program then. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String what) { super(what, null, false, false); }
}
