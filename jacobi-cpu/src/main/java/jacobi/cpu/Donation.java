package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Results that are written over arguments which the caller gives away: as a loop writes the next value of a carry over the
 * present one ({@link Overwrite}). Of the results that have an argument's size and dtype, the first that is made of its elements,
 * each of its own, takes its place; or else the first that is written when nobody reads the argument any more.
 *
 * @param arguments the memories of the arguments, some of which are results now
 * @param body      statements that do what they did
 */
record Donation(List<Memory> arguments, List<Stmt> body) {
    /** Whether nothing is given away. */
    static boolean isNone(boolean[] donated) {
        for (boolean d : donated) if (d) return false;
        return true;
    }

    static Donation of(List<Memory> arguments, boolean[] donated, List<Memory> results, List<Stmt> body, Exprs exprs,
            Function<ArrayType, Memory> temporary) {
        var now = new Donation(arguments, body);
        if (isNone(donated)) return now;
        for (boolean reading : new boolean[] {true, false})
            for (int i = 0; i < donated.length; i++)
                if (donated[i]) now = now.with(i, results, reading, exprs, temporary);
        return now;
    }

    /** @param reading whether only to write over an argument what is made of it, element by element */
    private Donation with(int i, List<Memory> results, boolean reading, Exprs exprs, Function<ArrayType, Memory> temporary) {
        var x = arguments.get(i);
        if (x.bytes() <= Buffer.SMALL || results.contains(x)) return this;
        for (var y : results) {
            if (x.dtype() != y.dtype() || x.size() != y.size() || arguments.contains(y)) continue;
            var safe = Overwrite.safe(body, x, y, exprs, temporary);
            if (safe == null || reading && !Overwrite.reads(safe, x, y)) continue;
            var written = new ArrayList<>(arguments);
            written.set(i, y);
            return new Donation(written, withoutCopies(Overwrite.renamed(safe, Map.of(x, y), exprs), y));
        }
        return this;
    }

    /** Statements without what stores the elements of a memory where they lie. */
    private static List<Stmt> withoutCopies(List<Stmt> statements, Memory m) {
        var rest = new ArrayList<Stmt>();
        for (var s : statements) {
            if (!(s instanceof Stmt.Nest n)) rest.add(s);
            else {
                var stores = n.stores().stream().filter(t -> t.memory() != m || !Stmts.keeps(t)).toList();
                if (!stores.isEmpty()) rest.add(stores.size() == n.stores().size() ? n : new Stmt.Nest(n.domain(), stores));
            }
        }
        return rest;
    }
}
