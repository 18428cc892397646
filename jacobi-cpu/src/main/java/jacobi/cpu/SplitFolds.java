package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Breaks long folds into blocks: a nest that folds each block into memory, and a fold of what the blocks gave. Blocks can be
 * shared between threads, rounding errors grow with the length of a block and the depth of the breaking rather than with the
 * length of the fold, and a fold down columns reads a few rows at a time. Block sizes depend on dtypes and extents alone.
 * Afterwards no sum is longer than {@link #LONG} values a lane.
 */
final class SplitFolds {
    /** Values that a lane of a running result takes in one after another. */
    private static final long LONG = 64;
    /** Rows that a fold down columns reads side by side. */
    private static final long ROWS = 16;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;

    SplitFolds(Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /** Nests that do what a nest does. */
    List<Stmt> split(Stmt.Nest nest) {
        if (nest.points() == 0) return List.of();                // its places may lie outside of what it would read
        if (nest.domain().isEmpty() && !Weight.hasFolds(Stmts.exprs(nest.stores()))) return List.of(nest);
        var into = new ArrayList<Stmt>();
        var rest = new WidenRows(exprs, temporary).widen(new Relayout(exprs, temporary).nest(Collapse.nest(nest, exprs), into),
                into);
        if (rest != null) split(rest, into);
        return into;
    }

    /**
     * The nest with memory in the place of folds that a long fold, within the vectors of {@code row}, uses but does not change.
     */
    private Stmt.Nest apart(Stmt.Nest nest, Index row, List<Stmt> into) {
        var inner = new LinkedHashSet<Expr.Fold>();
        Weight.each(nest.stores().stream().map(Stmt.Store::value).toList(), e -> {
            if (e instanceof Expr.Fold f && f.over().getFirst().extent() >= 4 * ROWS && !runsAlone(f, row))
                Weight.each(List.of(f.body()), g -> {
                    if (g instanceof Expr.Fold h && nest.domain().containsAll(h.free())) inner.add(h);
                });
        });
        if (inner.isEmpty() || nest.points() < 2) return nest;
        Map<Expr, Expr> loads = new IdentityHashMap<>();
        for (var f : inner) loads.put(f, stored(f, nest.domain().stream().filter(f::uses).toList(), into));
        var rewrite = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) { return loads.containsKey(f) ? loads.get(f) : super.fold(f); }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
    }

    /** A fold, put into memory by a nest of its own over what it depends on. */
    private Expr stored(Expr.Fold f, List<Index> domain, List<Stmt> into) {
        var shape = Shape.of(domain.stream().mapToLong(Index::extent).toArray());
        var memory = temporary.apply(new ArrayType(f.dtype(), shape));
        var place = Places.linear(shape, Places.of(domain));
        split(new Stmt.Nest(domain, List.of(new Stmt.Store(memory, place, f))), into);
        return exprs.load(memory, place, null);
    }

    /** Whether a fold is computed on vectors along its own row: none else is under way, and memory lies so. */
    private static boolean runsAlone(Expr.Fold f, Index row) { return (row == null || !f.uses(row)) && Schedule.vectorizes(f); }

    private void split(Stmt.Nest whole, List<Stmt> into) {
        var before = NestPlan.of(whole).row();
        var nest = before == null ? whole : apart(whole, before, into);
        var row = NestPlan.of(nest).row();
        var blocks = new ArrayList<Stmt.Nest>();
        var rewrite = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) {
                long block = block(f, runsAlone(f, row));
                return block == 0 ? super.fold(f) : broken(f, block, nest.domain(), blocks);
            }
        };
        var stores = nest.stores().stream().map(rewrite::store).toList();
        into.addAll(blocks);
        if (blocks.isEmpty()) into.add(nest);
        else split(new Stmt.Nest(nest.domain(), stores), into);
    }

    /**
     * How many values of the first variable make a block, or 0 if the fold is short or needs another fold for each of its
     * values.
     */
    private long block(Expr.Fold f, boolean row) {
        if (Weight.hasFolds(List.of(f.body()))) return 0;
        long inner = f.size() / f.over().getFirst().extent();
        long values = ROWS;
        if (row) {
            int lanes = Schedule.lanes(List.of(f.body()));
            values = LONG * (f.over().size() > 1 ? 1 : (long) lanes * Schedule.foldStrips(f, lanes));
        }
        long block = Math.max(1, values / inner);
        return f.over().getFirst().extent() >= 4 * block ? block : 0;
    }

    /** A fold of what nests before it gave, over those variables of the domain that it depends on. */
    private Expr broken(Expr.Fold f, long block, List<Index> domain, List<Stmt.Nest> blocks) {
        var outer = domain.stream().filter(f.free()::contains).toList();
        var first = f.over().getFirst();
        long whole = first.extent() / block, rest = first.extent() % block, all = whole + (rest > 0 ? 1 : 0);
        long points = outer.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b);
        var memory = temporary.apply(new ArrayType(f.dtype(), Shape.of(all, points)));
        var place = Places.linear(Shape.of(outer.stream().mapToLong(Index::extent).toArray()), Places.of(outer));
        var b = new Index("b", whole);
        var blocked = new ArrayList<>(List.of(b));
        blocked.addAll(outer);
        var part = part(f, Ix.of(b).times(block), block);
        blocks.add(new Stmt.Nest(blocked, List.of(new Stmt.Store(memory, Ix.of(b).times(points).plus(place), part))));
        if (rest > 0) blocks.add(new Stmt.Nest(outer, List.of(new Stmt.Store(memory, place.plus(whole * points),
                part(f, Ix.of(whole * block), rest)))));
        var each = new Index("b", all);
        return exprs.fold(f.monoid(), List.of(each), exprs.load(memory, Ix.of(each).times(points).plus(place), null));
    }

    /** The fold of {@code length} values of its first variable from a place on. */
    private Expr part(Expr.Fold f, Ix from, long length) {
        var first = f.over().getFirst();
        var within = new Index("r", length);
        var rewrite = new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == first ? from.plus(Ix.of(within)) : Ix.of(i); }
        };
        var over = new ArrayList<>(f.over());
        over.set(0, within);
        if (length == 1) over.removeFirst();
        return exprs.fold(f.monoid(), over, rewrite.expr(f.body()));
    }
}
