package jacobi.cpu;

import java.util.function.Consumer;
import jacobi.cpu.loop.Index;

/** Loops over index ranges. */
final class LoopWriter {
    private LoopWriter() {}

    /**
     * Runs a body for {@code from, from + step, …} below {@code to}, at least once. What the body needs of values that do not
     * depend on the variable is written before the loop.
     */
    static void loop(Scope outside, Index i, String from, String to, long step, Strip strip, Consumer<Scope> body) {
        var text = outside.text;
        var function = text.function;
        String head = function.block("loop"), exit = function.block("exit"), variable = function.value();
        var inside = new Scope(outside, new Text(function, head), strip);
        inside.bound.put(i, variable);
        body.accept(inside);
        var next = inside.text.let("add nuw nsw i64 " + variable + ", " + step);
        var more = inside.text.let("icmp slt i64 " + next + ", " + to);
        inside.text.line("br i1 " + more + ", label %" + head + ", label %" + exit);
        var before = text.label;
        text.line("br label %" + head);
        text.open(head);
        text.line(variable + " = phi i64 [" + from + ", %" + before + "], [" + next + ", %" + inside.text.label + "]");
        text.code.append(inside.text.code);
        text.open(exit);
    }

    /** Runs a body for all values of a variable, in a loop or written out. */
    static void each(Scope outside, Index i, boolean unrolled, Consumer<Scope> body) {
        if (unrolled) for (long v = 0; v < i.extent(); v++) once(outside, i, Long.toString(v), outside.strip, body);
        else loop(outside, i, "0", Long.toString(i.extent()), 1, outside.strip, body);
    }

    /** Runs a body once, the variable being a given value. */
    static void once(Scope outside, Index i, String value, Strip strip, Consumer<Scope> body) {
        var inside = new Scope(outside, outside.text, strip);
        inside.bound.put(i, value);
        body.accept(inside);
    }
}
