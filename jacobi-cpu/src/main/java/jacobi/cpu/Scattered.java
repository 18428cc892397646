package jacobi.cpu;

import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.core.Shape;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Constant;
import jacobi.lax.Monoid;
import jacobi.lax.Scatter;
import jacobi.lax.Select;

/**
 * Lowers updates at places known at run time: one after another, in row-major order. Where many are combined into few elements,
 * blocks of them are combined into a copy of their own each, which threads share, and the copies in the end in their order.
 * Blocks depend on extents alone, hence so do the bits of the result.
 */
final class Scattered {
    /** Updates that a block has at least, and blocks that there are at most. */
    private static final long BLOCK = 8192, MOST_BLOCKS = 16;
    /** Updates of which places are computed at once, in vectors. */
    private static final long PLACES = 512;
    /** Elements of a copy at least: enough that copies do not lie on the stack, where each thread would have its own. */
    private static final long LEAST = 128;

    private final Region region;
    private final Exprs exprs;
    private final Scatter scatter;
    private final Equation e;
    private final Shape shape;
    private final ArrayType updates;
    /** From one copy to the next: there is room for what lies outside, and neighbours share no line of a cache. */
    private final long stride;

    private Scattered(Region region, Scatter scatter, Equation e) {
        this.region = region;
        this.exprs = region.lower.exprs;
        this.scatter = scatter;
        this.e = e;
        shape = e.result().type().shape();
        updates = e.operands().get(2).type();
        stride = Math.max(LEAST, shape.size() + 1);
    }

    /** Combines the updates of an equation into what lies where its result does. */
    static void write(Region region, Scatter s, Equation e, Source out) {
        var scattered = new Scattered(region, s, e);
        if (scattered.updates.size() == 0 || scattered.shape.size() == 0) return;
        long blocks = scattered.blocks();
        scattered.inOrder(out, blocks < 2 ? 0 : scattered.inBlocks(out, blocks));
    }

    /** How many blocks are worth copies: those of fewer elements than a block has updates. */
    private long blocks() {
        if (monoid() == null) return 1;
        return Math.min(MOST_BLOCKS, updates.size() / Math.max(BLOCK, 4 * shape.size()));
    }

    private Monoid monoid() {
        return switch (scatter.combine()) {
            case SET -> null;
            case ADD -> Monoid.SUM;
            case MULTIPLY -> Monoid.PRODUCT;
            case MIN -> Monoid.MIN;
            case MAX -> Monoid.MAX;
        };
    }

    private static Stmt.Nest point(Stmt.Store store) { return new Stmt.Nest(List.of(), List.of(store)); }

    /** The updates from one on, one after another. */
    private void inOrder(Source out, long first) {
        if (first == updates.size()) return;
        var trip = new Index("n", updates.size() - first);
        var from = Places.split(updates.shape(), Ix.of(trip).plus(first));
        var target = region.lower.pull.target(scatter, e, from, region.puller());
        var place = out.place(shape, target.at());
        var mask = target.inside() instanceof Expr.Num ? null : target.inside();
        Expr value = region.pull(e.operands().get(2), from);
        var operation = scatter.combine().operation();
        if (operation != null) value = exprs.apply(operation, exprs.load(out.memory(), place, mask), value);
        region.add(new Stmt.Counted(trip, false, List.of(point(new Stmt.Store(out.memory(), place, value, mask)))));
    }

    // ---- in blocks

    /**
     * Combines whole blocks; how many updates that were. Each copy has one more element, into which goes what lies outside.
     */
    private long inBlocks(Source out, long blocks) {
        long whole = updates.size() / (blocks * PLACES);
        var copies = region.lower.temporary(new ArrayType(updates.dtype(), Shape.of(blocks, stride)));
        var places = region.lower.temporary(ArrayType.of(DType.S64, blocks, PLACES));
        var all = new Index("i", blocks * stride);
        region.add(new Stmt.Nest(List.of(all), List.of(new Stmt.Store(copies, Ix.of(all), neutral()))));
        Index block = new Index("b", blocks), chunk = new Index("c", whole);
        region.add(new Stmt.Parallel(block, List.of(new Stmt.Counted(chunk, false, chunk(block, chunk, whole, copies, places)))));
        combine(out, copies, blocks);
        return blocks * whole * PLACES;
    }

    /** The places of a few updates, then the updates. */
    private List<Stmt> chunk(Index block, Index chunk, long whole, Memory copies, Memory places) {
        Index i = new Index("i", PLACES), n = new Index("n", PLACES);
        var here = Ix.of(block).times(PLACES);
        var put = new Stmt.Store(places, here.plus(Ix.of(i)), place(number(block, chunk, i, whole)));
        var place = Ix.of(new Atom.Of(exprs.load(places, here.plus(Ix.of(n)), null), 0, shape.size())).plus(Ix.of(block)
                .times(stride));
        var value = region.pull(e.operands().get(2), Places.split(updates.shape(), number(block, chunk, n, whole)));
        var add = new Stmt.Store(copies, place, exprs.apply(scatter.combine().operation(), exprs.load(copies, place, null),
                value));
        return List.of(new Stmt.Nest(List.of(i), List.of(put)), new Stmt.Counted(n, false, List.of(point(add))));
    }

    private static Ix number(Index block, Index chunk, Index i, long whole) {
        return Ix.of(block).times(whole * PLACES).plus(Ix.of(chunk).times(PLACES)).plus(Ix.of(i));
    }

    private Expr place(Ix number) {
        var target = region.lower.pull.target(scatter, e, Places.split(updates.shape(), number), region.puller());
        var place = exprs.count(Places.linear(shape, target.at()), DType.S64);
        return exprs.apply(Select.SELECT, target.inside(), place, exprs.num(shape.size()));
    }

    /** What changes nothing: for sums of floats -0, as +0 would make +0 of it. */
    private Expr neutral() {
        var t = updates.dtype();
        return exprs.num(monoid() == Monoid.SUM && t.isFloat() ? Constant.of(t, -0.0) : monoid().neutral(t));
    }

    private void combine(Source out, Memory copies, long blocks) {
        var domain = region.domain(shape);
        var at = Places.of(domain);
        var b = new Index("b", blocks);
        var place = out.place(shape, at);
        var all = exprs.fold(monoid(), List.of(b), exprs.load(copies, Ix.of(b).times(stride).plus(Places.linear(shape,
                at)), null));
        region.add(new Stmt.Nest(domain, List.of(new Stmt.Store(out.memory(), place, exprs.apply(monoid().operation(), exprs.load(
                out.memory(), place, null), all)))));
    }
}
