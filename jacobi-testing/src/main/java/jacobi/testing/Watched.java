package jacobi.testing;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;

/** Runs a program equation by equation, its loops round by round, and shows each value of each variable to a watcher. */
public final class Watched {
    private final BiConsumer<Var, Array> watcher;

    private Watched(BiConsumer<Var, Array> watcher) { this.watcher = watcher; }

    /** What the interpreter gives. @param watcher is called with a variable of a loop's body once a round */
    public static Array[] run(Program p, Array[] x, BiConsumer<Var, Array> watcher) { return new Watched(watcher).run(p, x); }

    private Array[] run(Program p, Array... x) {
        Map<Var, Array> values = new IdentityHashMap<>();
        for (int i = 0; i < x.length; i++) put(values, p.inputs().get(i), x[i]);
        for (var e : p.equations()) {
            var y = apply(e.primitive(), e.operands().stream().map(a -> value(a, values)).toArray(Array[]::new));
            for (int i = 0; i < y.length; i++) put(values, e.results().get(i), y[i]);
        }
        return p.results().stream().map(a -> value(a, values)).toArray(Array[]::new);
    }

    private void put(Map<Var, Array> values, Var v, Array x) {
        values.put(v, x);
        watcher.accept(v, x);
    }

    private static Array value(Atom a, Map<Var, Array> values) {
        return a instanceof Literal l ? l.constant().bind() : values.get(a);
    }

    private Array[] apply(Primitive p, Array[] x) {
        return switch (p) {
            case Case c -> run(c.branches().get(branch(x[0], c.branches().size())), part(x, 1, x.length));
            case While w -> loop(w, x);
            case Scan s -> scan(s, x);
            default -> p.bindAll(x);
        };
    }

    /** The last branch stands for all numbers that no branch has. */
    private static int branch(Array index, int n) {
        double i = index.convert(DType.F64).item();
        return i >= 0 && i < n ? (int) i : n - 1;
    }

    private Array[] loop(While w, Array[] x) {
        int condition = w.carries(), body = condition + w.conditionExtras();
        var carry = part(x, 0, condition);
        while (run(w.condition(), joined(carry, part(x, condition, body)))[0].convert(DType.F64).item() != 0)
            carry = run(w.body(), joined(carry, part(x, body, x.length)));
        return carry;
    }

    private Array[] scan(Scan s, Array[] x) {
        int first = s.carries(), extras = first + s.slices(), n = (int) s.length();
        var carry = part(x, 0, first);
        var stacks = s.body().results().subList(first, first + s.stacked()).stream().map(r -> new Array[n]).toList();
        for (int k = 0; k < n; k++) {
            int at = s.reverse() ? n - 1 - k : k;
            var rows = Stream.of(part(x, first, extras)).map(a -> ProgramLaws.row(a, at)).toArray(Array[]::new);
            var y = run(s.body(), joined(joined(carry, rows), part(x, extras, x.length)));
            for (int i = 0; i < stacks.size(); i++) stacks.get(i)[at] = y[first + i].reshape(y[first + i].shape().prepend(1));
            carry = part(y, 0, first);
        }
        return joined(carry, IntStream.range(0, stacks.size()).mapToObj(i -> n > 0 ? new Concatenate(0).bind(stacks.get(i))
                : empty(s.body().results().get(first + i).type())).toArray(Array[]::new));
    }

    private static Array empty(ArrayType row) { return Array.zeros(row.withShape(row.shape().prepend(0))); }

    private static Array[] part(Array[] x, int from, int to) { return Arrays.copyOfRange(x, from, to); }

    private static Array[] joined(Array[] x, Array[] after) { return RandomFamily.joined(after, x); }
}
