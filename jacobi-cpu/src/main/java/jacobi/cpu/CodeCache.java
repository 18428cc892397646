package jacobi.cpu;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jacobi.core.Program;

/**
 * Code by what its program says, so that a fresh closure is recorded again but not compiled again. Code lives as long as
 * somebody holds it, and the most recently used code a while longer; then its memory goes back to the system.
 */
final class CodeCache {
    /** How many programs' code is kept though nobody holds it. */
    private static final int RECENT = 256;
    private static final Cleaner CLEANER = Cleaner.create();

    /** One program's code; also the lock under which it is compiled, so that threads that need it at once compile it once. */
    private static final class Slot {
        WeakReference<CpuExecutable> code = new WeakReference<>(null);
    }

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Map<String, CpuExecutable> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override protected boolean removeEldestEntry(Map.Entry<String, CpuExecutable> eldest) { return size() > RECENT; }
    };

    /** The code of a program, or of an equal one to which as much is donated; compiled if there is none. */
    CpuExecutable get(Program program, boolean[] donated, Supplier<CpuExecutable> compile) {
        var text = program.canonical();
        if (text == null) return owned(compile.get(), null, null);
        var key = Donation.isNone(donated) ? text : text + Arrays.toString(donated);
        var slot = slots.computeIfAbsent(key, _ -> new Slot());
        synchronized (slot) {
            var code = slot.code.get();
            if (code == null) slot.code = new WeakReference<>(code = owned(compile.get(), key, slot));
            touch(key, code);
            return code;
        }
    }

    private void touch(String key, CpuExecutable code) {
        synchronized (recent) {
            recent.put(key, code);
        }
    }

    /** Code that is closed once nobody can run it any more. */
    private CpuExecutable owned(CpuExecutable executable, String key, Slot slot) {
        var code = executable.code();
        CLEANER.register(executable, () -> {
            code.close();
            if (key != null) forget(key, slot);
        });
        return executable;
    }

    private void forget(String key, Slot slot) {
        synchronized (slot) {
            if (slot.code.get() == null) slots.remove(key, slot);
        }
    }
}
