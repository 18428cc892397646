package jacobi.cpu;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * How a nest runs that writes rows along one variable of what it reads in rows along another: a transposition, alone or within
 * an elementwise function. Both variables run in steps of {@code lanes}; of such a square tile rows are read as vectors, and
 * turned in registers.
 *
 * @param row    the variable along which results lie
 * @param across the variable along which the turned loads lie
 * @param turned the loads that lie so
 * @param others the other variables of the domain
 */
record Tiles(Stmt.Nest nest, Index row, Index across, int lanes, Set<Expr.Load> turned, List<Index> others) {
    /** Instructions of a point up to which a tile's code is not too long. */
    private static final double LIGHT = 16;

    /** The tiles of a nest, or null if it has none. */
    static Tiles of(Stmt.Nest nest) {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        if (nest.domain().size() < 2 || Weight.hasFolds(values) || Weight.of(values) > LIGHT || NestPlan.alone(nest).unrolled())
            return null;
        for (var row : nest.domain().reversed()) {
            if (!nest.stores().stream().allMatch(s -> s.mask() == null && Schedule.isRow(s.at(), row))) continue;
            for (var across : nest.domain()) {
                var tiles = of(nest, values, row, across);
                if (tiles != null) return tiles;
            }
        }
        return null;
    }

    private static Tiles of(Stmt.Nest nest, List<Expr> values, Index row, Index across) {
        int lanes = Schedule.lanes(values);
        if (row == across || row.extent() < lanes / 2 || across.extent() < lanes / 2) return null;
        var turned = new LinkedHashSet<Expr.Load>();
        boolean[] fits = {true};
        Weight.each(values, e -> {
            if (!(e instanceof Expr.Load l) || !l.at().uses(row) || Schedule.isRow(l.at(), row)) return;
            fits[0] &= l.mask() == null && Schedule.isRow(l.at(), across) && isLinear(l.at(), row);
            turned.add(l);
        });
        if (!fits[0] || turned.isEmpty()) return null;
        var others = nest.domain().stream().filter(i -> i != row && i != across).toList();
        return new Tiles(nest, row, across, lanes, turned, others);
    }

    private static boolean isLinear(Ix at, Index i) {
        return at.terms().stream().allMatch(t -> t.atom() == i || !Ix.of(t.atom()).uses(i));
    }
}
