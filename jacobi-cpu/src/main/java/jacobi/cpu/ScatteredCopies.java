package jacobi.cpu;

import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.Equation;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Constant;
import jacobi.lax.Monoid;
import jacobi.lax.Scatter;

/**
 * Many updates of few elements: blocks of them are combined into a copy of their own each, and the copies in
 * the end in their order.
 */
final class ScatteredCopies {
    /** Updates that a block has at least, and blocks that there are at most. */
    private static final long BLOCK = 8192, MOST_BLOCKS = 16;
    /** Elements of a copy at least: enough that copies do not lie on the stack, where each thread would have its own. */
    private static final long LEAST = 128;

    private final Scattered all;
    private final Region region;
    private final Exprs exprs;
    private final ArrayType updates;
    private final Shape shape;
    private final long blocks;
    /** From one copy to the next: there is room for what lies outside, and neighbours share no line of a cache. */
    private final long stride;
    private final Memory copies;

    ScatteredCopies(Scattered all, long blocks) {
        this.all = all;
        this.region = all.region;
        this.exprs = all.exprs;
        this.updates = all.updates;
        this.shape = all.shape;
        this.blocks = blocks;
        stride = Math.max(LEAST, shape.size() + 1);
        copies = region.lower.temporary(new ArrayType(updates.dtype(), Shape.of(blocks, stride)));
    }

    /**
     * How many blocks are worth copies: those of fewer elements than a block has updates. Halves are rounded after each update,
     * so that the order decides.
     */
    static long blocks(Scatter s, Equation e) {
        if (s.combine() == Scatter.Combine.SET || e.result().type().dtype().isHalf()) return 1;
        return Math.min(MOST_BLOCKS, e.operands().get(2).type().size() / Math.max(BLOCK, 4 * e.result().type().size()));
    }

    private Monoid monoid() {
        return switch (all.scatter.combine()) {
            case SET -> null;
            case ADD -> Monoid.SUM;
            case MULTIPLY -> Monoid.PRODUCT;
            case MIN -> Monoid.MIN;
            case MAX -> Monoid.MAX;
        };
    }

    void write() {
        var i = new Index("i", blocks * stride);
        region.add(new Stmt.Nest(List.of(i), List.of(new Stmt.Store(copies, Ix.of(i), neutral()))));
        if (all.slices.isEmpty() && !all.inner.isEmpty()) windows();
        else elements();
    }

    // ---- window by window

    private void windows() {
        long whole = all.trips() / blocks;
        Index block = new Index("b", blocks), trip = new Index("n", whole);
        var domain = all.domain();
        var from = all.numbered(Ix.of(block).times(whole).plus(Ix.of(trip)), Scattered.at(all.inner, Places.of(domain),
                all.none()));
        var target = region.lower.pull.target(all.scatter, all.e, from, region.puller());
        var copy = new Source(copies, Ix.of(block).times(stride).plus(Places.linear(shape, target.at())));
        var step = new Stmt.Nest(domain, List.of(all.store(copy, from, target.inside())));
        region.add(new Stmt.Parallel(block, List.of(new Stmt.Counted(trip, false, List.of(step)))));
        combine();
        var rest = all.domain();
        if (blocks * whole < all.trips()) region.add(all.walk(Scattered.at(all.inner, Places.of(rest), all.none()), rest, blocks
                * whole));
    }

    // ---- element by element

    /** Each copy has one more element, into which goes what lies outside. */
    private void elements() {
        long whole = updates.size() / (blocks * ScatteredChunks.SIZE), first = blocks * whole * ScatteredChunks.SIZE;
        var block = new Index("b", blocks);
        var chunks = new ScatteredChunks(all, block, whole).write(copies, Ix.of(block).times(stride), shape.size());
        region.add(new Stmt.Parallel(block, List.of(chunks)));
        combine();
        if (first < updates.size()) region.add(all.walk(all.none(), List.of(), first));
    }

    /** What changes nothing: for sums of floats -0, as +0 would make +0 of it. */
    private Expr neutral() {
        var t = updates.dtype();
        return exprs.num(monoid() == Monoid.SUM && t.isFloat() ? Constant.of(t, -0.0) : monoid().neutral(t));
    }

    private void combine() {
        var domain = region.domain(shape);
        var at = Places.of(domain);
        var b = new Index("b", blocks);
        var out = all.out.memory();
        var place = all.out.place(shape, at);
        var sum = exprs.fold(monoid(), List.of(b), exprs.load(copies, Ix.of(b).times(stride).plus(Places.linear(shape, at)),
                null));
        region.add(new Stmt.Nest(domain, List.of(new Stmt.Store(out, place, exprs.apply(monoid().operation(), exprs.load(out,
                place,
                null), sum)))));
    }
}
