package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.Atom;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Cumulative;
import jacobi.lax.Monoid;

/**
 * Lowers running results along the last axis. Many rows are one nest, and threads share rows. A few long ones are cut into
 * blocks of a fixed size: blocks are folded, what they gave becomes running results itself, from which each block then starts.
 * In reverse all places are counted from the end. Extremes of floats run over whole numbers of the same order, for which a
 * single instruction knows NaN and both zeros.
 */
final class RunningResults {
    /** Rows from which threads share rows; elements of a block; blocks below which one thread is as fast. */
    private static final long ROWS = 32, BLOCK = 4096, FEW = 4;
    /** Instructions for an element above which it is not computed twice, once to be folded. */
    private static final double DEAR = 8;

    private final Region region;
    private final Exprs exprs;
    private final Cumulative running;
    private final Atom x;
    private final Source out;
    private final Shape shape;
    private final List<Index> rows;
    /** The length of a row. */
    private final long n;
    private final boolean isRanked;
    /** The dtype of what is combined. */
    private final DType combined;
    /** Whether the elements lie where their results shall. */
    private boolean isStored;

    private RunningResults(Region region, Cumulative running, Equation e) {
        this.region = region;
        this.exprs = region.lower.exprs;
        this.running = running;
        x = e.operands().getFirst();
        out = region.source(e.result());
        shape = x.type().shape();
        n = shape.dim(running.axis());
        rows = region.domain(shape.slice(0, running.axis()));
        isRanked = x.type().dtype().isFloat() && (running.monoid() == Monoid.MIN || running.monoid() == Monoid.MAX);
        combined = isRanked ? SortKeys.whole(x.type().dtype()) : x.type().dtype();
    }

    /** Whether an equation's results run along rows of memory. */
    static boolean fits(Cumulative c, ArrayType type) { return c.axis() == type.rank() - 1; }

    static void write(Region region, Cumulative c, Equation e) { new RunningResults(region, c, e).write(); }

    private void write() {
        long whole = n / BLOCK;
        boolean many = rows.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b) >= ROWS;
        if (many || whole < FEW) run(rows, Ix.ZERO, n, neutral());
        else blocks(whole);
    }

    private Expr neutral() { return exprs.num(running.monoid().neutral(combined)); }

    /** The place of element {@code i} of the running order. */
    private Ix place(Ix i) { return running.reverse() ? Ix.of(n - 1).minus(i) : i; }

    private Ix[] at(Ix last) {
        var at = Arrays.copyOf(Places.of(rows), rows.size() + 1);
        at[rows.size()] = last;
        return at;
    }

    /** What is combined to make the result at a place. */
    private Expr value(Ix place) { return isRanked ? SortKeys.ranked(element(place), running.monoid(), exprs) : element(place); }

    private Expr element(Ix place) {
        return isStored ? exprs.load(out.memory(), out.place(shape, at(place)), null) : region.pull(x, at(place));
    }

    /** The results of {@code length} elements from one on. */
    private void run(List<Index> outer, Ix first, long length, Expr start) {
        var i = new Index("i", length);
        var place = place(first.plus(Ix.of(i)));
        var value = exprs.running(running.monoid(), i, value(place), start);
        var domain = new ArrayList<>(outer);
        domain.add(i);
        var result = isRanked ? SortKeys.unranked(value, x.type().dtype(), exprs) : value;
        region.add(new Stmt.Nest(domain, List.of(new Stmt.Store(out.memory(), out.place(shape, at(place)), result))));
    }

    private void blocks(long whole) {
        if (Weight.of(List.of(element(Ix.of(new Index("i", n))))) > DEAR) {
            region.copy(x, out);
            isStored = true;
        }
        var b = new Index("b", whole);
        var domain = new ArrayList<>(rows);
        domain.add(b);
        var starts = starts(whole, b, domain);
        run(domain, Ix.of(b).times(BLOCK), BLOCK, starts.at(Ix.of(b)));
        if (n % BLOCK > 0) run(rows, Ix.of(whole * BLOCK), n % BLOCK, starts.at(Ix.of(whole)));
    }

    private interface Starts { Expr at(Ix block); }

    /** What came before each block. */
    private Starts starts(long whole, Index b, List<Index> domain) {
        var type = new ArrayType(combined, shape.with(running.axis(), whole + 1));
        var memory = region.lower.temporary(type);
        region.add(new Stmt.Nest(rows, List.of(store(type, memory, Ix.ZERO, neutral()))));
        var r = new Index("r", BLOCK);
        var from = running.reverse() ? Ix.of(n - BLOCK).minus(Ix.of(b).times(BLOCK)) : Ix.of(b).times(BLOCK);
        region.add(new Stmt.Nest(domain, List.of(store(type, memory, Ix.of(b).plus(1), exprs.fold(running.monoid(), List.of(r),
                value(from.plus(Ix.of(r))))))));
        var each = new Index("b", whole + 1);
        var along = new ArrayList<>(rows);
        along.add(each);
        Starts starts = block -> exprs.load(memory, Places.linear(type.shape(), at(block)), null);
        region.add(new Stmt.Nest(along, List.of(store(type, memory, Ix.of(each), exprs.running(running.monoid(), each, starts.at(
                Ix.of(each)), neutral())))));
        return starts;
    }

    private Stmt.Store store(ArrayType type, Memory memory, Ix block, Expr value) {
        return new Stmt.Store(memory, Places.linear(type.shape(), at(block)), value);
    }
}
