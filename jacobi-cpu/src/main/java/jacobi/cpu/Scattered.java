package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
import jacobi.lax.Binary;
import jacobi.lax.Convert;
import jacobi.lax.Scatter;

/**
 * Lowers updates at places known at run time. An axis of the updates along which an axis of the operand is told by that axis's
 * variable alone leads to other elements for each of its values: such axes, and what is left of the windows, are nests. Along the
 * others updates go one after another, in row-major order. Threads share slices or columns that no two of them write; or else,
 * where many updates are combined into few elements, blocks of them are combined into a copy of their own each, and the copies in
 * the end in their order. What is shared depends on extents alone, hence so do the bits of the result.
 */
final class Scattered {
    /** Instructions that are worth a fork and join, and those that a run should have. */
    private static final double WORTH = 60_000, RUN = 12_000;
    /** Neighbouring bytes that a run over columns should write, and how often all windows are walked through at most. */
    private static final long COLUMN = 128, MOST_COLUMNS = 16;
    /** Slices that take turns, an update each: they do not wait for each other's stores. */
    private static final long SIDE_BY_SIDE = 16;

    final Region region;
    final Exprs exprs;
    final Scatter scatter;
    final Equation e;
    final Source out;
    final Shape shape;
    final ArrayType updates;
    /** Axes of the updates: slices that have their updates to themselves, what goes one after another, what goes at once. */
    final List<Integer> slices = new ArrayList<>(), ordered = new ArrayList<>(), inner = new ArrayList<>();
    /** Those that go at once along which different updates meet only at the same value. */
    private final List<Integer> apart = new ArrayList<>();

    /** Whether no update lies outside. */
    private boolean isInside;

    private Scattered(Region region, Scatter scatter, Equation e, Source out) {
        this.region = region;
        this.exprs = region.lower.exprs;
        this.scatter = scatter;
        this.e = e;
        this.out = out;
        shape = e.result().type().shape();
        updates = e.operands().get(2).type();
        sort();
    }

    /** Combines the updates of an equation into what lies where its result does. */
    static void write(Region region, Scatter s, Equation e, Source out) {
        if (e.operands().get(2).type().size() == 0 || e.result().type().size() == 0) return;
        new Scattered(region, s, e, out).write();
    }

    private void write() {
        double work = work();
        boolean shares = work >= WORTH && trips() > 1 && out.memory().place() != Memory.Place.STACK;
        long runs = shares ? Math.max(2, (long) (work / RUN)) : 1, columns = Math.min(runs, columns());
        long blocks = ScatteredCopies.blocks(scatter, e);
        if (shares && size(slices) > 1 && size(slices) >= columns) slices(runs);
        else if (columns > 1) columns(columns);
        else if (blocks > 1) new ScatteredCopies(this, blocks).write();
        else if (slices.isEmpty() && inner.isEmpty() && trips() >= 2 * ScatteredChunks.SIZE && isInside) chunks();
        else {
            if (inner.isEmpty() && size(slices) <= SIDE_BY_SIDE) takeTurns();
            var domain = domain();
            region.add(sliced(at(inner, Places.of(domain), none()), domain));
        }
    }

    // ---- axes

    private void sort() {
        var domain = Places.domain(updates.shape(), "u");
        var target = region.lower.pull.target(scatter, e, Places.of(domain), region.puller());
        var axes = IntStream.range(0, domain.size()).filter(a -> updates.dim(a) > 1).boxed().toList();
        var chained = axes.stream().filter(a -> !isTold(domain.get(a), target.at())).toList();
        int last = chained.stream().filter(a -> !scatter.windowAxes().contains(a)).reduce(-1, Math::max);
        isInside = target.inside() instanceof Expr.Num;
        if (!isInside) ordered.addAll(axes);
        else for (int a : axes) {
            if (a <= last && chained.contains(a)) ordered.add(a);
            else (a < last && ordered.isEmpty() ? slices : inner).add(a);
        }
        inner.stream().filter(a -> !chained.contains(a)).forEach(apart::add);
    }

    /** Whether an axis of the operand is counted along by a variable alone. */
    private static boolean isTold(Index variable, Ix[] at) {
        return Arrays.stream(at).anyMatch(i -> i.terms().size() == 1 && i.terms().getFirst().atom() == variable);
    }

    private long size(List<Integer> axes) { return axes.stream().mapToLong(updates::dim).reduce(1, (a, b) -> a * b); }

    long trips() { return size(ordered); }

    /** Instructions for all updates. */
    private double work() {
        var domain = domain();
        var number = new Index("n", trips());
        var slice = new Index("s", size(slices));
        var from = inSlice(slice, at(inner, Places.of(domain), none()));
        return NestPlan.alone(nest(numbered(Ix.of(number), from), domain)).work() * trips() * size(slices);
    }

    private Shape extents(List<Integer> axes) { return Shape.of(axes.stream().mapToLong(updates::dim).toArray()); }

    Ix[] none() {
        var at = new Ix[updates.rank()];
        Arrays.fill(at, Ix.ZERO);
        return at;
    }

    /** Indices of the updates, with some along axes. */
    static Ix[] at(List<Integer> axes, Ix[] indices, Ix[] rest) {
        var at = rest.clone();
        for (int i = 0; i < indices.length; i++) at[axes.get(i)] = indices[i];
        return at;
    }

    // ---- one after another

    /** What is done at once: updates for all values of a domain, at places told by it. */
    Stmt.Nest nest(Ix[] from, List<Index> domain) {
        var target = region.lower.pull.target(scatter, e, from, region.puller());
        return new Stmt.Nest(domain, List.of(store(new Source(out.memory(), out.place(shape, target.at())), from, target
                .inside())));
    }

    Stmt.Store store(Source to, Ix[] from, Expr inside) { return store(to, value(from), inside); }

    /** An element of the updates. */
    Expr value(Ix[] from) { return region.pull(e.operands().get(2), from); }

    Stmt.Store store(Source to, Expr update, Expr inside) {
        var mask = inside instanceof Expr.Num ? null : inside;
        var value = update;
        var operation = scatter.combine().operation();
        if (operation != null) value = exprs.apply(operation, exprs.load(to.memory(), to.base(), mask), value);
        return new Stmt.Store(to.memory(), to.base(), value, mask);
    }

    /** Indices with those of the ordered axes by a number. */
    Ix[] numbered(Ix number, Ix[] from) { return at(ordered, Places.split(extents(ordered), number), from); }

    /** The updates of the ordered axes from a number on, one after another; for each those of a domain at once. */
    Stmt walk(Ix[] from, List<Index> domain, long first) {
        if (trips() == 1) return nest(from, domain);
        var trip = new Index("n", trips() - first);
        return new Stmt.Counted(trip, false, List.of(nest(numbered(Ix.of(trip).plus(first), from), domain)));
    }

    /** Chunk by chunk, and what is left. */
    private void chunks() {
        long chunks = trips() / ScatteredChunks.SIZE;
        var only = new Index("b", 1);
        region.add(new ScatteredChunks(this, only, chunks).write(out.memory(), out.base(), shape.size() - 1));
        if (chunks * ScatteredChunks.SIZE < trips()) region.add(walk(none(), List.of(), chunks * ScatteredChunks.SIZE));
    }

    List<Index> domain() { return inner.stream().map(a -> new Index("w", updates.dim(a))).toList(); }

    private void takeTurns() {
        inner.addAll(slices);
        slices.clear();
    }

    /** The updates of all slices. */
    private Stmt sliced(Ix[] from, List<Index> domain) {
        if (slices.isEmpty()) return walk(from, domain, 0);
        var slice = new Index("s", size(slices));
        return new Stmt.Counted(slice, false, List.of(walk(inSlice(slice, from), domain, 0)));
    }

    private Ix[] inSlice(Index slice, Ix[] from) { return at(slices, Places.split(extents(slices), Ix.of(slice)), from); }

    /** Slice by slice, in so many runs. */
    private void slices(long runs) {
        var slice = new Index("s", size(slices));
        var domain = domain();
        var each = walk(inSlice(slice, at(inner, Places.of(domain), none())), domain, 0);
        region.add(new Stmt.Parallel(slice, Math.ceilDiv(slice.extent(), Math.min(runs, slice.extent())), List.of(),
                List.of(each)));
    }

    // ---- shared by columns

    /** The axis along which no two columns meet that has most of them, those of a few neighbouring bytes counted as one. */
    private int columnAxis() {
        return apart.stream().max(Comparator.comparingLong(a -> updates.dim(a) / narrowest(a))).orElseThrow();
    }

    /** Values of an axis of the windows that lie in enough neighbouring bytes. */
    private long narrowest(int axis) {
        long bytes = updates.dtype().bytes();
        for (int a : inner) if (a > axis) bytes *= updates.dim(a);
        return Math.ceilDiv(COLUMN, bytes);
    }

    private long columns() {
        if (apart.isEmpty()) return 1;
        int axis = columnAxis();
        return Math.min(MOST_COLUMNS, updates.dim(axis) / narrowest(axis));
    }

    /** Each run walks through all windows, and writes its columns of them; the last one has what is left. */
    private void columns(long runs) {
        int axis = columnAxis();
        long extent = updates.dim(axis), least = narrowest(axis);
        long width = Math.ceilDiv(Math.ceilDiv(extent, runs), least) * least, whole = extent / width, rest = extent % width;
        var run = new Index("c", rest > 0 ? whole + 1 : whole);
        if (rest == 0) {
            region.add(new Stmt.Parallel(run, List.of(columns(axis, Ix.of(run).times(width), width))));
            return;
        }
        var known = new Atom.Of(exprs.apply(Binary.MINIMUM, exprs.count(Ix.of(run), DType.S64), exprs.num(whole - 1)), 0,
                whole - 1);
        var isWhole = exprs.apply(new Convert(DType.S32), exprs.below(Ix.of(run), whole));
        region.add(new Stmt.Parallel(run, List.of(new Stmt.Switch(isWhole, List.of(
                List.of(columns(axis, Ix.of(whole * width), rest)),
                List.of(columns(axis, Ix.of(known).times(width), width)))))));
    }

    private Stmt columns(int axis, Ix first, long width) {
        var domain = inner.stream().map(a -> new Index("w", a == axis ? width : updates.dim(a))).toList();
        var from = at(inner, Places.of(domain), none());
        from[axis] = from[axis].plus(first);
        return sliced(from, domain);
    }
}
