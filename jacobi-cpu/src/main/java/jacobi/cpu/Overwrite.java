package jacobi.cpu;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Rounds of a loop that may write the next value of an array over the present one: one nest writes it, each of its points reads
 * of the present value the element that it writes at most, and nothing after it reads the present value.
 */
final class Overwrite {
    private Overwrite() {}

    /** Whether {@code next} may be the same memory as {@code now} in a round. */
    static boolean isSafe(List<Stmt> round, Memory now, Memory next) {
        int k = 0;
        while (k < round.size() && !touched(round.get(k)).contains(next)) k++;
        if (k == round.size() || !(round.get(k) instanceof Stmt.Nest n) || !overwrites(n, now, next)) return false;
        return round.subList(k + 1, round.size()).stream().noneMatch(s -> touched(s).contains(now) || writes(s, next));
    }

    private static Set<Memory> touched(Stmt s) {
        Set<Memory> touched = Collections.newSetFromMap(new IdentityHashMap<>());
        Touched.each(s, touched::add);
        return touched;
    }

    /** Whether a statement that is no nest touches a memory, or a nest writes it. */
    private static boolean writes(Stmt s, Memory m) {
        return s instanceof Stmt.Nest n ? n.stores().stream().anyMatch(t -> t.memory() == m) : touched(s).contains(m);
    }

    private static boolean overwrites(Stmt.Nest n, Memory now, Memory next) {
        var stores = n.stores().stream().filter(s -> s.memory() == next).toList();
        if (stores.size() != 1 || stores.getFirst().mask() != null) return false;
        boolean[] own = {true};
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) own[0] &= l.memory() != next && (l.memory() != now || l.at().equals(stores.getFirst()
                    .at()));
        });
        return own[0];
    }

    /** Statements with other memories in the place of some. */
    static List<Stmt> renamed(List<Stmt> statements, Map<Memory, Memory> memories, Exprs exprs) {
        if (memories.isEmpty()) return statements;
        var rewrite = new Rewrite(exprs) {
            @Override Memory memory(Memory m) { return memories.getOrDefault(m, m); }
        };
        return renamed(statements, rewrite);
    }

    private static List<Stmt> renamed(List<Stmt> statements, Rewrite f) {
        return statements.stream().map(s -> Stmts.mapBodies(Stmts.rewrite(s, f), inner -> renamed(inner, f))).toList();
    }
}
