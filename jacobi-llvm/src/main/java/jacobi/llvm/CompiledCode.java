package jacobi.llvm;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Machine code linked into this process. Any thread may look functions up and call them; the owner closes it, once no thread is
 * in its code and none will enter, and its memory goes back to the system.
 */
public final class CompiledCode implements AutoCloseable {
    private final Session session;
    private final long tracker;
    private final String tag;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CompiledCode(Session session, long tracker, String tag) {
        this.session = session;
        this.tracker = tracker;
        this.tag = tag;
    }

    /** Links {@code code} in the shared session; in one of its own if its names are taken there, as by a twin still open. */
    static CompiledCode link(MachineCode code) {
        CompiledCode shared = link(code, Session.shared());
        return shared != null ? shared : link(code, new Session());
    }

    private static CompiledCode link(MachineCode code, Session session) {
        session.provide(code.undefined());
        long tracker = session.add(code.object());
        return tracker == 0 ? null : new CompiledCode(session, tracker, code.tag());
    }

    /**
     * The entry of function {@code name}, valid until close.
     *
     * @throws LlvmError if the module has no such function
     */
    public MemorySegment function(String name) {
        if (closed.get()) throw new IllegalStateException("this code was closed");
        return session.lookup(name + tag);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        session.remove(tracker);
        if (session != Session.shared()) session.close();
    }
}
