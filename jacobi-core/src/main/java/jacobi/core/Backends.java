package jacobi.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one place where backends are found. The first that serves on this machine is used, in the order of their
 * {@link Backend#rank}; the interpreter comes last and always serves. {@code JACOBI_BACKEND}, or the property
 * {@code jacobi.backend}, asks for one by name.
 */
public final class Backends {
    private static final System.Logger LOG = System.getLogger("jacobi");

    private Backends() {}

    private static final AtomicBoolean PREPARED = new AtomicBoolean();
    private static volatile Backend chosen;

    /** The backend that {@link #compile} uses; found when first asked for. */
    public static Backend chosen() {
        var known = chosen;
        return known != null ? known : choose();
    }

    private static synchronized Backend choose() {
        if (chosen == null) chosen = choose(wanted());
        return chosen;
    }

    /** Has the backend get ready, once, on another thread: a program will be compiled soon. */
    public static void prepare() {
        if (PREPARED.get() || !PREPARED.compareAndSet(false, true)) return;
        Thread.ofPlatform().daemon().name("jacobi-prepare").start(Backends::prepareNow);
    }

    private static void prepareNow() {
        try {
            chosen().prepare();
        } catch (ResourceError none) {
            return;                                      // who compiles a program will be told
        }
    }

    /** Makes a program ready to run. */
    public static Backend.Executable compile(Program program) { return chosen().compile(program); }

    /** As {@link #compile(Program)}, where some arguments will not be used again. */
    public static Backend.Executable compile(Program program, boolean[] donated) { return chosen().compile(program, donated); }

    private static String wanted() {
        var property = System.getProperty("jacobi.backend");
        return property != null ? property : System.getenv("JACOBI_BACKEND");
    }

    private static Backend choose(String wanted) {
        var reasons = new ArrayList<String>();
        for (var b : installed()) {
            if (wanted != null && !wanted.isEmpty() && !b.name().equals(wanted)) continue;
            var reason = b.unavailable();
            if (reason == null) return chosen(b, reasons);
            reasons.add(b.name() + ": " + reason);
        }
        throw new ResourceError("no backend can run programs")
            .expected("%s", wanted == null ? "a backend" : "the backend " + wanted)
                .given("%s", reasons.isEmpty() ? installed().stream().map(Backend::name).toList() : reasons)
                .mend("add a backend such as jacobi-cpu to the class path, or leave JACOBI_BACKEND unset");
    }

    private static Backend chosen(Backend b, List<String> passedOver) {
        if (!passedOver.isEmpty())
            LOG.log(System.Logger.Level.WARNING, "programs run on {0}, because of {1}", b.name(), passedOver);
        return b;
    }

    private static List<Backend> installed() {
        return ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).stream().map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(Backend::rank)).toList();
    }
}
