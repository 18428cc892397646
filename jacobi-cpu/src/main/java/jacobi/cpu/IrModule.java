package jacobi.cpu;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jacobi.cpu.runtime.External;

/** The text of an LLVM module being written: functions, and what they declare, each once. */
final class IrModule {
    private final Map<String, String> declarations = new LinkedHashMap<>();
    private final StringBuilder functions = new StringBuilder();
    private final Set<External> externals = EnumSet.noneOf(External.class);
    private final Streamed streamed;
    private boolean loops;
    private int names;

    IrModule(Streamed streamed) { this.streamed = streamed; }

    /** What is written past the caches. */
    Streamed streamed() { return streamed; }

    /** A declaration or constant under its name, made the first time it is asked for. */
    void declare(String name, Supplier<String> text) {
        if (declarations.containsKey(name)) return;
        declarations.put(name, "");                          // a function may ask for itself while being written
        declarations.put(name, text.get());
    }

    void add(String function) { functions.append(function).append('\n'); }

    /** Notes that the code calls a function of the runtime. */
    void use(External function) { externals.add(function); }

    /** The functions of the runtime that the code calls. */
    Set<External> externals() { return externals; }

    /** Notes that the code has loops that ask whether to stop. */
    void useStop() { loops = true; }

    boolean loops() { return loops; }

    String fresh(String stem) { return stem + "." + names++; }

    @Override public String toString() {
        var text = new StringBuilder();
        declarations.values().forEach(d -> text.append(d).append('\n'));
        text.append(functions);
        text.append("""
                attributes #0 = { nounwind "prefer-vector-width"="512" "no-trapping-math"="true" }
                attributes #1 = { nounwind noinline "prefer-vector-width"="512" }
                attributes #2 = { nounwind alwaysinline "prefer-vector-width"="512" }
                !0 = !{}
                !1 = !{!"branch_weights", i32 1, i32 100000}
                !2 = !{i32 1}
                """);
        return text.toString();
    }
}
