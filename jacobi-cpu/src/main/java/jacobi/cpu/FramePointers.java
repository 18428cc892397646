package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.runtime.External;

/**
 * What the body of a parallel loop knows: words of a frame that its caller fills. Memory on the caller's stack is handed over
 * as a copy, so that the original can stay in registers.
 */
final class FramePointers implements Pointers {
    private record Captured(int word, String name) {}

    private final IrFunction function;
    private final Map<Memory, Captured> memories = new IdentityHashMap<>();
    private final Map<Memory, Boolean> written = new IdentityHashMap<>();
    private final Map<Index, Captured> variables = new IdentityHashMap<>();
    private final Map<Integer, Object> words = new LinkedHashMap<>();
    private Captured context;

    FramePointers(IrFunction function) { this.function = function; }

    @Override public String pointer(Memory m, Text text, boolean write) {
        if (write) written.put(m, true);
        return memories.computeIfAbsent(m, _ -> capture(m, "ptr")).name;
    }

    @Override public String outer(Index index) { return variables.computeIfAbsent(index, _ -> capture(index, "i64")).name; }

    @Override public String context() {
        if (context == null) context = capture("context", "ptr");
        return context.name;
    }

    private Captured capture(Object what, String type) {
        int word = words.size();
        words.put(word, what);
        var place = function.value();
        var name = function.value();
        function.entry.append("  ").append(place).append(" = getelementptr i64, ptr %frame, i64 ").append(word).append('\n');
        function.entry.append("  ").append(name).append(" = load ").append(type).append(", ptr ").append(place)
                .append(", !invariant.load !0\n");
        return new Captured(word, name);
    }

    /** Writes the call of a body: the frame, the copies of stack memory, and their way back. */
    void call(IrModule module, Text text, Pointers outside, String body, long n, long grain) {
        var frame = text.function.alloca("[" + Math.max(1, words.size()) + " x i64]", 64);
        Map<Memory, String> copies = new IdentityHashMap<>();
        words.forEach((word, what) -> {
            var place = text.let("getelementptr i64, ptr " + frame + ", i64 " + word);
            text.line(switch (what) {
                case Memory m when m.place() == Memory.Place.STACK -> "store ptr " + copy(module, text, outside, m, copies)
                        + ", ptr " + place;
                case Memory m -> "store ptr " + outside.pointer(m, text, false) + ", ptr " + place;
                case Index i -> "store i64 " + outside.outer(i) + ", ptr " + place;
                default -> "store ptr " + outside.context() + ", ptr " + place;
            });
        });
        var parallelFor = Context.external(module, text, outside, External.PARALLEL_FOR);
        text.line("call void " + parallelFor + "(ptr " + body + ", ptr " + frame + ", i64 " + n + ", i64 " + grain + ")");
        copies.forEach((m, copy) -> {
            if (written.containsKey(m)) move(module, text, copy, outside.pointer(m, text, true), m);
        });
    }

    private static String copy(IrModule module, Text text, Pointers outside, Memory m, Map<Memory, String> copies) {
        var copy = StackMemory.alloca(m, text.function);
        copies.put(m, copy);
        move(module, text, outside.pointer(m, text, false), copy, m);
        return copy;
    }

    static void move(IrModule module, Text text, String from, String to, Memory m) {
        move(module, text, from, to, m, m.bytes());
    }

    static void move(IrModule module, Text text, String from, String to, Memory m, long bytes) {
        module.declare("@llvm.memcpy.p0.p0.i64", () -> "declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)");
        text.line("call void @llvm.memcpy.p0.p0.i64(ptr align " + m.dtype().bytes() + " " + to + ", ptr align " + m.dtype()
                .bytes() + " " + from + ", i64 " + bytes
                + ", i1 false)");
    }
}
