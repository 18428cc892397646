package jacobi.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The user's line that asked for something, found at once or when somebody wants to know. To find it the JDK takes a microsecond
 * once its own code for that is compiled, and a hundred before; so the first lines of a process are only noted, as a stack that
 * nobody has looked through. Such a stack takes a kilobyte or two, hence the first only.
 */
public final class Caller {
    private static final int MOST_NOTED = 4096;
    private static final AtomicInteger NOTED = new AtomicInteger();

    private Throwable stack;
    private Frame frame;

    private Caller(Throwable stack, Frame frame) {
        this.stack = stack;
        this.frame = frame;
    }

    /** Who called what is running on this thread. */
    static Caller here() {
        return NOTED.get() < MOST_NOTED && NOTED.getAndIncrement() < MOST_NOTED ? new Caller(new Throwable(), null)
                : new Caller(null, Frame.walk());
    }

    /** The line, or null if there is none. */
    public synchronized Frame frame() {
        if (stack != null) frame = Frame.user(stack);
        stack = null;
        return frame;
    }
}
