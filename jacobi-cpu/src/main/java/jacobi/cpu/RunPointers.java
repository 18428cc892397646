package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * What a run of a parallel loop knows: the frame of the loop's function, and copies of its own of the stack memories and slots
 * that it changes.
 */
final class RunPointers implements StmtPointers {
    private final IrFunction function;
    private final FramePointers frame;
    private final Map<Memory, String> own = new IdentityHashMap<>();
    private final Map<Index, String> variables = new IdentityHashMap<>();

    /** Writes the copies that the run starts from. */
    RunPointers(IrModule module, FramePointers frame, Stmt.Parallel run, Text text) {
        this.function = text.function;
        this.frame = frame;
        changed(run.body());
        var copied = new IdentityHashMap<>(own);
        run.local().forEach(copied::remove);
        copied.forEach((m, copy) -> {
            if (m.place() == Memory.Place.SLOT) text.line("store ptr " + frame.pointer(m, text, false) + ", ptr " + copy);
            else FramePointers.move(module, text, frame.pointer(m, text, false), copy, m);
        });
    }

    private void changed(List<? extends Stmt> body) {
        for (var statement : body) {
            switch (statement) {
                case Stmt.Nest n -> n.stores().forEach(s -> own(s.memory()));
                case Stmt.Shared s -> { changed(s.each()); changed(s.last()); }
                case Stmt.While w -> { changed(w.condition()); changed(w.body()); }
                case Stmt.Counted c -> changed(c.body());
                case Stmt.Parallel p -> {}                        // its runs have copies again
                case Stmt.Switch s -> s.branches().forEach(this::changed);
                case Stmt.Copy c -> own(c.to());
                case Stmt.Point p -> own(p.slot());
                case Stmt.Swap s -> { own(s.a()); own(s.b()); }
                case Stmt.Call c -> { if (c.result() != null) own(c.result()); }
            }
        }
    }

    private void own(Memory m) {
        if (m.place() == Memory.Place.SLOT) own.computeIfAbsent(m, _ -> function.alloca("ptr", 8));
        if (m.place() == Memory.Place.STACK) own.computeIfAbsent(m, _ -> StackMemory.alloca(m, function));
    }

    @Override public String pointer(Memory m, Text text, boolean written) {
        var copy = own.get(m);
        if (copy == null) return frame.pointer(m, text, written);
        return m.place() == Memory.Place.SLOT ? text.let("load ptr, ptr " + copy) : copy;
    }

    @Override public String slot(Memory m) { return own.get(m); }

    @Override public void bind(Index i, String value) { variables.put(i, value); }

    @Override public String outer(Index i) {
        var value = variables.get(i);
        return value != null ? value : frame.outer(i);
    }

    @Override public String context() { return frame.context(); }
}
