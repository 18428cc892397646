package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.lax.*;

/**
 * What one element of an equation's result is, in terms of elements of its operands. Every primitive that is an index map, an
 * elementwise function or a reduction is here; none of them needs memory of its own.
 */
final class Pull {
    /** Where elements of operands come from. */
    interface Operand {
        /** @param guard a pred, or null: where it is false the element is not needed, and the indices may be outside */
        Expr at(jacobi.core.Atom operand, Ix[] at, Expr guard);
    }

    private final Exprs exprs;
    private final Checks checks;
    private final Ranges ranges;
    private final Map<Equation, List<Index>> folds = new IdentityHashMap<>();

    Pull(Exprs exprs, Checks checks, Ranges ranges) {
        this.exprs = exprs;
        this.checks = checks;
        this.ranges = ranges;
    }

    /** Whether elements of the results can be pulled; other equations are statements of their own. */
    static boolean canPull(Equation e) {
        return switch (e.primitive()) {
            case Concatenate _ -> !Joins.fits(e);
            case Elementwise _, Linear _, Iota _, Bitcast _, Reduce _, ArgReduce _, DynamicSlice _, DynamicUpdateSlice _,
                    Gather _, Constant _ -> true;
            case DotGeneral _ -> !Products.isBig(e);
            case Scatter s -> meetsOnce(s, e);
            case Cumulative _, Sort _, Cholesky _, TriangularSolve _, Lu _, Solve _, While _, Scan _, Case _, Call _,
                    Custom _ -> false;
        };
    }

    /** Whether an element takes many of an operand. */
    static boolean isFold(Equation e) { return e.primitive() instanceof Reduce || e.primitive() instanceof ArgReduce
            || e.primitive() instanceof DotGeneral; }

    /** The loop variables that a reducing equation binds. */
    List<Index> folds(Equation e) {
        return folds.computeIfAbsent(e, _ -> switch (e.primitive()) {
            case Reduce r -> r.axes().sorted().stream().mapToObj(a -> new Index("r", e.operands().getFirst().type().dim(a)))
                    .toList();
            case ArgReduce r -> List.of(new Index("r", e.operands().getFirst().type().dim(r.axis())));
            case DotGeneral d -> d.leftContract().stream().mapToObj(a -> new Index("k", e.operands().getFirst().type().dim(a)))
                    .toList();
            default -> List.of();
        });
    }

    /**
     * The variables of a fold that makes an element at a place: others, if where the element is hangs on another element of the
     * same equation, whose fold binds these.
     */
    private List<Index> folds(Equation e, Ix[] at, Expr guard) {
        var over = folds(e);
        var hangsOn = new ArrayList<Expr>();
        for (var i : at) hangsOn.addAll(Indexed.values(i));
        if (guard != null) hangsOn.add(guard);
        boolean[] bound = {false};
        Weight.each(hangsOn, x -> bound[0] |= x instanceof Expr.Fold f && f.over().stream().anyMatch(over::contains)
                || x instanceof Expr.ArgFold a && over.contains(a.over()));
        return bound[0] ? over.stream().map(i -> new Index(i.toString(), i.extent())).toList() : over;
    }

    /** The element of the equation's one result. */
    Expr element(Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = e.operands();
        return switch (e.primitive()) {
            case Elementwise f -> elementwise(f, e, at, guard, operand);
            case Bitcast f -> exprs.apply(f, operand.at(x.get(0), at, guard));
            case Constant c -> exprs.num(c);
            case Iota i -> exprs.count(at[i.axis()], i.type().dtype());
            case Linear l -> linear(l, e, at, guard, operand);
            case Reduce r -> reduce(r, e, at, guard, operand);
            case ArgReduce r -> {
                var i = folds(e, at, guard).getFirst();
                yield exprs.argFold(r.extreme(), i, operand.at(x.get(0), insert(at, r.axis(), Ix.of(i)), guard));
            }
            case DotGeneral d -> product(d, e, at, guard, operand);
            case DynamicSlice d -> dynamicSlice(d, e, at, guard, operand);
            case DynamicUpdateSlice d -> dynamicUpdateSlice(d, e, at, guard, operand);
            case Gather g -> gather(g, e, at, guard, operand);
            case Scatter s -> scatter(s, e, at, guard, operand);
            default -> throw JacobiError.bug("%s cannot be pulled", e.primitive().mnemonic());
        };
    }

    private Expr elementwise(Elementwise f, Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = new Expr[e.operands().size()];
        for (int i = 0; i < x.length; i++) x[i] = operand.at(e.operands().get(i), e.operands().get(i).type().rank() == 0
                ? new Ix[0] : at, guard);
        return f instanceof Convert c ? exprs.convert(x[0], c.dtype()) : exprs.apply(f, x);
    }

    // ---- index maps

    private Expr linear(Linear l, Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = e.operands().get(0);
        return switch (l) {
            case BroadcastInDim b -> operand.at(x, IntStream.range(0, b.axes().size())
                    .mapToObj(i -> x.type().dim(i) == 1 ? Ix.ZERO : at[b.axes().get(i)]).toArray(Ix[]::new), guard);
            case Reshape r -> operand.at(x, Places.split(x.type().shape(), Places.linear(r.shape(), at)), guard);
            case Transpose t -> {
                var from = new Ix[at.length];
                for (int i = 0; i < at.length; i++) from[t.permutation().get(i)] = at[i];
                yield operand.at(x, from, guard);
            }
            case Reverse r -> {
                var from = at.clone();
                for (int a : r.axes()) from[a] = Ix.of(x.type().dim(a) - 1).minus(at[a]);
                yield operand.at(x, from, guard);
            }
            case Slice s -> {
                var from = new Ix[at.length];
                for (int i = 0; i < at.length; i++) from[i] = at[i].times(s.stride().dim(i)).plus(s.start().dim(i));
                yield operand.at(x, from, guard);
            }
            case Pad p -> pad(p, e, at, guard, operand);
            case Concatenate c -> concatenate(c, e, at, guard, operand);
        };
    }

    private Expr pad(Pad p, Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = e.operands().get(0);
        Expr inside = exprs.pred(true);
        var from = new Ix[at.length];
        for (int i = 0; i < at.length; i++) {
            var moved = at[i].plus(-p.low()[i]);
            long step = p.interior()[i] + 1;
            from[i] = moved.div(step);
            inside = exprs.and(inside, within(from[i], x.type().dim(i)));
            if (step > 1) inside = exprs.and(inside, exprs.below(moved.mod(step), 1));
        }
        return choose(inside, x, from, guard, e.operands().get(1), new Ix[0], operand);
    }

    private Expr within(Ix i, long extent) { return exprs.and(exprs.atLeast(i, 0), exprs.below(i, extent)); }

    /** One element or another, each pulled only where it is chosen. */
    private Expr choose(Expr condition, jacobi.core.Atom yes, Ix[] yesAt, Expr guard, jacobi.core.Atom no, Ix[] noAt,
            Operand operand) {
        if (Exprs.isFalse(condition) || yes.type().size() == 0) return operand.at(no, noAt, guard);
        if (condition instanceof Expr.Num) return operand.at(yes, yesAt, guard);
        var otherwise = noAt.length == 0 ? guard : exprs.and(guard, exprs.apply(Unary.NOT, condition));
        return exprs.apply(Select.SELECT, condition, operand.at(yes, yesAt, exprs.and(guard, condition)), operand.at(no, noAt,
                otherwise));
    }

    private Expr concatenate(Concatenate c, Equation e, Ix[] at, Expr guard, Operand operand) {
        long from = 0;
        var parts = new ArrayList<jacobi.core.Atom>();
        var starts = new ArrayList<Long>();
        for (var x : e.operands()) {
            long n = x.type().dim(c.axis());
            if (n > 0 && at[c.axis()].high() >= from && at[c.axis()].low() < from + n) {
                parts.add(x);
                starts.add(from);
            }
            from += n;
        }
        if (parts.isEmpty()) return exprs.num(new Constant(e.result().type().dtype(), 0, 0));                // never computed
        return part(c, parts, starts, 0, parts.size(), at, guard, operand);
    }

    /** Finds the part by halving. */
    private Expr part(Concatenate c, List<jacobi.core.Atom> parts, List<Long> starts, int first, int last, Ix[] at, Expr guard,
            Operand operand) {
        if (last - first == 1) {
            var from = at.clone();
            from[c.axis()] = at[c.axis()].plus(-starts.get(first));
            return operand.at(parts.get(first), from, guard);
        }
        int middle = (first + last) / 2;
        var below = exprs.below(at[c.axis()], starts.get(middle));
        var lower = part(c, parts, starts, first, middle, at, exprs.and(guard, below), operand);
        return exprs.apply(Select.SELECT, below, lower, part(c, parts, starts, middle, last, at, exprs.and(guard,
                exprs.apply(Unary.NOT, below)), operand));
    }

    // ---- reductions

    private Expr reduce(Reduce r, Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = e.operands().get(0);
        var over = folds(e, at, guard);
        var axes = r.axes().sorted();
        var full = new Ix[x.type().rank()];
        int kept = 0;
        for (int i = 0; i < full.length; i++) full[i] = axes.contains(i) ? Ix.of(over.get(axes.indexOf(i))) : at[kept++];
        if (over.stream().anyMatch(i -> i.extent() == 0)) return exprs.num(r.monoid().neutral(x.type().dtype()));
        return exprs.fold(r.monoid(), over.stream().filter(i -> i.extent() > 1).toList(), operand.at(x, full, guard));
    }

    private Expr product(DotGeneral d, Equation e, Ix[] at, Expr guard, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), y = e.operands().get(1);
        var over = folds(e, at, guard);
        if (over.stream().anyMatch(i -> i.extent() == 0)) return exprs.num(Constant.of(x.type().dtype(), 0));
        Ix[] left = new Ix[x.type().rank()], right = new Ix[y.type().rank()];
        int n = 0;
        for (int i = 0; i < d.leftBatch().size(); i++) left[d.leftBatch().get(i)] = right[d.rightBatch().get(i)] = at[n++];
        for (int a : d.leftFree(left.length)) left[a] = at[n++];
        for (int a : d.rightFree(right.length)) right[a] = at[n++];
        for (int i = 0; i < over.size(); i++) left[d.leftContract().get(i)] = right[d.rightContract().get(i)] =
                Ix.of(over.get(i));
        var term = exprs.apply(Binary.MULTIPLY, operand.at(x, left, guard), operand.at(y, right, guard));
        return exprs.fold(Monoid.SUM, over.stream().filter(i -> i.extent() > 1).toList(), term);
    }

    private static Ix[] insert(Ix[] at, int axis, Ix i) {
        var wider = new Ix[at.length + 1];
        for (int k = 0; k < wider.length; k++) wider[k] = k < axis ? at[k] : k == axis ? i : at[k - 1];
        return wider;
    }

    // ---- places known at run time

    /** An integer as an s64; a u64 beyond its range is its greatest value. */
    private Expr wide(Expr x) {
        if (x.dtype() == DType.U64) x = exprs.apply(Binary.MINIMUM, x, exprs.num(new Constant(DType.U64, Long.MAX_VALUE, 0)));
        return exprs.convert(x, DType.S64);
    }

    /** Where a block may start, by the rule of bounds, but for FILL: there it may lie anywhere. @param range where asked lies */
    private Ix start(Expr asked, Range range, Bounds bounds, Equation e, int axis, Shape shape, long window, Expr guard) {
        var wide = wide(asked);
        long last = shape.dim(axis) - window;
        if (wide instanceof Expr.Num n && n.value().bits() >= 0 && n.value().bits() <= last) return Ix.of(n.value().bits());
        if (wide instanceof Expr.Count c && c.index().low() >= 0 && c.index().high() <= last) return c.index();
        if (range.isWithin(0, last)) return Ix.of(new Atom.Of(wide, (long) range.low(), (long) range.high()));
        if (bounds == Bounds.FILL) {
            var near = exprs.apply(Binary.MAXIMUM, exprs.num(-window - 1), exprs.apply(Binary.MINIMUM, wide,
                    exprs.num(shape.dim(axis) + 1)));
            return Ix.of(new Atom.Of(near, -window - 1, shape.dim(axis) + 1));
        }
        if (last < 0) throw new Unsupported("a block larger than its array");
        if (bounds == Bounds.ERROR) return Ix.of(new Atom.Of(exprs.checked(wide, 0, last, checks.number(e, axis, shape, window),
                guard), 0, last));
        var safe = exprs.apply(Binary.MAXIMUM, exprs.num(0), exprs.apply(Binary.MINIMUM, wide, exprs.num(last)));
        return last == 0 ? Ix.ZERO : Ix.of(new Atom.Of(safe, 0, last));
    }

    private Expr dynamicSlice(DynamicSlice d, Equation e, Ix[] at, Expr guard, Operand operand) {
        var x = e.operands().get(0);
        var shape = x.type().shape();
        var from = new Ix[at.length];
        Expr inside = exprs.pred(true);
        for (int i = 0; i < at.length; i++) {
            var asked = operand.at(e.operands().get(1 + i), new Ix[0], guard);
            from[i] = start(asked, ranges.of(e.operands().get(1 + i)), d.bounds(), e, i, shape, d.sizes().dim(i), guard)
                    .plus(at[i]);
            if (d.bounds() == Bounds.FILL) inside = exprs.and(inside, within(from[i], shape.dim(i)));
        }
        return orMissing(inside, x, from, guard, operand);
    }

    private Expr orMissing(Expr inside, jacobi.core.Atom x, Ix[] from, Expr guard, Operand operand) {
        if (inside instanceof Expr.Num n && n.value().bits() == 1) return operand.at(x, from, guard);
        var t = x.type().dtype();
        var missing = exprs.num(t.isFloat() ? Constant.of(t, Double.NaN) : new Constant(t, 0, 0));
        if (x.type().size() == 0) return missing;
        return exprs.apply(Select.SELECT, inside, operand.at(x, from, exprs.and(guard, inside)), missing);
    }

    private Expr dynamicUpdateSlice(DynamicUpdateSlice d, Equation e, Ix[] at, Expr guard, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), update = e.operands().get(1);
        var shape = x.type().shape();
        var from = new Ix[at.length];
        Expr inside = exprs.pred(true);
        for (int i = 0; i < at.length; i++) {
            long n = update.type().dim(i);
            var asked = operand.at(e.operands().get(2 + i), new Ix[0], guard);
            from[i] = at[i].minus(start(asked, ranges.of(e.operands().get(2 + i)), d.bounds(), e, i, shape, n, guard));
            inside = exprs.and(inside, within(from[i], n));
        }
        return choose(inside, update, from, guard, x, at, operand);
    }

    /** Where the block of an update starts. */
    Ix[] start(DynamicUpdateSlice d, Equation e, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), update = e.operands().get(1);
        var shape = x.type().shape();
        var from = new Ix[shape.rank()];
        for (int i = 0; i < from.length; i++) {
            long n = update.type().dim(i);
            var asked = e.operands().get(2 + i);
            from[i] = start(operand.at(asked, new Ix[0], null), ranges.of(asked), d.bounds(), e, i, shape, n, null);
        }
        return from;
    }

    private Expr gather(Gather g, Equation e, Ix[] at, Expr guard, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), indices = e.operands().get(1);
        var shape = x.type().shape();
        var batchAxes = e.result().type().axes().minus(g.offsetAxes());
        var batch = batchAxes.stream().mapToObj(a -> at[a]).toArray(Ix[]::new);
        var from = new Ix[shape.rank()];
        var windowAxes = shape.axes().minus(g.collapsedAxes()).minus(g.operandBatchAxes());
        Expr inside = exprs.pred(true);
        for (int a = 0; a < from.length; a++) {
            int component = g.startAxes().indexOf(a), paired = g.operandBatchAxes().indexOf(a), offset = windowAxes.indexOf(a);
            var start = component >= 0 ? start(operand.at(indices, insert(batch, batch.length, Ix.of(component)), guard),
                    ranges.at(indices, component), g.bounds(), e, a, shape, g.sliceSizes().dim(a), guard)
                    : paired >= 0 ? batch[g.indexBatchAxes().get(paired)] : Ix.ZERO;
            from[a] = offset >= 0 ? start.plus(at[g.offsetAxes().get(offset)]) : start;
            if (g.bounds() == Bounds.FILL) inside = exprs.and(inside, within(from[a], shape.dim(a)));
        }
        return orMissing(inside, x, from, guard, operand);
    }

    /** A place within the operand of a scatter, and whether it is one, for an element of the updates. */
    record Target(Ix[] at, Expr inside) {}

    Target target(Scatter s, Equation e, Ix[] from, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), updates = e.operands().get(2);
        var shape = x.type().shape();
        var batch = updates.type().axes().minus(s.windowAxes()).stream().mapToObj(a -> from[a]).toArray(Ix[]::new);
        var windowAxes = windowAxes(s, shape);
        var at = starts(s, e, batch, null, operand);
        Expr inside = exprs.pred(true);
        for (int a = 0; a < at.length; a++) {
            int offset = windowAxes.indexOf(a);
            if (offset >= 0) at[a] = at[a].plus(from[s.windowAxes().get(offset)]);
            inside = exprs.and(inside, within(at[a], shape.dim(a)));
        }
        return new Target(at, inside);
    }

    private static Axes windowAxes(Scatter s, Shape operand) {
        return operand.axes().minus(s.insertedAxes()).minus(s.operandBatchAxes());
    }

    /** Where the window of a scatter starts that is at a place of its batch. */
    private Ix[] starts(Scatter s, Equation e, Ix[] batch, Expr guard, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), indices = e.operands().get(1), updates = e.operands().get(2);
        var shape = x.type().shape();
        var windowAxes = windowAxes(s, shape);
        var starts = new Ix[shape.rank()];
        for (int a = 0; a < starts.length; a++) {
            int component = s.startAxes().indexOf(a), paired = s.operandBatchAxes().indexOf(a), offset = windowAxes.indexOf(a);
            long window = offset >= 0 ? updates.type().dim(s.windowAxes().get(offset)) : 1;
            starts[a] = component >= 0 ? start(operand.at(indices, insert(batch, batch.length, Ix.of(component)), guard),
                    ranges.at(indices, component), s.bounds(), e, a, shape, window, guard)
                    : paired >= 0 ? batch[s.indexBatchAxes().get(paired)] : Ix.ZERO;
        }
        return starts;
    }

    /** Whether no element can meet two updates of a scatter: each slice of the batch axes has one window. */
    private static boolean meetsOnce(Scatter s, Equation e) {
        var windows = e.operands().get(1).type().shape();
        long each = 1;
        for (int a = 0; a < windows.rank() - 1; a++) if (!s.indexBatchAxes().contains(a)) each *= windows.dim(a);
        return each == 1;
    }

    /** Whether two indices are one, by numbers as narrow as they allow. */
    private Expr same(Ix a, Ix b) {
        var apart = a.minus(b);
        if (apart.isConstant()) return exprs.pred(apart.constant() == 0);
        boolean narrow = Math.min(a.low(), b.low()) >= Integer.MIN_VALUE && Math.max(a.high(), b.high()) <= Integer.MAX_VALUE;
        var t = narrow ? DType.S32 : DType.S64;
        return exprs.apply(Compare.EQ, exprs.count(a, t), exprs.count(b, t));
    }

    /** An element that an update may meet. */
    private Expr scatter(Scatter s, Equation e, Ix[] at, Expr guard, Operand operand) {
        jacobi.core.Atom x = e.operands().get(0), updates = e.operands().get(2);
        if (updates.type().size() == 0) return operand.at(x, at, guard);
        var batch = new Ix[e.operands().get(1).type().rank() - 1];
        Arrays.fill(batch, Ix.ZERO);
        for (int k = 0; k < s.indexBatchAxes().size(); k++) batch[s.indexBatchAxes().get(k)] = at[s.operandBatchAxes().get(k)];
        var starts = starts(s, e, batch, guard, operand);
        var windowAxes = windowAxes(s, x.type().shape());
        var from = new Ix[updates.type().rank()];
        var batchAxes = updates.type().axes().minus(s.windowAxes());
        for (int k = 0; k < batch.length; k++) from[batchAxes.get(k)] = batch[k];
        Expr inside = exprs.pred(true);
        for (int a = 0; a < at.length; a++) {
            if (s.operandBatchAxes().contains(a)) continue;
            int offset = windowAxes.indexOf(a);
            long window = offset >= 0 ? updates.type().dim(s.windowAxes().get(offset)) : 1;
            var within = at[a].minus(starts[a]);
            inside = exprs.and(inside, window == 1 ? same(at[a], starts[a]) : within(within, window));
            if (offset >= 0) from[s.windowAxes().get(offset)] = window == 1 ? Ix.ZERO : within;
        }
        if (Exprs.isFalse(inside)) return operand.at(x, at, guard);
        boolean isPlace = Arrays.stream(from).allMatch(i -> i == Ix.ZERO || Arrays.asList(batch).contains(i));
        var update = operand.at(updates, from, isPlace ? guard : exprs.and(guard, inside));
        if (s.combine() == Scatter.Combine.SET && inside instanceof Expr.Num) return update;
        var old = operand.at(x, at, guard);
        var met = s.combine() == Scatter.Combine.SET ? update : exprs.apply(s.combine().operation(), old, update);
        return exprs.apply(Select.SELECT, inside, met, old);
    }
}
