package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.cpu.loop.Expr;

/**
 * Writes running results along the variable of a strip. Within a vector they are formed in registers, in log₂ steps: in step
 * {@code d} the upper half of each 2d lanes takes in the last lane of its lower half. Then all lanes take in what came before
 * the vector, which is carried from strip to strip, so that a vector waits for the one before it for a single operation. The
 * order of operations is fixed by the number of lanes, and no element takes part more than once: running sums of numbers that
 * are not negative never fall.
 */
final class RunningWriter {
    private final ExprWriter writer;
    /** Stack variables, which become registers: what came before a vector, in all lanes. */
    private final Map<Expr.Running, String> carries = new IdentityHashMap<>();

    RunningWriter(ExprWriter writer) { this.writer = writer; }

    /** Sets the carry to the start, before the loop over strips. */
    void start(Expr.Running r, int lanes, Scope before) {
        var type = Lanes.type(r.dtype(), lanes);
        var carry = before.text.function.alloca(type, 64);
        var start = writer.operand(writer.write(r.start(), before), 0, r.dtype(), lanes, before.text);
        before.text.line("store " + type + " " + start + ", ptr " + carry);
        carries.put(r, carry);
    }

    Value write(Expr.Running r, Scope at) {
        int lanes = at.strip.lanes();
        var carry = carries.get(r);
        var x = writer.write(r.body(), at);
        var names = new String[at.strip.count()];
        for (int s = 0; s < names.length; s++) {
            var within = prefixes(r, writer.operand(x, s, r.dtype(), lanes, at.text), lanes, at.text);
            names[s] = after(r, carry, within, lanes, at.text);
        }
        return new Value(true, names);
    }

    /** The running results within a vector. */
    private String prefixes(Expr.Running r, String x, int lanes, Text text) {
        var type = Lanes.type(r.dtype(), lanes);
        for (int d = 1; d < lanes; d *= 2) {
            int step = d;
            var lower = permuted(type, x, lanes, i -> (i & step) == 0 ? i : i / step * step - 1, text);
            var upper = IntStream.range(0, lanes).mapToObj(i -> "i1 " + ((i & step) != 0)).collect(Collectors.joining(", ", "<",
                    ">"));
            x = text.let("select <" + lanes + " x i1> " + upper + ", " + type + " " + combined(r, lower, x, lanes, text) + ", "
                    + type + " " + x);
        }
        return x;
    }

    /** A vector's results after all before it; the last becomes what came before the next. */
    private String after(Expr.Running r, String carry, String within, int lanes, Text text) {
        var type = Lanes.type(r.dtype(), lanes);
        var before = text.let("load " + type + ", ptr " + carry);
        var last = permuted(type, within, lanes, _ -> lanes - 1, text);
        text.line("store " + type + " " + combined(r, before, last, lanes, text) + ", ptr " + carry);
        return combined(r, before, within, lanes, text);
    }

    private String combined(Expr.Running r, String x, String y, int lanes, Text text) {
        return new ScalarOps(writer.module, text, lanes).apply(r.monoid().operation(), r.dtype(), r.dtype(), x, y);
    }

    private static String permuted(String type, String x, int lanes, IntUnaryOperator from, Text text) {
        var order = IntStream.range(0, lanes).mapToObj(i -> "i32 " + from.applyAsInt(i)).collect(Collectors.joining(", "));
        return text.let("shufflevector " + type + " " + x + ", " + type + " poison, <" + lanes + " x i32> <" + order + ">");
    }
}
