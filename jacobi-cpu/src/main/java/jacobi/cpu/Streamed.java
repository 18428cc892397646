package jacobi.cpu;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Results that the program only writes and that caches would not hold until somebody reads them. Whole vectors of them go past
 * the caches, which need not fetch from memory what is then overwritten: a third of what a loop that reads one such array and
 * writes another moves.
 */
final class Streamed {
    /** Bytes that are beyond the last cache of most machines. */
    private static final long BYTES = 32 << 20;

    private final Set<Memory> memories;

    private Streamed(Set<Memory> memories) { this.memories = memories; }

    /** Nothing at all. */
    static Streamed none() { return new Streamed(Set.of()); }

    static Streamed of(LoopProgram p) {
        Set<Memory> memories = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var m : p.results()) if (m.bytes() >= BYTES) memories.add(m);
        if (!memories.isEmpty()) others(p.body(), memories);
        return new Streamed(memories);
    }

    /** Leaves out what statements read, or touch otherwise than by storing into it. */
    private static void others(List<Stmt> body, Set<Memory> memories) {
        for (var s : body) {
            switch (s) {
                case Stmt.Nest n -> read(n, memories);
                case Stmt.Shared c -> {
                    c.each().forEach(n -> read(n, memories));
                    c.last().forEach(n -> read(n, memories));
                }
                case Stmt.While _, Stmt.Counted _, Stmt.Parallel _, Stmt.Switch _ -> Stmts.bodies(s).forEach(
                        b -> others(b, memories));
                case Stmt.Copy _, Stmt.Point _, Stmt.Swap _, Stmt.Call _ -> Touched.each(s, memories::remove);
            }
        }
    }

    private static void read(Stmt.Nest n, Set<Memory> memories) {
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) memories.remove(l.memory());
        });
    }

    /** Whether vectors of so many lanes along a variable fill lines of the cache, one after another, of such a memory. */
    boolean takes(Memory m, Ix at, Index row, int lanes) {
        return memories.contains(m) && lanes * m.dtype().bytes() == Schedule.BYTES && at.constant() % lanes == 0
                && at.terms().stream().allMatch(t -> t.atom() == row || t.factor() % lanes == 0);
    }
}
