package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
 * Swaps the two outermost loops of nests, and with them the first two axes of the temporaries that they go through, where that
 * keeps near what else they read: {@code max over k of t[i, j, k] + e[j, k]} reads all of {@code e} for each {@code i}, but with
 * {@code j} outermost one row of it again and again. Temporaries are still read in one go. Folds keep their order.
 */
final class SwapAxes {
    /** Bytes that stay in the nearest cache beside what goes by. */
    private static final long NEAR = 16 * 1024;

    private final Exprs exprs;
    private final List<Stmt.Nest> nests = new ArrayList<>();
    private final Map<Memory, List<Stmt.Nest>> writers = new IdentityHashMap<>(), readers = new IdentityHashMap<>();
    private final Set<Memory> otherwise = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Stmt.Nest, Stmt.Nest> swapped = new IdentityHashMap<>();

    /** How a place is made of two leading axes and what is below them. */
    private record Axes(long first, long second, long below) {
        long size() { return first * second * below; }

        Ix swapped(Ix at) {
            var second = at.div(below).mod(this.second);
            return second.times(first * below).plus(at.div(this.second * below).times(below)).plus(at.mod(below));
        }
    }

    private SwapAxes(Exprs exprs) { this.exprs = exprs; }

    /** Statements that do what those of a whole program do. */
    static List<Stmt> of(List<Stmt> body, Exprs exprs) {
        if (!hasAxes(body)) return body;
        var pass = new SwapAxes(exprs);
        pass.note(body);
        pass.nests.forEach(pass::consider);
        return pass.swapped.isEmpty() ? body : pass.replaced(body);
    }

    // ---- what there is

    /** Whether there is a nest of two variables. */
    private static boolean hasAxes(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Nest n && n.domain().size() > 1) return true;
            for (var inner : Stmts.bodies(s)) if (hasAxes(inner)) return true;
        }
        return false;
    }

    private void note(List<Stmt> body) {
        for (var s : body) {
            switch (s) {
                case Stmt.Nest n -> note(n);
                case Stmt.While w -> {
                    note(w.condition());
                    note(w.body());
                    others(List.of(w.test()));
                }
                case Stmt.Counted c -> note(c.body());
                case Stmt.Parallel p -> note(p.body());
                case Stmt.Switch c -> {
                    others(List.of(c.index()));
                    c.branches().forEach(this::note);
                }
                case Stmt.Shared _, Stmt.Copy _, Stmt.Point _, Stmt.Swap _, Stmt.Call _ -> Touched.each(s, otherwise::add);
            }
        }
    }

    private void others(Collection<Expr> values) { loads(values).forEach(l -> otherwise.add(l.memory())); }

    private void note(Stmt.Nest n) {
        nests.add(n);
        for (var s : n.stores()) writers.computeIfAbsent(s.memory(), _ -> new ArrayList<>()).add(n);
        for (var l : loads(n)) {
            var all = readers.computeIfAbsent(l.memory(), _ -> new ArrayList<>());
            if (!all.contains(n)) all.add(n);
        }
    }

    private static List<Expr.Load> loads(Stmt.Nest n) { return loads(Stmts.exprs(n.stores())); }

    private static List<Expr.Load> loads(Collection<Expr> values) {
        var loads = new ArrayList<Expr.Load>();
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l) loads.add(l);
        });
        return loads;
    }

    // ---- what pays

    private void consider(Stmt.Nest n) {
        if (n.domain().size() < 2 || swapped.containsKey(n)) return;
        Index a = n.domain().get(0), b = n.domain().get(1);
        var loads = loads(n);
        if (loads.stream().noneMatch(l -> isReadAgain(l, a, b))) return;
        if (loads.stream().anyMatch(l -> l.uses(a) && !l.uses(b) && span(l, null) > NEAR) || !foldsAlone(n)) return;
        Map<Memory, Axes> through = new IdentityHashMap<>();
        for (var l : loads)
            if (l.uses(a) && l.uses(b)) {
                var axes = axes(l.memory(), l.at(), a, b);
                if (axes == null || !axes.equals(through.computeIfAbsent(l.memory(), _ -> axes)) || !isOwn(l.memory(), n, axes))
                    return;
            } else if (through.containsKey(l.memory())) return;
        if (!through.isEmpty() && loads.stream().allMatch(l -> !through.containsKey(l.memory()) || l.uses(a))) swap(n, through);
    }

    /** Whether a load is the same for all {@code a}, and near only as long as {@code b} does not change. */
    private static boolean isReadAgain(Expr.Load l, Index a, Index b) {
        return !l.uses(a) && l.uses(b) && span(l, null) > NEAR && span(l, b) <= NEAR;
    }

    /** The bytes that a load reads while all variables but one run. */
    private static long span(Expr.Load l, Index but) {
        return l.free().stream().filter(i -> i != but).mapToLong(Index::extent).reduce(l.dtype().bytes(), (x, y) -> x * y);
    }

    /** Whether the nest's loops are plain ones around folds that run in vectors. */
    private static boolean foldsAlone(Stmt.Nest n) {
        return Weight.hasFolds(Stmts.exprs(n.stores())) && NestPlan.alone(n).row() == null
                && NestPlan.alone(new Stmt.Nest(exchanged(n.domain()), n.stores())).row() == null;
    }

    /** The axes of a memory of which two variables run over the first two, or null. */
    private static Axes axes(Memory m, Ix at, Index a, Index b) {
        long below = at.factor(b);
        var axes = new Axes(a.extent(), b.extent(), below);
        if (below <= 0 || at.factor(a) != b.extent() * below || axes.size() != m.size()) return null;
        var rest = at.minus(Ix.of(a).times(at.factor(a))).minus(Ix.of(b).times(below));
        return !rest.uses(a) && !rest.uses(b) && rest.low() >= 0 && rest.high() < below ? axes : null;
    }

    /** Whether a memory is a temporary that one other nest writes along the same axes, and this one alone reads. */
    private boolean isOwn(Memory m, Stmt.Nest reader, Axes axes) {
        if (m.place() != Memory.Place.WORKSPACE || otherwise.contains(m) || !readers.get(m).equals(List.of(reader)))
            return false;
        var by = writers.getOrDefault(m, List.of());
        if (by.size() != 1 || by.getFirst() == reader || by.getFirst().domain().size() < 2) return false;
        var writer = by.getFirst();
        return writer.stores().stream().filter(s -> s.memory() == m).allMatch(s -> axes.equals(axes(m, s.at(), writer.domain()
                .get(0), writer.domain().get(1))));
    }

    // ---- what becomes of it

    private void swap(Stmt.Nest reader, Map<Memory, Axes> through) {
        swapped.put(reader, swapped(reader, through));
        var all = new HashSet<Stmt.Nest>();
        through.keySet().forEach(m -> all.add(writers.get(m).getFirst()));
        for (var w : all) swapped.put(w, swapped(swapped.getOrDefault(w, w), through));
    }

    private Stmt.Nest swapped(Stmt.Nest n, Map<Memory, Axes> through) {
        var rewrite = new Rewrite(exprs) {
            @Override Expr load(Expr.Load l) {
                var axes = through.get(l.memory());
                return axes == null ? super.load(l) : exprs.load(l.memory(), axes.swapped(ix(l.at())), expr(l.mask()));
            }
        };
        var stores = n.stores().stream().map(rewrite::store).map(s -> through.containsKey(s.memory())
                ? new Stmt.Store(s.memory(), through.get(s.memory()).swapped(s.at()), s.value(), s.mask()) : s).toList();
        return new Stmt.Nest(exchanged(n.domain()), stores);
    }

    private static List<Index> exchanged(List<Index> domain) {
        var exchanged = new ArrayList<>(domain);
        Collections.swap(exchanged, 0, 1);
        return exchanged;
    }

    private List<Stmt> replaced(List<Stmt> body) {
        return body.stream().map(s -> s instanceof Stmt.Nest n ? swapped.getOrDefault(n, n) : Stmts.mapBodies(s, this::replaced))
                .toList();
    }
}
