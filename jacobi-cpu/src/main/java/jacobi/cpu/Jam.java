package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * Lets nests of folds compute several points side by side: a loop variable that some operand of the folds does not depend on
 * takes a few values at once, so that what is read serves all of them, and one running result need not wait for the other. A
 * product of matrices becomes tiles of it, held in registers, and a large second matrix is read in panels. Afterwards a nest
 * has a store for each value; what is left over is a nest of its own. The variable that runs in vectors stays: where it would
 * be another, the nest is left as it was. So is one that reads a large memory from end to end.
 */
final class Jam {
    /** Running results side by side: with two vectors each, they leave registers for what is read. */
    private static final int MOST = Avx512.isHere() ? 24 : 16;
    /** Values of a variable side by side, with some vectors each. */
    private static final int TALL = Avx512.isHere() ? 6 : 5;
    /** Folds shorter than that read too little to share. */
    private static final long SHORT = 4;
    /** Bytes that are beyond the caches of one core. */
    private static final long FAR_BYTES = 1 << 20;
    /** Bytes that leave room for others in the nearest cache. */
    private static final long NEAR_BYTES = 1 << 14;

    private final Exprs exprs;

    private Jam(Exprs exprs) { this.exprs = exprs; }

    /** Statements that do what some do. */
    static List<Stmt> of(List<Stmt> body, Exprs exprs) { return new Jam(exprs).block(body); }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        for (var s : body)
            switch (s) {
                case Stmt.Nest n -> into.addAll(nest(n));
                case Stmt.Shared c -> into.add(new Stmt.Shared(c.block(), c.grain(), nests(c.each()), nests(c.last())));
                default -> into.add(Stmts.mapBodies(s, this::block));
            }
        return into;
    }

    private List<Stmt.Nest> nests(List<Stmt.Nest> nests) { return nests.stream().flatMap(n -> nest(n).stream()).toList(); }

    /** A nest as one or a few that compute points side by side. */
    private List<Stmt.Nest> nest(Stmt.Nest given) {
        var nest = ShortRows.of(given, exprs);
        var folds = folds(nest);
        if (folds.isEmpty() || !isPlain(nest) || streams(nest, folds)) return List.of(nest);
        var plan = NestPlan.alone(nest);
        if (plan.unrolled()) return List.of(nest);
        var result = List.of(nest);
        int room = MOST / folds.size();
        var variables = plan.outer().reversed().stream().filter(i -> i.extent() > 1 && isShared(folds, i)).toList();
        int tile = tile(plan, variables.size());
        for (var i : variables.subList(0, Math.min(variables.size(), plan.row() == null ? 2 : 1))) {
            int side = (int) Math.min(Math.min(tile, room), i.extent());
            if (side < 2) break;
            int count = even(i.extent(), side);
            result = result.stream().flatMap(n -> jammed(n, i, count).stream()).toList();
            room /= count;
        }
        if (!result.stream().allMatch(n -> NestPlan.alone(n).row() == plan.row())) return List.of(nest);
        return result.stream().flatMap(n -> panels(n).stream()).toList();
    }

    /**
     * The nest with its row in panels, as wide as its strips, around the loop in which what the folds read along the row is read
     * again: of a large matrix, a panel stays in the nearest cache.
     */
    private List<Stmt.Nest> panels(Stmt.Nest nest) {
        var plan = NestPlan.alone(nest);
        var row = plan.row();
        if (row == null || plan.unrolled() || plan.outer().isEmpty()) return List.of(nest);
        long width = (long) plan.lanes() * plan.strips(), whole = row.extent() / width, rest = row.extent() % width;
        var again = plan.outer().getLast();
        boolean far = folds(nest).stream().anyMatch(f -> loads(f).stream().anyMatch(l -> l.uses(row) && !l.uses(again)
                && f.size() * row.extent() * l.dtype().bytes() > NEAR_BYTES));
        if (whole < 2 || !far) return List.of(nest);
        var parts = new ArrayList<Stmt.Nest>();
        var panel = new Index("p", whole);
        parts.add(panel(nest, row, again, panel, Ix.of(panel).times(width), width));
        if (rest > 0) parts.add(panel(nest, row, again, null, Ix.of(whole * width), rest));
        return parts;
    }

    private Stmt.Nest panel(Stmt.Nest nest, Index row, Index again, Index panel, Ix from, long width) {
        var domain = new ArrayList<>(nest.domain());
        var within = new Index(row.toString(), width);
        domain.set(domain.indexOf(row), within);
        if (panel != null) domain.add(domain.indexOf(again), panel);
        var rewrite = new Rewrite(exprs) {
            @Override Ix index(Index j) { return j == row ? from.plus(Ix.of(within)) : Ix.of(j); }
        };
        return new Stmt.Nest(domain, nest.stores().stream().map(rewrite::store).toList());
    }

    /** Values of a variable side by side: the more, the fewer vectors there are along the row. */
    private static int tile(NestPlan plan, int variables) {
        if (plan.row() == null) return variables > 1 ? 4 : 8;
        return plan.row().extent() <= plan.lanes() ? 10 : TALL;
    }

    /** How many at once: a divisor if there is a good one. */
    private static int even(long extent, int most) {
        for (int n = most; n > 1 && 2 * n >= most; n--) if (extent % n == 0) return n;
        return most;
    }

    private static List<Expr.Fold> folds(Stmt.Nest nest) {
        var folds = new ArrayList<Expr.Fold>();
        Weight.each(values(nest), e -> {
            if (e instanceof Expr.Fold f) folds.add(f);
        });
        return folds;
    }

    private static Collection<Expr> values(Stmt.Nest nest) { return nest.stores().stream().map(Stmt.Store::value).toList(); }

    /** Whether all is folded by running results of one kind, in loops that are worth it, and stored without conditions. */
    private static boolean isPlain(Stmt.Nest nest) {
        boolean[] plain = {nest.stores().stream().allMatch(s -> s.mask() == null)};
        Weight.each(values(nest), e -> plain[0] &= switch (e) {
            case Expr.Fold f -> f.size() >= SHORT && !Weight.hasFolds(List.of(f.body())) && Weight.of(List.of(f.body())) < 16;
            case Expr.ArgFold _, Expr.Checked _ -> false;
            case Expr.Load l -> l.mask() == null;
            default -> true;
        });
        return plain[0];
    }

    /**
     * Whether folds read far more than caches hold, each element once. That takes the time of memory, whatever is shared, and
     * memory is fastest in one long row: several side by side would each begin anew after a short while.
     */
    private static boolean streams(Stmt.Nest nest, List<Expr.Fold> folds) {
        return folds.stream().anyMatch(f -> loads(f).stream().anyMatch(l -> l.memory().bytes() >= FAR_BYTES
                && nest.domain().stream().allMatch(l::uses) && f.over().stream().allMatch(l::uses)));
    }

    /** Whether each fold reads something, again and again, that does not depend on a variable. */
    private static boolean isShared(List<Expr.Fold> folds, Index i) {
        return folds.stream().allMatch(f -> !f.uses(i) || loads(f).stream().anyMatch(l -> !l.uses(i) && f.over().stream()
                .anyMatch(l::uses)));
    }

    private static List<Expr.Load> loads(Expr.Fold f) {
        var loads = new ArrayList<Expr.Load>();
        Weight.each(Set.of(f.body()), e -> {
            if (e instanceof Expr.Load l) loads.add(l);
        });
        return loads;
    }

    /** The nest for {@code count} values of a variable at once, and for those that are left over. */
    private List<Stmt.Nest> jammed(Stmt.Nest nest, Index i, int count) {
        if (!nest.domain().contains(i)) return List.of(nest);
        long whole = i.extent() / count, rest = i.extent() % count;
        var parts = new ArrayList<Stmt.Nest>();
        var group = new Index(i.toString(), whole);
        parts.add(side(nest, i, group, Ix.of(group).times(count), count, exprs));
        if (rest > 0) parts.add(side(nest, i, null, Ix.of(whole * count), (int) rest, exprs));
        return parts;
    }

    /**
     * The nest with some values of a variable side by side, from one on.
     *
     * @param group the variable that the place of the first depends on, or null
     */
    static Stmt.Nest side(Stmt.Nest nest, Index i, Index group, Ix from, int count, Exprs exprs) {
        var domain = new ArrayList<>(nest.domain());
        if (group == null || group.extent() == 1) domain.remove(i);
        else domain.set(domain.indexOf(i), group);
        var stores = new ArrayList<Stmt.Store>();
        for (int k = 0; k < count; k++) {
            var at = from.plus(k);
            var rewrite = new Rewrite(exprs) {
                @Override Ix index(Index j) { return j == i ? at : Ix.of(j); }
            };
            nest.stores().forEach(s -> stores.add(rewrite.store(s)));
        }
        return new Stmt.Nest(domain, stores);
    }
}
