package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Compare;

/**
 * Cuts nests where joined, rolled and padded arrays meet. An element of such an array is a choice between its parts by
 * comparisons of indices with constants; on one side of a seam a comparison is known. Afterwards each piece of a domain makes
 * the choices that are left there: within the parts none, and what it loads are plain rows of memory.
 * <p>
 * A comparison of several variables is known where their ranges tell, so a variable has two seams then, and choices remain
 * between them. Narrow pieces beside each other stay one, with their choices. A variable is left alone if its pieces would
 * write much more code than there was.
 */
final class Seams {
    /** Points below which a nest stays whole. */
    private static final long POINTS = 256;
    /** Values of a variable that are a narrow piece, and points that are worth code of their own however narrow they lie. */
    private static final long NARROW = 16, MANY = 1 << 16;
    /** Pieces that a nest may always become, and how many times the code those beyond may write. */
    private static final int FEW = 9, MORE = 2;

    private final Exprs exprs;
    private final Stmt.Nest nest;
    private final List<Expr> values;

    private Seams(Stmt.Nest nest, Exprs exprs) {
        this.nest = nest;
        this.exprs = exprs;
        this.values = Stmts.exprs(nest.stores());
    }

    /** Nests that do what a nest does: itself if it has no seams. */
    static List<Stmt.Nest> split(Stmt.Nest nest, Exprs exprs) {
        if (nest.domain().isEmpty() || nest.points() < POINTS) return List.of(nest);
        return new Seams(nest, exprs).split();
    }

    private List<Stmt.Nest> split() {
        var pieces = List.of(nest);
        for (var cut : cuts().entrySet()) {
            var finer = new ArrayList<Stmt.Nest>();
            for (var p : pieces) finer.addAll(split(p, cut.getKey(), cut.getValue()));
            if (finer.size() <= FEW || text(finer) <= MORE * text(pieces)) pieces = finer;
        }
        return pieces;
    }

    private static int text(List<Stmt.Nest> nests) {
        return nests.stream().mapToInt(n -> Weight.count(Stmts.exprs(n.stores()))).sum();
    }

    // ---- where the seams are

    /** The places where variables are cut, the last variable first: it is the one that runs in vectors. */
    private Map<Index, List<Long>> cuts() {
        Map<Index, TreeSet<Long>> seams = new LinkedHashMap<>();
        var whole = Schedule.along(values);
        for (var i : nest.domain().reversed()) if (i != whole) seams.put(i, new TreeSet<>());
        Weight.each(values, e -> {
            if (e instanceof Expr.Apply a && a.function() instanceof Compare c && a.operand(0) instanceof Expr.Count n
                    && a.operand(1) instanceof Expr.Num m && n.isExact() && m.dtype() != DType.U64) compare(n.index(), c,
                            m.value().bits(), seams);
        });
        Map<Index, List<Long>> cuts = new LinkedHashMap<>();
        seams.forEach((i, s) -> {
            var wide = s.isEmpty() ? List.<Long>of() : wide(i, s);
            if (!wide.isEmpty()) cuts.put(i, wide);
        });
        return cuts;
    }

    private static void compare(Ix x, Compare by, long with, Map<Index, TreeSet<Long>> seams) {
        boolean at = by != Compare.GT && by != Compare.LE, after = by != Compare.LT && by != Compare.GE;
        for (var t : x.terms()) {
            if (!(t.atom() instanceof Index i) || !seams.containsKey(i) || !Schedule.isLinear(x, i)) continue;
            if (at) seam(x, i, with, seams.get(i));
            if (after) seam(x, i, with + 1, seams.get(i));
        }
    }

    /** The values of a variable from which an index may have reached a bound, or must have; or has fallen below it. */
    private static void seam(Ix x, Index i, long bound, TreeSet<Long> into) {
        long f = x.factor(i);
        var rest = x.minus(Ix.of(i).times(f));
        for (long r : new long[] {rest.low(), rest.high()}) {
            long from = f > 0 ? Math.ceilDiv(bound - r, f) : Math.floorDiv(r - bound, -f) + 1;
            if (from > 0 && from < i.extent()) into.add(from);
        }
    }

    /** The cuts that leave narrow pieces together; none if most of the variable's values are in such. */
    private List<Long> wide(Index i, Collection<Long> seams) {
        var cuts = new ArrayList<Long>();
        long last = 0, narrow = 0;
        boolean within = false;
        var ends = new ArrayList<>(seams);
        ends.add(i.extent());
        for (long end : ends) {
            boolean isNarrow = isNarrow(i, end - last);
            if (last > 0 && !(isNarrow && within)) cuts.add(last);
            if (isNarrow) narrow += end - last;
            within = isNarrow;
            last = end;
        }
        return 2 * narrow > i.extent() ? List.of() : cuts;
    }

    private boolean isNarrow(Index i, long width) {
        return width < NARROW && (i == nest.domain().getLast() || nest.points() / i.extent() * width < MANY);
    }

    // ---- pieces

    private List<Stmt.Nest> split(Stmt.Nest whole, Index i, List<Long> cuts) {
        var pieces = new ArrayList<Stmt.Nest>();
        long from = 0;
        for (long to : cuts) {
            pieces.add(piece(whole, i, from, to));
            from = to;
        }
        pieces.add(piece(whole, i, from, i.extent()));
        return pieces;
    }

    private Stmt.Nest piece(Stmt.Nest whole, Index variable, long from, long to) {
        var part = new Index(variable.toString(), to - from);
        var rewrite = new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == variable ? Ix.of(part).plus(from) : Ix.of(i); }
        };
        var domain = whole.domain().stream().map(i -> i == variable ? part : i).toList();
        return new Stmt.Nest(domain, whole.stores().stream().map(rewrite::store).toList());
    }
}
