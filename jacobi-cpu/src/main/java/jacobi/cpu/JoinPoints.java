package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Makes one nest of neighbouring nests of a single point, and of copies of single numbers, that need nothing of each other:
 * what is alike among them then stands in one place.
 */
final class JoinPoints {
    private final jacobi.cpu.loop.Exprs exprs;

    JoinPoints(jacobi.cpu.loop.Exprs exprs) { this.exprs = exprs; }

    List<Stmt> join(List<Stmt> body) {
        var joined = new ArrayList<Stmt>();
        var open = new Run();
        for (var s : body) {
            var point = point(s);
            if (point == null) {
                open.close(joined);
                joined.add(Stmts.mapBodies(s, this::join));
            } else if (!open.take(point)) {
                open.close(joined);
                open.take(point);
            }
        }
        open.close(joined);
        return joined;
    }

    /** The stores of a statement of one point, or null if it is another one. */
    private List<Stmt.Store> point(Stmt s) {
        if (s instanceof Stmt.Nest n && n.domain().isEmpty()) return n.stores();
        if (s instanceof Stmt.Copy c && c.from().size() == 1 && c.from().dtype() == c.to().dtype()) return List.of(new Stmt.Store(
                c.to(), Ix.ZERO, exprs.load(c.from(), Ix.ZERO, null)));
        return null;
    }

    /** Stores that can be one nest. */
    private static final class Run {
        private final List<Stmt.Store> stores = new ArrayList<>();
        private final Set<Memory> read = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Memory> written = Collections.newSetFromMap(new IdentityHashMap<>());

        /** Takes stores in, unless they need, or change what is needed by, those that are there. */
        boolean take(List<Stmt.Store> more) {
            var reads = reads(more);
            if (!stores.isEmpty() && !isApart(more, reads)) return false;
            stores.addAll(more);
            read.addAll(reads);
            for (var s : more) written.add(s.memory());
            return true;
        }

        private boolean isApart(List<Stmt.Store> more, List<Memory> reads) {
            for (var m : reads) if (written.contains(m)) return false;
            for (var s : more) if (written.contains(s.memory()) || read.contains(s.memory())) return false;
            return true;
        }

        private static List<Memory> reads(List<Stmt.Store> stores) {
            var reads = new ArrayList<Memory>();
            Weight.each(Stmts.exprs(stores), e -> {
                if (e instanceof Expr.Load l) reads.add(l.memory());
            });
            return reads;
        }

        void close(List<Stmt> into) {
            if (!stores.isEmpty()) into.add(new Stmt.Nest(List.of(), stores));
            stores.clear();
            read.clear();
            written.clear();
        }
    }
}
