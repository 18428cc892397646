package jacobi.cpu;

import java.util.Collection;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * Writes out the last variable of a nest that stores short rows and reads across them, such as four states of many examples
 * from an array with examples last: the variable before it then runs in vectors, and all columns of some rows are stored
 * together ({@link InterleavedStores}), where short rows would leave numbers to be handled one by one.
 */
final class ShortRows {
    /** Instructions that a row may take, all columns together. */
    private static final double MOST = 400;

    private ShortRows() {}

    /** A nest that does what one does. */
    static Stmt.Nest of(Stmt.Nest nest, Exprs exprs) {
        if (nest.domain().size() < 2 || !isShort(nest) || Tiles.of(nest) != null) return nest;
        var last = nest.domain().getLast();
        return Jam.side(nest, last, null, Ix.of(0), (int) last.extent(), exprs);
    }

    private static boolean isShort(Stmt.Nest nest) {
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        Index column = nest.domain().getLast(), row = nest.domain().get(nest.domain().size() - 2);
        int lanes = Schedule.lanes(values);
        if (!InterleavedStores.fits(column.extent(), lanes) || row.extent() < lanes) return false;
        if (Schedule.along(values) != null || column.extent() * Weight.of(values) > MOST) return false;
        return nest.stores().stream().allMatch(s -> isRowOfAll(s, row, column)) && isAcross(values, row, column, lanes);
    }

    /** Whether rows are stored one after the other. */
    private static boolean isRowOfAll(Stmt.Store s, Index row, Index column) {
        return s.mask() == null && Schedule.isRow(s.at(), column) && s.at().factor(row) == column.extent()
                && Schedule.isLinear(s.at(), row);
    }

    /** Whether something is read across rows, and all along columns, or a few apart. */
    private static boolean isAcross(Collection<Expr> values, Index row, Index column, int lanes) {
        boolean[] some = {false}, all = {true};
        Weight.each(values, e -> {
            switch (e) {
                case Expr.Load l -> {
                    some[0] |= l.at().uses(column) && !Schedule.isRow(l.at(), column);
                    all[0] &= l.mask() == null && (!l.at().uses(row) || Schedule.isLinear(l.at(), row)
                            && (l.at().factor(row) == 1 || StepLoad.fits(l.at().factor(row), lanes)));
                }
                case Expr.Fold f -> all[0] &= f.size() <= FoldWriter.UNROLLED;
                case Expr.ArgFold _, Expr.Running _, Expr.Checked _ -> all[0] = false;
                default -> {}
            }
        });
        return some[0] && all[0];
    }
}
