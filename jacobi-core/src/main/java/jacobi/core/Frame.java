package jacobi.core;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;

/** A place in the caller's code. Prints as {@code Portfolio.value(Portfolio.java:42)}. */
public record Frame(String type, String method, String file, int line) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String SHELL = "$JShell$";
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    /** The packages whose frames are ours. */
    private static final Set<String> OURS = Set.of("jacobi", "jacobi.core", "jacobi.lax", "jacobi.scalar", "jacobi.transform",
            "jacobi.interpret", "jacobi.eager", "jacobi.cpu", "jacobi.cpu.loop", "jacobi.cpu.runtime", "jacobi.llvm",
            "jacobi.stablehlo", "jacobi.tree", "jacobi.numpy", "jacobi.nn", "jacobi.econ");

    private static final ClassValue<Boolean> IS_USER = new ClassValue<>() {
        @Override protected Boolean computeValue(Class<?> type) { return isUser(type.getPackageName()); }
    };

    /** Work on behalf of one line of the user's, which is looked for once; or work that may call functions of the user's. */
    public static final class Scope implements AutoCloseable {
        private final Scope outer = SCOPE.get();
        private final boolean once;
        private Caller caller;

        private Scope(boolean once) {
            this.once = once;
            SCOPE.set(this);
        }

        private Caller caller() {
            if (!once) return Caller.here();
            if (caller == null) caller = outer == null ? Caller.here() : outer.caller();
            return caller;
        }

        @Override public void close() { SCOPE.set(outer); }
    }

    private static final ThreadLocal<Scope> SCOPE = new ThreadLocal<>();

    /** Until it is closed, {@link #user} gives one answer on this thread: finding it costs about a microsecond. */
    public static Scope once() { return new Scope(true); }

    /** Until it is closed, {@link #user} looks anew each time: around functions of the user's. */
    public static Scope each() { return new Scope(false); }

    /** The innermost frame of the running thread that is neither ours nor the JDK's, or null. */
    public static Frame user() { return caller().frame(); }

    /** As {@link #user}, for those who may never ask which it is. */
    static Caller caller() {
        var scope = SCOPE.get();
        return scope == null ? Caller.here() : scope.caller();
    }

    static Frame walk() {
        return WALKER.walk(frames -> frames.filter(f -> IS_USER.get(f.getDeclaringClass())).findFirst()
                .map(f -> of(f.toStackTraceElement())).orElse(null));
    }

    /** The innermost frame of a failure that is neither ours nor the JDK's, or null. */
    static Frame user(Throwable failure) {
        return Arrays.stream(failure.getStackTrace()).filter(e -> isUser(packageOf(e.getClassName()))).findFirst().map(Frame::of)
                .orElse(null);
    }

    private static String packageOf(String type) { return type.substring(0, Math.max(0, type.lastIndexOf('.'))); }

    private static boolean isUser(String name) {
        return !OURS.contains(name) && !name.startsWith("java.") && !name.startsWith("jdk.");
    }

    private static Frame of(StackTraceElement e) {
        return new Frame(e.getClassName().substring(e.getClassName().lastIndexOf('.') + 1), e.getMethodName(), e.getFileName(),
                e.getLineNumber());
    }

    /** A line of JShell has neither a class nor a file of its user's. */
    @Override public String toString() {
        if (type.startsWith(SHELL)) return method.contains("do_it$") ? "a line of JShell" : method + " (in JShell)";
        return "%s.%s(%s:%d)".formatted(type, method, file, line);
    }
}
