package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Makes one long row of as many short ones as fill whole vectors, in nests of dear functions: rows of 10 would leave 6 of 16
 * lanes idle, 8 of them are 5 full vectors. What does not lie as the rows do is copied so first. Rows that are left over keep
 * their
 * length.
 */
final class WidenRows {
    private static final double DEAR = 20;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;

    WidenRows(Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /**
     * Adds statements that do what a nest does, but for its rows from the returned one on: as many as there are if nothing was
     * done.
     */
    Stmt.Nest widen(Stmt.Nest nest, List<Stmt> into) {
        int rank = nest.domain().size();
        var values = nest.stores().stream().map(Stmt.Store::value).toList();
        if (rank < 2 || Weight.hasFolds(values) || Weight.of(values) < DEAR) return nest;
        Index rows = nest.domain().get(rank - 2), row = nest.domain().get(rank - 1);
        int lanes = Schedule.lanes(values);
        long n = row.extent(), together = lanes / gcd(n, lanes);
        if (n >= 2L * lanes || n % lanes == 0 || n < 2 || rows.extent() < 4 * together || !fits(nest, rows, row)) return nest;
        var wide = new Widening(nest, rows, row, together);
        into.addAll(wide.copies);
        into.add(wide.nest());
        return rows.extent() % together == 0 ? null : wide.rest();
    }

    private static long gcd(long a, long b) { return b == 0 ? a : gcd(b, a % b); }

    /** Whether all is stored row after row, and nothing but loads and functions of them is computed. */
    private static boolean fits(Stmt.Nest nest, Index rows, Index row) {
        boolean[] fits = {nest.stores().stream().allMatch(s -> s.mask() == null && Collapse.runAsOne(s.at(), rows, row))};
        Weight.each(Stmts.exprs(nest.stores()), e -> {
            if (e instanceof Expr.Count || e instanceof Expr.Checked || e instanceof Expr.Load l && l.mask() != null) fits[0] =
                    false;
        });
        return fits[0];
    }

    private final class Widening {
        private final Stmt.Nest nest;
        private final Index rows, row, block, wide;
        private final long together;
        private final Map<Expr.Load, Expr> copied = new IdentityHashMap<>();
        final List<Stmt> copies = new ArrayList<>();

        Widening(Stmt.Nest nest, Index rows, Index row, long together) {
            this.nest = nest;
            this.rows = rows;
            this.row = row;
            this.together = together;
            block = new Index("i", rows.extent() / together);
            wide = new Index("i", together * row.extent());
            Weight.each(Stmts.exprs(nest.stores()), e -> {
                if (e instanceof Expr.Load l && (l.uses(rows) || l.uses(row)) && !Collapse.runAsOne(l.at(), rows,
                        row)) copied.put(l, copy(l));
            });
        }

        /** A load, copied to lie as the rows do: a block of them if it is the same in all, else all. */
        private Expr copy(Expr.Load l) {
            boolean same = !l.uses(rows);
            var first = new Index("i", same ? together : block.extent() * together);
            var others = nest.domain().stream().filter(i -> i != rows && i != row && l.uses(i))
                    .toList(); // not those of loops around
            var domain = new ArrayList<>(others);
            domain.add(first);
            domain.add(row);
            var shape = Places.shape(domain);
            var memory = temporary.apply(new ArrayType(l.dtype(), shape));
            var source = new Rewrite(exprs) {
                @Override Ix index(Index i) { return Ix.of(i == rows ? first : i); }
            };
            copies.add(Collapse.nest(new Stmt.Nest(domain, List.of(new Stmt.Store(memory, Places.linear(shape, Places.of(domain)),
                    source.expr(l)))), exprs));
            var place = Ix.of(wide).plus(same ? Ix.ZERO : Ix.of(block).times(wide.extent()));
            long stride = first.extent() * row.extent();
            for (var i : others.reversed()) {
                place = place.plus(Ix.of(i).times(stride));
                stride *= i.extent();
            }
            return exprs.load(memory, place, null);
        }

        Stmt.Nest nest() {
            var rewrite = new Rewrite(exprs) {
                @Override Ix index(Index i) { return i == rows ? Ix.of(block).times(together) : Ix.of(i == row ? wide : i); }

                @Override Expr load(Expr.Load l) {
                    var copy = copied.get(l);
                    return copy != null ? copy : super.load(l);
                }
            };
            var domain = new ArrayList<>(nest.domain().subList(0, nest.domain().size() - 2));
            domain.add(block);
            domain.add(wide);
            return new Stmt.Nest(domain, nest.stores().stream().map(rewrite::store).toList());
        }

        /** The rows that no block took. */
        Stmt.Nest rest() {
            long done = block.extent() * together;
            var left = new Index("i", rows.extent() - done);
            var rewrite = new Rewrite(exprs) {
                @Override Ix index(Index i) { return i == rows ? Ix.of(left).plus(done) : Ix.of(i); }
            };
            var domain = new ArrayList<>(nest.domain());
            domain.set(domain.size() - 2, left);
            return new Stmt.Nest(domain, nest.stores().stream().map(rewrite::store).toList());
        }
    }
}
