package jacobi.cpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Copies what a nest reads again and again, but across the rows of memory, into memory that lies along the nest's vectors. Only
 * what is read at least {@link #AGAIN} times is worth it. Afterwards a nest that can be computed on vectors by such copies
 * reads rows.
 */
final class Relayout {
    private static final long AGAIN = 4;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;

    Relayout(Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /** Loads that do not run along a variable, and the elements that copies of them would have. */
    private record Change(Map<Expr.Load, Index> loads, double elements) {}

    /** The nest, and before it in the list the copies that it reads. */
    Stmt.Nest nest(Stmt.Nest nest, List<Stmt> copies) {
        if (nest.points() < 1024 && total(nest) < 16384) return nest;
        var change = best(nest);
        if (change == null || change.loads.isEmpty()) return nest;
        Map<Expr.Load, Expr> copied = new LinkedHashMap<>();
        change.loads.forEach((load, row) -> copied.put(load, copy(load, row, copies)));
        var rewrite = new Rewrite(exprs) {
            @Override Expr load(Expr.Load l) {
                var copy = copied.get(l);
                return copy != null ? copy : super.load(l);
            }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
    }

    private Change best(Stmt.Nest nest) {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        var folds = new ArrayList<Expr.Fold>();
        Weight.each(values, e -> {
            if (e instanceof Expr.Fold f) folds.add(f);
        });
        double total = total(nest);
        Change along = null;
        if (!nest.domain().isEmpty()) along = change(values, Set.of(nest.domain().getLast()), total);
        if (folds.isEmpty() || folds.stream().anyMatch(f -> f.over().getLast().extent() < 8)) return along;
        var rows = new LinkedHashSet<Index>();
        folds.forEach(f -> rows.add(f.over().getLast()));
        var within = change(values, rows, total);
        if (along == null || within == null) return along == null ? within : along;
        return within.elements + nest.points() * folds.size() < along.elements ? within : along;    // lanes come together
    }

    /** Points of the nest, those of its widest fold counted. */
    private static double total(Stmt.Nest nest) {
        double[] fold = {1};
        Weight.each(nest.stores().stream().map(Stmt.Store::value).toList(), e -> {
            if (e instanceof Expr.Fold f) fold[0] = Math.max(fold[0], f.size());
        });
        return nest.points() * fold[0];
    }

    /** What to copy so that all loads run along one of some variables, or null if something is too large to copy. */
    private static Change change(List<Expr> values, Set<Index> rows, double total) {
        Map<Expr.Load, Index> loads = new LinkedHashMap<>();
        double[] elements = {0};
        Weight.each(values, e -> {
            if (!(e instanceof Expr.Load l)) return;
            for (var row : rows) {
                if (!l.at().uses(row) || Schedule.isRow(l.at(), row) || Schedule.isLookedUp(l.at(), row)) continue;
                double size = l.free().stream().mapToDouble(Index::extent).reduce(1, (a, b) -> a * b);
                elements[0] += l.mask() != null || size * AGAIN > total ? Double.POSITIVE_INFINITY : size;
                loads.put(l, row);
            }
        });
        return elements[0] == Double.POSITIVE_INFINITY ? null : new Change(loads, elements[0]);
    }

    private Expr copy(Expr.Load load, Index row, List<Stmt> copies) {
        var order = new ArrayList<>(load.free());
        order.remove(row);
        order.add(row);
        var shape = Places.shape(order);
        var memory = temporary.apply(new ArrayType(load.dtype(), shape));
        var domain = Places.domain(shape, "i");
        var renamed = new Rewrite(exprs) {
            @Override Ix index(Index i) { return Ix.of(domain.get(order.indexOf(i))); }
        };
        copies.add(new Stmt.Nest(domain, List.of(new Stmt.Store(memory, Places.linear(shape, Places.of(domain)),
                renamed.expr(load)))));
        return exprs.load(memory, Places.linear(shape, Places.of(order)), null);
    }
}
