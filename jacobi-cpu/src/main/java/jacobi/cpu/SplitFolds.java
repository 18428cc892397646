package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Binary;

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
    /**
     * Values of a fold whose operands other points read again: it is computed in tiles, which want few stores; the fewer, the
     * more points there are to share between threads.
     */
    private static final long SHARED = 128, SHARED_OF_MANY = 512, MANY = 1 << 14, AGAIN = 4;
    /** Values of which a lane finds the best before it goes on to other columns. */
    private static final long FOUND = 64;
    /** Instructions that a point should not take by itself while vectors have room; and how much of all they must be to count. */
    private static final double DEAR = 12, SHARE = 1 / 64.0;

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
        var joined = Siblings.nest(WrittenOut.nest(Collapse.nest(nest, exprs), exprs), exprs);
        var rest = new WidenRows(exprs, temporary).widen(new Relayout(exprs, temporary).nest(joined, into), into);
        if (rest != null) split(rest, into);
        return into;
    }

    /**
     * The nest with memory in the place of folds that a long fold, within the vectors of {@code row}, uses but does not change;
     * and of folds that would go across their rows in such vectors.
     */
    private Stmt.Nest apart(Stmt.Nest nest, Index row, List<Stmt> into) {
        var inner = new LinkedHashSet<Expr.Fold>();
        Weight.each(nest.stores().stream().map(Stmt.Store::value).toList(), e -> {
            if (!(e instanceof Expr.Fold f) || f.over().getFirst().extent() < 4 * ROWS) return;
            if (isAgainst(f, row) && nest.stores().stream().anyMatch(t -> t.value() != f)) inner.add(f);
            if (!runsAlone(f, row)) Weight.each(List.of(f.body()), g -> {
                if (g instanceof Expr.Fold h && nest.domain().containsAll(h.free())) inner.add(h);
            });
        });
        if (inner.isEmpty() || nest.points() < 2) return nest;
        Map<Expr, Expr> loads = new IdentityHashMap<>();
        for (var f : inner) {
            var kept = Kept.of(f, nest.domain(), temporary);
            split(kept.nest(), into);
            loads.put(f, kept.load(exprs));
        }
        return replaced(nest, loads);
    }

    /** The nest with other expressions in the place of folds. */
    private Stmt.Nest replaced(Stmt.Nest nest, Map<Expr, Expr> folds) {
        var rewrite = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) { return folds.containsKey(f) ? folds.get(f) : super.fold(f); }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
    }

    /** Whether a fold runs along rows of memory which the vectors of the others, along {@code row}, go across. */
    private static boolean isAgainst(Expr.Fold f, Index row) {
        return f.uses(row) && Schedule.vectorizes(f) && !Schedule.isRowwise(List.of(f.body()), row);
    }

    /**
     * The nest with memory in the place of its folds, where these run along rows of their own and what a point makes of them is
     * dear: that runs in vectors of points then.
     */
    private Stmt.Nest beside(Stmt.Nest nest, List<Stmt> into) {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        var folds = outermost(nest);
        if (folds.isEmpty() || nest.domain().isEmpty() || nest.domain().getLast().extent() < Schedule.lanes(values)
                || Weight.beside(values, folds) < Math.max(DEAR, SHARE * Weight.of(values))) return nest;
        Map<List<Index>, List<Stmt.Store>> stores = new LinkedHashMap<>();
        Map<Expr, Expr> loads = new IdentityHashMap<>();
        for (var f : folds) {
            var kept = Kept.of(f, nest.domain(), temporary);
            stores.computeIfAbsent(kept.domain(), _ -> new ArrayList<>()).add(kept.store());
            loads.put(f, kept.load(exprs));
        }
        stores.forEach((domain, s) -> split(new Stmt.Nest(domain, s), into));
        return replaced(nest, loads);
    }

    /** The folds of a nest that are within no others. */
    private List<Expr.Fold> outermost(Stmt.Nest nest) {
        var folds = new LinkedHashSet<Expr.Fold>();
        var search = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) {
                folds.add(f);
                return f;
            }
        };
        nest.stores().forEach(search::store);
        return List.copyOf(folds);
    }

    /** Whether a fold is computed on vectors along its own row: none else is under way, and memory lies so. */
    private static boolean runsAlone(Expr.Fold f, Index row) { return (row == null || !f.uses(row)) && Schedule.vectorizes(f); }

    private void split(Stmt.Nest whole, List<Stmt> into) {
        var before = NestPlan.of(whole).row();
        var nest = before == null ? beside(whole, into) : apart(whole, before, into);
        var row = NestPlan.of(nest).row();
        var broken = new Broken(nest.domain());
        var rewrite = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) {
                long block = block(f, runsAlone(f, row), nest.domain());
                return block == 0 ? super.fold(f) : broken.fold(f, block);
            }

            @Override Expr argFold(Expr.ArgFold f) {
                long block = block(f, row == null && Schedule.vectorizes(f));
                return block == 0 ? super.argFold(f) : broken.argFold(f, block);
            }
        };
        var stores = nest.stores().stream().map(rewrite::store).toList();
        if (broken.nests.isEmpty()) into.add(nest);
        else {
            into.addAll(broken.nests());
            split(new Stmt.Nest(nest.domain(), stores), into);
        }
    }

    /**
     * How many values of the first variable make a block, or 0 if the fold is short or needs another fold for each of its
     * values.
     */
    private long block(Expr.Fold f, boolean row, List<Index> domain) {
        if (Weight.hasFolds(List.of(f.body()))) return 0;
        long inner = f.size() / f.over().getFirst().extent();
        long values = !isShared(f, domain) ? ROWS : points(domain) < MANY ? SHARED : SHARED_OF_MANY;
        if (row) {
            int lanes = Schedule.lanes(List.of(f.body()));
            values = LONG * (f.over().size() > 1 ? 1 : (long) lanes * Schedule.foldStrips(f, lanes));
        }
        return block(f.over().getFirst().extent(), Math.max(1, values / inner), row);
    }

    private static long points(List<Index> domain) { return domain.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b); }

    /** Whether all that a fold reads is read by other points too, as in a product of matrices. */
    private static boolean isShared(Expr.Fold f, List<Index> domain) {
        boolean[] shared = {domain.stream().anyMatch(f::uses)};
        Weight.each(List.of(f.body()), e -> {
            if (e instanceof Expr.Load l && f.over().stream().anyMatch(l::uses))
                shared[0] &= domain.stream().anyMatch(i -> i.extent() >= AGAIN && f.uses(i) && !l.uses(i));
        });
        return shared[0];
    }

    /** As for a fold, but that nothing is rounded, and what a block gave is looked up where it was found. */
    private long block(Expr.ArgFold f, boolean row) {
        if (Weight.hasFolds(List.of(f.body()))) return 0;
        int lanes = Schedule.lanes(List.of(f.body()));
        long values = row ? LONG * lanes * Schedule.foldStrips(f.over(), f.body(), lanes) : FOUND;
        return block(f.over().extent(), values, row);
    }

    /** At most so many values, if that breaks the whole into a few; rather such a number that none are left. */
    private static long block(long extent, long most, boolean row) {
        if (extent < 4 * most) return 0;
        if (!row) for (long block = most; 2 * block > most; block--) if (extent % block == 0) return block;
        return most;
    }

    /** Nests that fold blocks: those over the same variables in one nest, so that they share their loops. */
    private final class Broken {
        final Map<List<Index>, List<Stmt.Store>> nests = new LinkedHashMap<>();
        private final List<Index> domain;
        private final Map<List<Object>, Blocks> blocks = new HashMap<>();

        Broken(List<Index> domain) { this.domain = domain; }

        List<Stmt.Nest> nests() { return nests.entrySet().stream().map(n -> new Stmt.Nest(n.getKey(), n.getValue())).toList(); }

        private Blocks blocks(Index variable, long block) {
            return blocks.computeIfAbsent(List.of(variable, block), _ -> new Blocks(variable, block));
        }

        /** A fold of what nests before it gave, over those variables of the domain that it depends on. */
        Expr fold(Expr.Fold f, long block) {
            var b = blocks(f.over().getFirst(), block);
            var given = store(f, f.over().getFirst(), f.body(), b, (within, from) -> part(f, within, from));
            return exprs.fold(f.monoid(), List.of(b.each), given);
        }

        /** The fold of some values of its first variable from a place on. */
        private Expr part(Expr.Fold f, Index within, Ix from) {
            var over = new ArrayList<>(f.over());
            over.set(0, within);
            if (within.extent() == 1) over.removeFirst();
            return exprs.fold(f.monoid(), over, at(f.body(), f.over().getFirst(), from.plus(Ix.of(within))));
        }

        /** The best of the places that blocks gave. */
        Expr argFold(Expr.ArgFold f, long block) {
            var b = blocks(f.over(), block);
            var given = store(f, f.over(), f.body(), b, (within, from) -> exprs.apply(Binary.ADD, exprs.argFold(f.extreme(),
                    within,
                    at(f.body(), f.over(), from.plus(Ix.of(within)))), exprs.count(from, DType.S64)));
            var found = Ix.of(new Atom.Of(given, 0, f.over().extent() - 1));
            var best = exprs.argFold(f.extreme(), b.each, at(f.body(), f.over(), found));
            return at(given, b.each, Ix.of(new Atom.Of(best, 0, b.each.extent() - 1)));
        }

        private interface Part { Expr of(Index within, Ix from); }

        /** What block {@code each} gave, after stores of what all of them do. */
        private Expr store(Expr f, Index variable, Expr body, Blocks b, Part part) {
            var outer = domain.stream().filter(f.free()::contains).toList();
            var extents = Places.shape(outer);
            long points = extents.size();
            var memory = temporary.apply(new ArrayType(f.dtype(), extents.prepend(b.each.extent())));
            var place = Places.linear(extents, Places.of(outer));
            add(blocked(outer, b.whole, variable, body), new Stmt.Store(memory, Ix.of(b.whole).times(points).plus(place), part.of(
                    b.within, Ix.of(b.whole).times(b.within.extent()))));
            if (b.rest != null) add(outer, new Stmt.Store(memory, place.plus(b.whole.extent() * points), part.of(b.rest,
                    Ix.of(variable.extent() - b.rest.extent()))));
            return exprs.load(memory, Ix.of(b.each).times(points).plus(place), null);
        }

        private void add(List<Index> over, Stmt.Store store) { nests.computeIfAbsent(over, _ -> new ArrayList<>()).add(store); }

        private Expr at(Expr body, Index variable, Ix place) {
            return new Rewrite(exprs) {
                @Override Ix index(Index i) { return i == variable ? place : Ix.of(i); }
            }.expr(body);
        }
    }

    /** The variables of a nest of blocks: the blocks stand among them as what they are blocks of does in memory. */
    private static List<Index> blocked(List<Index> outer, Index block, Index variable, Expr body) {
        int[] above = {0};
        Weight.each(List.of(body), e -> {
            if (!(e instanceof Expr.Load l) || l.at().factor(variable) == 0) return;
            int n = 0;
            while (n < outer.size() - 1 && Math.abs(l.at().factor(outer.get(n))) > Math.abs(l.at().factor(variable))) n++;
            above[0] = Math.max(above[0], n);
        });
        var all = new ArrayList<>(outer);
        all.add(above[0], block);
        return all;
    }

    /** The blocks of a variable: which, where in a block, where in a shorter last one or null, and which of all. */
    private record Blocks(Index whole, Index within, Index rest, Index each) {
        Blocks(Index variable, long block) {
            this(new Index("b", variable.extent() / block), new Index("r", block), variable.extent() % block == 0 ? null
                    : new Index("r", variable.extent() % block), new Index("b", Math.ceilDiv(variable.extent(), block)));
        }
    }
}
