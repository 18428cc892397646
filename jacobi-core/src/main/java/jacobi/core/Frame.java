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

    /** The innermost frame of the running thread that is neither ours nor the JDK's, or null. */
    public static Frame user() {
        return WALKER.walk(frames -> frames.filter(f -> isUser(f.getDeclaringClass())).findFirst()
                .map(f -> of(f.toStackTraceElement())).orElse(null));
    }

    /** The innermost frame of a failure that is neither ours nor the JDK's, or null. */
    static Frame user(Throwable failure) {
        return Arrays.stream(failure.getStackTrace()).filter(e -> isUser(packageOf(e.getClassName()))).findFirst().map(Frame::of)
                .orElse(null);
    }

    private static String packageOf(String type) { return type.substring(0, Math.max(0, type.lastIndexOf('.'))); }

    private static boolean isUser(Class<?> type) { return isUser(type.getPackageName()); }

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
