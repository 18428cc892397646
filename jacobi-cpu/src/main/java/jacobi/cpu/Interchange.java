package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.DType;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * Turns loops inside out whose rounds treat the rows of their arrays each by itself, such as a scan under {@code vmap}, or a
 * running sum down columns: all rounds run for one block of rows, then for the next. What a round leaves of a block is still in
 * a near cache when the next one reads it, and threads share blocks, so that they meet once a loop and not once a round.
 * Afterwards such a loop stands within a {@link Stmt.Parallel}. Results have the same bits: no row knows of its neighbours.
 */
final class Interchange {
    /** Bytes that a round should touch of a block, so that what it leaves is still in the nearest cache in the next. */
    private static final long NEAR = 32 * 1024;
    /** Instructions that are worth a fork and join, and those that a block should have. */
    private static final double PARALLEL = 60_000, BLOCK = 40_000;
    /** Blocks of loops that compute; and of those that wait for memory, which is fetched ahead the better the longer rows are. */
    private static final long MOST_BLOCKS = 128, FEW_BLOCKS = 4;
    /** Bytes that should lie side by side in memory that each round meets for the first time. */
    private static final long PIECE = 2048;
    /** Rows in a line of the cache. */
    private static final long UNIT = 16;
    /** Rows whose folds need not wait for each other, and share what they read. */
    private static final long ABREAST = 8;

    private final Exprs exprs;

    private Interchange(Exprs exprs) { this.exprs = exprs; }

    /** Statements that do what some do. */
    static List<Stmt> of(List<Stmt> body, Exprs exprs) { return new Interchange(exprs).block(body); }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        for (var s : body) {
            if (s instanceof Stmt.Counted c) into.addAll(counted(c));
            else into.add(s instanceof Stmt.Parallel ? s : Stmts.mapBodies(s, this::block));    // that is shared already
        }
        return into;
    }

    /** A loop, turned if its rows stand alone; else the loops in its body. */
    private List<Stmt> counted(Stmt.Counted c) {
        var rows = c.index().extent() < 2 ? null : RowWise.of(c);
        double work = rows == null ? 0 : rows.work() * c.index().extent();
        if (work < PARALLEL) return List.of(new Stmt.Counted(c.index(), c.reverse(), block(c.body())));
        long size = blockSize(rows, work);
        if (size >= rows.count()) return List.of(c);
        var into = new ArrayList<Stmt>(List.of(parallel(c, rows, size)));
        into.addAll(alone(c));
        return into;
    }

    /** Rows of a block: a power of two of blocks, so that they can be shared evenly, of whole lines of the cache. */
    private static long blockSize(RowWise rows, double work) {
        double near = rows.count() * rows.bytes() / NEAR, worth = rows.streams() ? FEW_BLOCKS : Math.min(work / BLOCK,
                MOST_BLOCKS);
        long blocks = Long.highestOneBit((long) Math.clamp(Math.max(near, worth), 1, rows.count()));
        long size = Math.ceilDiv(rows.count(), blocks);
        if (rows.streamed() > 0) size = Math.max(size, PIECE / rows.streamed());
        if (rows.areLanes()) return Math.ceilDiv(size, UNIT) * UNIT;
        return rows.haveFolds() ? Math.max(size, Math.min(ABREAST, Math.ceilDiv(rows.count(), 2))) : size;
    }

    /** All rounds for blocks of rows; the last block may be smaller. */
    private Stmt.Parallel parallel(Stmt.Counted c, RowWise rows, long size) {
        long whole = rows.count() / size, rest = rows.count() % size;
        var block = new Index("b", whole + (rest > 0 ? 1 : 0));
        var run = run(c, rows, Ix.of(block).mod(whole).times(size), size);       // the last of all is not among the whole ones
        if (rest == 0) return new Stmt.Parallel(block, List.of(run));
        var isRest = exprs.count(Ix.of(block).div(whole), DType.S32);
        return new Stmt.Parallel(block, List.of(new Stmt.Switch(isRest, List.of(List.of(run), List.of(run(c, rows,
                Ix.of(whole * size), rest))))));
    }

    private Stmt run(Stmt.Counted c, RowWise rows, Ix first, long size) {
        return new Stmt.Counted(c.index(), c.reverse(), part(c.body(), rows, first, size));
    }

    /** A body for {@code size} rows from one on. */
    private List<Stmt> part(List<Stmt> body, RowWise rows, Ix first, long size) {
        return body.stream().map(s -> switch (s) {
            case Stmt.Nest n when rows.variable(n) != null -> part(n, rows, first, size);
            case Stmt.Counted c -> new Stmt.Counted(c.index(), c.reverse(), part(c.body(), rows, first, size));
            default -> s;
        }).toList();
    }

    private Stmt.Nest part(Stmt.Nest nest, RowWise rows, Ix first, long size) {
        var variable = rows.variable(nest);
        long each = variable.extent() / rows.count();
        var within = new Index(variable.toString(), size * each);
        var rewrite = new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == variable ? first.times(each).plus(Ix.of(within)) : Ix.of(i); }
        };
        return new Stmt.Nest(nest.domain().stream().map(i -> i == variable ? within : i).toList(), nest.stores().stream()
                .map(rewrite::store).toList());
    }

    /** What the loop does besides: numbers that are the same for all rows, and pointers. */
    static List<Stmt> alone(Stmt.Counted c) {
        var rest = narrow(c.body());
        if (!rest.stream().allMatch(Stmt.Swap.class::isInstance)) return List.of(new Stmt.Counted(c.index(), c.reverse(), rest));
        return Turns.of(rest).times(c.index().extent()).swaps();
    }

    private static List<Stmt> narrow(List<Stmt> body) {
        var rest = new ArrayList<Stmt>();
        for (var s : body) {
            if (s instanceof Stmt.Counted c) {
                var inner = narrow(c.body());
                if (!inner.isEmpty()) rest.add(new Stmt.Counted(c.index(), c.reverse(), inner));
            } else if (!(s instanceof Stmt.Nest n && RowWise.isWide(n))) rest.add(s);
        }
        return rest;
    }
}
