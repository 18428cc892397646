package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
        if (isNone(donated)) return new Donation(arguments, body);
        var overwrite = new Overwrite(body, exprs, temporary);
        Map<Memory, Memory> over = new LinkedHashMap<>();
        for (boolean reading : new boolean[] {true, false})
            for (int i = 0; i < donated.length; i++)
                if (donated[i]) choose(arguments.get(i), results, overwrite, reading, over);
        var named = Overwrite.renamed(overwrite.round(), over, exprs);
        return new Donation(arguments.stream().map(x -> over.getOrDefault(x, x)).toList(), withoutCopies(named, over.values()));
    }

    /**
     * Notes the result that is written over an argument, if there is one.
     *
     * @param reading whether it has to be made of the argument, element by element
     */
    private static void choose(Memory x, List<Memory> results, Overwrite overwrite, boolean reading, Map<Memory, Memory> over) {
        if (x.bytes() <= Buffer.SMALL || over.containsKey(x)) return;
        for (var y : results) {
            if (x.dtype() != y.dtype() || x.size() != y.size() || over.containsValue(y)) continue;
            if (!overwrite.makeSafe(x, y, reading)) continue;
            over.put(x, y);
            return;
        }
    }

    /** Statements without what stores the elements of some memories where they lie. */
    private static List<Stmt> withoutCopies(List<Stmt> statements, Collection<Memory> some) {
        var rest = new ArrayList<Stmt>();
        for (var s : statements) {
            if (!(s instanceof Stmt.Nest n)) rest.add(s);
            else {
                var stores = n.stores().stream().filter(t -> !some.contains(t.memory()) || !Stmts.keeps(t)).toList();
                if (!stores.isEmpty()) rest.add(stores.size() == n.stores().size() ? n : new Stmt.Nest(n.domain(), stores));
            }
        }
        return rest;
    }
}
