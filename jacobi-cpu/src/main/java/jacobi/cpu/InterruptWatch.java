package jacobi.cpu;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes interrupts on to loops: a thread in native code does not notice that it is interrupted, so a daemon looks every few
 * milliseconds and asks the loop to stop through its status block.
 */
final class InterruptWatch {
    private static final long PERIOD_MS = 10;
    private static final List<WeakReference<InterruptWatch>> ALL = new CopyOnWriteArrayList<>();

    private final Thread thread = Thread.currentThread();
    /** The status block of the call that runs now, or null. */
    private volatile MemorySegment status;

    /** The daemon starts with the first loop that is run. */
    private static final class Daemon {
        static {
            var daemon = new Thread(Daemon::watch, "jacobi-interrupts");
            daemon.setDaemon(true);
            daemon.start();
        }

        static void start() {}

        private static void watch() {
            while (true) {
                for (var reference : ALL) {
                    var watch = reference.get();
                    if (watch == null) ALL.remove(reference);
                    else watch.look();
                }
                try {
                    Thread.sleep(PERIOD_MS);
                } catch (InterruptedException e) {
                    return; // nobody interrupts it but a process that ends
                }
            }
        }
    }

    /** A watch over the calling thread. */
    static InterruptWatch ofThisThread() {
        var watch = new InterruptWatch();
        ALL.add(new WeakReference<>(watch));
        Daemon.start();
        return watch;
    }

    void enter(MemorySegment block) { status = block; }
    void leave() { status = null; }

    private void look() {
        var block = status;
        if (block != null && thread.isInterrupted()) block.set(JAVA_LONG, 8L * CheckWriter.STOP, 1);
    }
}
