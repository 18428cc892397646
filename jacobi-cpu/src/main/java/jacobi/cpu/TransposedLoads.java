package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;

/**
 * Loads of neighbouring elements that lie far apart from lane to lane, such as the rows of a matrix: each lane's neighbours are
 * read together, and turned into vectors of lanes.
 */
final class TransposedLoads {
    private TransposedLoads() {}

    /** Groups of loads that some values make, each a power of two in the order of its places. */
    static List<List<Expr.Load>> of(List<Expr> values, Scope leaf) {
        var strip = leaf.strip;
        if (strip.index() == null || strip.mask() != null || strip.lanes() < Transposed.LEAST) return List.of();
        Map<List<Object>, TreeMap<Long, Expr.Load>> rows = new HashMap<>();
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l && isFar(l, leaf))
                rows.computeIfAbsent(List.of(l.memory(), row(l)), _ -> new TreeMap<>()).put(l.at().constant(), l);
        });
        var groups = new ArrayList<List<Expr.Load>>();
        for (var row : rows.values()) group(row, strip.lanes(), groups);
        return groups;
    }

    private static void group(TreeMap<Long, Expr.Load> row, int lanes, List<List<Expr.Load>> into) {
        var run = new ArrayList<Expr.Load>();
        for (var at : row.entrySet()) {
            if (!run.isEmpty() && (run.size() == lanes || run.getLast().at().constant() + 1 != at.getKey())) close(run, into);
            run.add(at.getValue());
        }
        close(run, into);
    }

    private static void close(List<Expr.Load> run, List<List<Expr.Load>> into) {
        int n = Integer.highestOneBit(run.size());
        if (n >= Transposed.LEAST) into.add(List.copyOf(run.subList(0, n)));
        run.clear();
    }

    /** A place but for the constant in it. */
    private static Ix row(Expr.Load l) { return l.at().plus(-l.at().constant()); }

    private static boolean isFar(Expr.Load l, Scope leaf) {
        var strip = leaf.strip;
        if (l.mask() != null || !l.at().uses(strip.index()) || !Schedule.isLinear(l.at(), strip.index()) || l.at().checks())
            return false;
        long step = l.at().factor(strip.index());
        return Math.abs(step) > 1 && !StepLoad.fits(step, strip.lanes()) && l.memory().place() != Memory.Place.TABLE
                && l.memory().size() > Fusion.SMALL && isBound(l, leaf);
    }

    /** Whether all variables of a place have a value in a scope: those of folds have none. */
    private static boolean isBound(Expr.Load l, Scope leaf) {
        return l.free().stream().allMatch(i -> leaf.variable(i) != null);
    }
}
