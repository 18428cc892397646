package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Stmt;

/**
 * How a nest runs.
 *
 * @param outer    the variables of plain loops
 * @param row      the variable that runs in strips, or null
 * @param strips   vectors side by side in a strip
 * @param unrolled whether all is written out
 * @param shared   the variable that is shared between threads; null if it is the row, or one thread does it all
 * @param grain    how much of the shared variable (or how many groups of strips) a block is; 0 if one thread does it all
 */
record NestPlan(Stmt.Nest nest, List<Index> outer, Index row, int lanes, int strips, boolean unrolled, Index shared, long grain) {
    /** Instructions below which a nest is written out. */
    private static final double SMALL = 256;
    /** Instructions that are worth a fork and join, and those that a block should have. */
    private static final double PARALLEL = 24_000, BLOCK = 12_000;
    private static final long MOST_BLOCKS = 256;
    /** Values of a shared variable within other loops that make a block at least. */
    private static final long FEW = 4;

    static NestPlan of(Stmt.Nest nest) {
        var plan = alone(nest);
        return plan.shared(plan.work());
    }

    /** Instructions, a vector counted as one. */
    double work() {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        return nest.points() * (Weight.of(values) + nest.stores().size()) / (row == null ? 1 : lanes);
    }

    /** The plan for one thread. */
    static NestPlan alone(Stmt.Nest nest) {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        var row = row(nest, values);
        double weight = Weight.of(values, row) + nest.stores().size();
        int lanes = Schedule.lanes(values);
        if (row != null && row.extent() < lanes) lanes = lanes(row.extent(), Weight.hasFolds(values));
        double all = nest.points() * weight, text = all / (row == null ? 1 : Math.min(lanes, row.extent()));
        boolean small = all <= SMALL || nest.points() <= Fusion.SMALL && (Weight.hasFolds(values) ? text <= 4 * SMALL
                : all <= 16 * SMALL);
        boolean unrolled = small && Schedule.along(values) == null;
        int strips = unrolled && !Weight.hasFolds(values) ? 1 : (int) Math.max(1, Math.min(Schedule.strips(weight,
                values), row == null ? 1 : row.extent() / lanes));
        var outer = new ArrayList<>(nest.domain());
        outer.remove(row);
        return new NestPlan(nest, outer, row, lanes, strips, unrolled, null, 0);
    }

    /** For a short row one vector, or two; folds take one with idle lanes, rather than read all twice. */
    private static int lanes(long extent, boolean folds) {
        long whole = Schedule.usual(extent);
        return (int) (folds && extent > 3 ? Long.highestOneBit(2 * extent - 1) : whole);
    }

    /** Whether lanes that are left over stay together, some of them idle, though the code is straight. */
    boolean isMaskedTail(long n) {
        var values = Stmts.exprs(nest.stores());
        return n > 3 && Long.bitCount(n) > 1 && nest.stores().stream().allMatch(s -> s.mask() == null
                && Schedule.isRow(s.at(), row)) && (Weight.hasFolds(values) || Weight.hasMath(values));
    }

    private NestPlan shared(double work) {
        if (unrolled || work < PARALLEL) return this;
        if (outer.isEmpty() && (row == null || hasRunning())) return this;
        var shared = outer.isEmpty() ? null : shared(outer);
        long n = shared == null ? row.extent() / ((long) lanes * strips) : shared.extent();
        if (n < 2) return this;
        long blocks = Math.clamp((long) (work / BLOCK), 2, Math.min(n, MOST_BLOCKS)), grain = Math.ceilDiv(n, blocks);
        boolean within = shared != null && shared != outer.getFirst();
        if (within) grain = Math.max(grain, Math.min(FEW, n / 2));
        return new NestPlan(nest, outer, row, lanes, strips, false, shared, grain);
    }

    /** The first variable, or the widest if that has few values: the points of a nest know no order. */
    private static Index shared(List<Index> outer) {
        if (outer.getFirst().extent() >= 16) return outer.getFirst();
        return outer.stream().max(java.util.Comparator.comparingLong(Index::extent)).orElseThrow();
    }

    /** Whether strips need what those before them gave. */
    private boolean hasRunning() { return Schedule.along(nest.stores().stream().map(Stmt.Store::value).toList()) != null; }

    boolean isSplitRow() { return outer.isEmpty(); }

    /** The last variable, unless folds along rows of memory do better. */
    private static Index row(Stmt.Nest nest, List<Expr> values) {
        if (nest.domain().isEmpty()) return null;
        var along = Schedule.along(values);
        if (along != null) return along;
        var last = nest.domain().getLast();
        if (last.extent() < 2) return null;
        boolean good = Schedule.isRowwise(values, last);
        boolean foldsBetter = foldsVectorize(values);
        if (nest.points() <= Fusion.SMALL && Schedule.isPermuted(values, last)) return last;
        if (foldsBetter && (!good || last.extent() < Schedule.lanes(values) / 2)) return null;
        return good || last.extent() >= 8 ? last : null;
    }

    private static boolean foldsVectorize(List<Expr> values) {
        boolean[] some = {false}, all = {true};
        Weight.each(values, e -> {
            if (e instanceof Expr.Fold f && f.size() > 1) {
                some[0] |= f.over().getLast().extent() >= 8;
                all[0] &= Schedule.vectorizes(f);
            } else if (e instanceof Expr.ArgFold f) {
                some[0] |= f.over().extent() >= 8;
                all[0] &= Schedule.vectorizes(f);
            }
        });
        return some[0] && all[0];
    }
}
