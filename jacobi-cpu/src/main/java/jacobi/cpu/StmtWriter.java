package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.JacobiError;
import jacobi.cpu.loop.Stmt;

/** Writes statements one after another into the entry function. */
final class StmtWriter {
    /** Instructions in which nobody waits for a loop to stop. */
    private static final double SHORT = 100_000;

    private final IrModule module;
    private final StmtPointers pointers;
    private final NestWriter nests;

    StmtWriter(IrModule module, StmtPointers pointers) {
        this.module = module;
        this.pointers = pointers;
        this.nests = new NestWriter(module, pointers);
    }

    void write(List<Stmt> body, Text text) { for (var s : body) write(s, text); }

    private void write(Stmt statement, Text text) {
        switch (statement) {
            case Stmt.Nest n -> nests.write(n, text);
            case Stmt.Shared s -> nests.write(s, text);
            case Stmt.While w -> loop(w, text);
            case Stmt.Counted c -> counted(c, text);
            case Stmt.Parallel p -> parallel(p, text);
            case Stmt.Switch s -> choose(s, text);
            case Stmt.Copy c -> FramePointers.move(module, text, pointers.pointer(c.from(), text, false), pointers.pointer(c.to(),
                    text, true), c.from(), StackMemory.bytes(c.from(), c.to()));
            case Stmt.Point p -> text.line("store ptr " + pointers.pointer(p.to(), text, true) + ", ptr "
                    + pointers.slot(p.slot()));
            case Stmt.Swap s -> swap(s, text);
            case Stmt.Call c -> call(c, text);
        }
    }

    private void swap(Stmt.Swap s, Text text) {
        var a = text.let("load ptr, ptr " + pointers.slot(s.a()));
        var b = text.let("load ptr, ptr " + pointers.slot(s.b()));
        text.line("store ptr " + b + ", ptr " + pointers.slot(s.a()));
        text.line("store ptr " + a + ", ptr " + pointers.slot(s.b()));
    }

    /** The loop asks the status block whether to stop, so that a caller's interrupt ends it. */
    private void loop(Stmt.While w, Text text) {
        var function = text.function;
        String head = function.block("while"), body = function.block("do"), exit = function.block("done");
        text.line("br label %" + head);
        text.open(head);
        write(w.condition(), text);
        var more = text.let("and i1 " + nests.number(w.test(), text) + ", " + notStopped(text));
        text.line("br i1 " + more + ", label %" + body + ", label %" + exit);
        text.open(body);
        write(w.body(), text);
        text.line("br label %" + head);
        text.open(exit);
    }

    private String notStopped(Text text) {
        module.useStop();
        var status = text.let("load ptr, ptr " + pointers.context() + ", !invariant.load !0");
        var word = text.let("getelementptr i64, ptr " + status + ", i64 " + CheckWriter.STOP);
        return text.let("icmp eq i64 " + text.let("load atomic i64, ptr " + word + " monotonic, align 8") + ", 0");
    }

    private void counted(Stmt.Counted c, Text text) {
        if (c.index().extent() == 0) return;
        var function = text.function;
        String head = function.block("scan"), exit = function.block("done");
        var counter = function.alloca("i64", 8);
        long last = c.index().extent() - 1;
        text.line("store i64 " + (c.reverse() ? last : 0) + ", ptr " + counter);
        text.line("br label %" + head);
        text.open(head);
        var i = text.let("load i64, ptr " + counter);
        pointers.bind(c.index(), i);
        write(c.body(), text);
        var next = text.let("add nsw i64 " + i + ", " + (c.reverse() ? -1 : 1));
        text.line("store i64 " + next + ", ptr " + counter);
        var more = text.let("icmp ne i64 " + i + ", " + (c.reverse() ? 0 : last));
        var goOn = isShort(c) ? more : text.let("and i1 " + more + ", " + notStopped(text));
        text.line("br i1 " + goOn + ", label %" + head + ", label %" + exit);
        text.open(exit);
    }

    /** Whether a loop ends so soon that it need not ask whether to stop. */
    private static boolean isShort(Stmt.Counted c) {
        double work = 0;
        for (var s : c.body()) work += s instanceof Stmt.Nest n ? NestPlan.alone(n).work() : SHORT;
        return work * c.index().extent() < SHORT;
    }

    private void parallel(Stmt.Parallel p, Text text) {
        ParallelWriter.call(module, text, pointers, p.index().extent(), p.grain(), (frame, at) -> LoopWriter.loop(at, p.index(),
                "%lo",
                "%hi", 1, Strip.NONE, run -> {
                    var own = new RunPointers(module, frame, p, run.text);
                    own.bind(p.index(), run.variable(p.index()));
                    new StmtWriter(module, own).write(p.body(), run.text);
                }));
    }

    private void choose(Stmt.Switch s, Text text) {
        var function = text.function;
        var index = nests.number(s.index(), text);
        var exit = function.block("chosen");
        var blocks = s.branches().stream().map(_ -> function.block("branch")).toList();
        var cases = new StringBuilder();
        for (int i = 0; i < blocks.size() - 1; i++) cases.append(" i32 ").append(i).append(", label %").append(blocks.get(i));
        text.line("switch i32 " + index + ", label %" + blocks.getLast() + " [" + cases + " ]");
        for (int i = 0; i < blocks.size(); i++) {
            text.open(blocks.get(i));
            write(s.branches().get(i), text);
            text.line("br label %" + exit);
        }
        text.open(exit);
    }

    private void call(Stmt.Call c, Text text) {
        var root = new Scope(null, text, Strip.NONE);
        var writer = new ExprWriter(module, pointers);
        var operands = new ArrayList<String>();
        operands.add("ptr " + Context.table(text, pointers));
        for (var a : c.arguments()) {
            operands.add(switch (a) {
                case Long n -> "i64 " + n;
                case Double d -> Lanes.scalar(c.dtype()) + " " + Lanes.floating(d);
                case Stmt.At p -> "ptr " + text.let("getelementptr " + Lanes.memory(p.memory().dtype()) + ", ptr "
                        + pointers.pointer(p.memory(), text, true)
                        + ", i64 " + writer.index(p.at(), root));
                default -> throw JacobiError.bug("an argument %s of an external", a);
            });
        }
        var function = Context.external(module, text, pointers, c.function());
        var call = " " + function + "(" + String.join(", ", operands) + ")";
        if (c.result() == null) text.line("call void" + call);
        else text.line("store i64 " + text.let("call i64" + call) + ", ptr " + pointers.pointer(c.result(), text, true));
    }
}
