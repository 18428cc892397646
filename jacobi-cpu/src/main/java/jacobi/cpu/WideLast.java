package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Lays temporaries of many short rows with their first axis last, where the nests between them fold: 400 examples of 10 units
 * become 10 units of 400 examples each, and examples fill the lanes of vectors of which units would leave many idle.
 * Temporaries that meet in nests are laid alike, or left alone if what has to be read or written across memory would cost more
 * than it saves. Afterwards such temporaries are read and written along their new rows.
 */
final class WideLast {
    /** Vectors that the first axis fills at least. */
    private static final long VECTORS = 4;
    /** Instructions to read or write an element across memory. */
    private static final double ACROSS = 1;

    private final Exprs exprs;
    private final List<Stmt> body;
    private final Map<Memory, Rows> candidates = new LinkedHashMap<>();

    /** How a memory lies: rows one after another. */
    private record Rows(long count, long length) {
        /** Where an element comes to lie. */
        Ix turned(Ix place) { return place.mod(length).times(count).plus(place.div(length)); }
    }

    private WideLast(List<Stmt> body, Set<Memory> own, Exprs exprs) {
        this.exprs = exprs;
        this.body = body;
        for (var s : body) if (s instanceof Stmt.Nest n) n.stores().forEach(t -> propose(n, t, own));
        if (candidates.isEmpty()) return;
        for (var s : body)
            if (!(s instanceof Stmt.Nest n) || Schedule.along(values(n)) != null) Touched.each(s, candidates::remove);
    }

    /**
     * The statements of a region with its temporaries laid anew.
     *
     * @param own temporaries that only these statements touch
     */
    static List<Stmt> of(List<Stmt> body, Set<Memory> own, Exprs exprs) {
        var pass = new WideLast(body, own, exprs);
        return pass.candidates.isEmpty() ? body : pass.turned();
    }

    /** A memory is a candidate if one nest stores it whole, row after row, and its rows are short and many. */
    private void propose(Stmt.Nest nest, Stmt.Store store, Set<Memory> own) {
        var m = store.memory();
        if (m.place() != Memory.Place.WORKSPACE || !own.contains(m) || store.mask() != null || nest.domain().size() < 2) return;
        var shape = Places.shape(nest.domain());
        if (shape.size() != m.size() || !store.at().equals(Places.linear(shape, Places.of(nest.domain())))) return;
        if (isLong(nest.domain().getFirst()) && shape.dim(shape.rank() - 1) < 2 * lanes(nest)) candidates.put(m,
                new Rows(shape.dim(0), shape.size() / shape.dim(0)));
    }

    private static boolean isLong(Index i) { return i.extent() >= VECTORS * Schedule.BYTES / 4; }

    private static int lanes(Stmt.Nest nest) { return Schedule.lanes(values(nest)); }

    private static List<Expr> values(Stmt.Nest nest) { return nest.stores().stream().map(Stmt.Store::value).toList(); }

    private List<Stmt> turned() {
        Set<Memory> turning = Collections.newSetFromMap(new IdentityHashMap<>());
        var left = new LinkedHashSet<>(candidates.keySet());
        while (!left.isEmpty()) {
            var group = group(left.getFirst(), left);
            left.removeAll(group);
            if (pays(group)) turning.addAll(group);
        }
        if (turning.isEmpty()) return body;
        return body.stream().map(s -> s instanceof Stmt.Nest n && touches(n, turning) ? cheaper(n, turning) : s).toList();
    }

    /** All candidates that a chain of nests joins with one. */
    private Set<Memory> group(Memory first, Collection<Memory> among) {
        Set<Memory> group = Collections.newSetFromMap(new IdentityHashMap<>());
        group.add(first);
        for (boolean grown = true; grown;) {
            int before = group.size();
            for (var s : body)
                if (s instanceof Stmt.Nest n && touches(n, group)) Touched.each(n, m -> {
                    if (among.contains(m)) group.add(m);
                });
            grown = group.size() > before;
        }
        return group;
    }

    private static boolean touches(Stmt.Nest nest, Set<Memory> memories) {
        boolean[] found = {false};
        Touched.each(nest, m -> found[0] |= memories.contains(m));
        return found[0];
    }

    private boolean pays(Set<Memory> group) {
        double now = 0, then = 0;
        for (var s : body)
            if (s instanceof Stmt.Nest n && touches(n, group)) {
                now += cost(n);
                then += cost(cheaper(n, group));
            }
        return then < now;
    }

    /** The nest over memories laid anew, its first variable last if that is better. */
    private Stmt.Nest cheaper(Stmt.Nest nest, Set<Memory> turning) {
        var same = over(nest, turning);
        if (nest.domain().size() < 2 || !isLong(nest.domain().getFirst())) return same;
        var domain = new ArrayList<>(nest.domain());
        domain.add(domain.removeFirst());
        var rotated = new Stmt.Nest(domain, same.stores());
        return cost(rotated) < cost(same) ? rotated : same;
    }

    private Stmt.Nest over(Stmt.Nest nest, Set<Memory> turning) {
        var rewrite = new Rewrite(exprs) {
            @Override Expr load(Expr.Load l) {
                if (!turning.contains(l.memory())) return super.load(l);
                return exprs.load(l.memory(), candidates.get(l.memory()).turned(ix(l.at())), expr(l.mask()));
            }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).map(s -> turning.contains(s.memory())
                ? new Stmt.Store(s.memory(), candidates.get(s.memory()).turned(s.at()), s.value(), s.mask()) : s).toList());
    }

    /** Instructions on vectors along the last variable, idle lanes counted, and what is read or written across memory. */
    private static double cost(Stmt.Nest nest) {
        var values = values(nest);
        var row = nest.domain().isEmpty() ? null : nest.domain().getLast();
        int lanes = lanes(nest);
        boolean folds = Weight.hasFolds(values), alone = NestPlan.of(nest).row() == null;
        double vectors = row == null ? 1 : folds ? Math.ceilDiv(row.extent(), lanes) / (double) row.extent() : 1.0 / lanes;
        double[] across = {0};
        for (var s : nest.stores()) if (row != null && s.at().uses(row) && !Schedule.isRow(s.at(), row)) across[0] +=
                nest.points();
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l && row != null && l.uses(row) && !isAlong(l, row, alone ? nest.domain()
                    : null)) across[0] +=
                    l.free().stream().mapToDouble(Index::extent).reduce(1, (a, b) -> a * b);
        });
        return nest.points() * Weight.of(values, row) * vectors + across[0] * ACROSS;
    }

    /** Whether a load runs along the row, or along the variable of a fold where folds run on vectors of their own. */
    private static boolean isAlong(Expr.Load l, Index row, List<Index> domainOfFolds) {
        return l.free().stream().anyMatch(i -> (i == row || domainOfFolds != null && !domainOfFolds.contains(i))
                && Schedule.isRow(l.at(), i));
    }
}
