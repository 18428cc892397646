package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import jacobi.core.JacobiError;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Stmt;

/**
 * Writes nests: loops over the domain, the last one in strips of vectors, the first one shared between threads where that pays.
 */
final class NestWriter {
    /** Parts of tiled nests that threads share. */
    private static final long MOST_PARTS = 64;

    private final IrModule module;
    private final Pointers pointers;
    private final ExprWriter writer;

    NestWriter(IrModule module, Pointers pointers) {
        this.module = module;
        this.pointers = pointers;
        this.writer = new ExprWriter(module, pointers);
    }

    void write(Stmt.Nest nest, Text text) {
        if (nest.domain().stream().anyMatch(i -> i.extent() == 0)) return;
        var plan = NestPlan.of(nest);
        var root = new Scope(null, text, Strip.NONE);
        var tiles = Tiles.of(nest);
        if (tiles != null) tiled(tiles, plan, root);
        else if (plan.grain() == 0) serial(plan, root);
        else if (plan.isSplitRow()) splitRow(plan, root);
        else outer(plan, root);
    }

    /** Blocks of several nests: the last one, which may be shorter, has code of its own. */
    void write(Stmt.Shared s, Text text) {
        long n = s.block().extent() + (s.last().isEmpty() ? 0 : 1);
        parallel(text, n, s.grain(), (inside, root) -> LoopWriter.loop(root, s.block(), "%lo", "%hi", 1, Strip.NONE, at -> inside
                .block(s, at.text, at.variable(s.block()))));
    }

    private void block(Stmt.Shared s, Text text, String number) {
        var function = text.function;
        String each = function.block("each"), last = function.block("last"), done = function.block("done");
        var isLast = text.let("icmp eq i64 " + number + ", " + s.block().extent());
        text.line("br i1 " + isLast + ", label %" + last + ", label %" + each);
        text.open(each);
        for (var n : s.each()) alone(n, s.block(), number, text);
        text.line("br label %" + done);
        text.open(last);
        for (var n : s.last()) alone(n, s.block(), number, text);
        text.line("br label %" + done);
        text.open(done);
    }

    /** A nest in a scope of its own: what another loaded before may have changed. */
    private void alone(Stmt.Nest nest, Index block, String number, Text text) {
        var root = new Scope(null, text, Strip.NONE);
        root.bound.put(block, number);
        var tiles = Tiles.of(nest);
        if (tiles != null) new TileWriter(this, tiles).write(root);
        else serial(NestPlan.alone(nest), root);
    }

    private void tiled(Tiles tiles, NestPlan plan, Scope root) {
        var writer = new TileWriter(this, tiles);
        long parts = writer.parts();
        if (plan.grain() == 0 || parts < 2) {
            writer.write(root);
            return;
        }
        parallel(root.text, parts, Math.ceilDiv(parts, MOST_PARTS), (inside, at) -> new TileWriter(inside, tiles).parts(at));
        writer.rest(root);
    }

    private void serial(NestPlan plan, Scope root) { loops(plan, plan.outer(), 0, root, s -> row(plan, s, 0)); }

    private void loops(NestPlan plan, List<Index> outer, int k, Scope at, Consumer<Scope> body) {
        if (k == outer.size()) {
            body.accept(at);
            return;
        }
        var i = outer.get(k);
        Consumer<Scope> inner = s -> loops(plan, outer, k + 1, s, body);
        if (plan.unrolled())
            for (long v = 0; v < i.extent(); v++) LoopWriter.once(at, i, Long.toString(v), Strip.NONE, inner);
        else if (i == plan.shared()) LoopWriter.loop(at, i, "%lo", "%hi", 1, Strip.NONE, inner);
        else LoopWriter.loop(at, i, "0", Long.toString(i.extent()), 1, Strip.NONE, inner);
    }

    /** The strips of the vector variable from an element on. */
    private void row(NestPlan plan, Scope at, long start) {
        var v = plan.row();
        if (v == null) {
            points(plan, at);
            return;
        }
        int lanes = plan.lanes(), count = plan.strips();
        writer.start(plan.nest().stores().stream().map(Stmt.Store::value).toList(), v, lanes, at);
        long n = v.extent(), group = (long) lanes * count;
        long grouped = start + (n - start) / group * group, whole = grouped + (n - grouped) / lanes * lanes;
        if (start < grouped) strips(plan, at, start, grouped, group, new Strip(v, lanes, count, null));
        int left = Weight.hasFolds(Stmts.exprs(plan.nest().stores())) ? (int) ((whole - grouped) / lanes) : 1;
        if (grouped < whole) strips(plan, at, grouped, whole, (long) lanes * left, new Strip(v, lanes, left, null));
        if (whole < n) tail(plan, at, whole, n - whole);
    }

    private void strips(NestPlan plan, Scope at, long from, long to, long step, Strip strip) {
        if (plan.unrolled() || to - from == step)
            for (long i = from; i < to; i += step) LoopWriter.once(at, strip.index(), Long.toString(i), strip, s -> points(plan,
                    s));
        else LoopWriter.loop(at, strip.index(), Long.toString(from), Long.toString(to), step, strip, s -> points(plan, s));
    }

    /**
     * The lanes that are left: where the code is straight, narrower vectors, unless each of them would wait for dear functions
     * or sums of its own; else a masked one.
     */
    private void tail(NestPlan plan, Scope at, long from, long n) {
        if (!plan.unrolled() || plan.isMaskedTail(n)) {
            once(plan, at, from, Strip.first(plan.row(), plan.lanes(), (int) n));
            return;
        }
        for (long done = 0; done < n;) {
            long lanes = Schedule.usual(n - done);
            once(plan, at, from + done, new Strip(plan.row(), (int) lanes, 1, null));
            done += lanes;
        }
    }

    private void once(NestPlan plan, Scope at, long from, Strip strip) {
        LoopWriter.once(at, plan.row(), Long.toString(from), strip, s -> points(plan, s));
    }

    private void points(NestPlan plan, Scope leaf) { stores(plan.nest().stores(), leaf); }

    ExprWriter writer() { return writer; }

    /** All stores of a point, or of the points of a strip. */
    void stores(List<Stmt.Store> stores, Scope leaf) {
        writer.announce(stores, leaf);
        var values = writer.leaf(stores.stream().map(Stmt.Store::value).toList(), leaf);
        Map<Stmt.Store, Value> value = new IdentityHashMap<>();
        for (int i = 0; i < stores.size(); i++) value.put(stores.get(i), values.get(i));
        Set<Stmt.Store> together = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var group : InterleavedStores.of(stores, leaf.strip)) {
            writer.storeTogether(group, group.stream().map(value::get).toList(), leaf);
            together.addAll(group);
        }
        for (var group : TransposedStores.of(stores, leaf.strip)) {
            writer.storeTransposed(group, group.stream().map(value::get).toList(), leaf);
            together.addAll(group);
        }
        for (int i = 0; i < stores.size(); i++) {
            var store = stores.get(i);
            if (together.contains(store)) continue;
            if (store.mask() == null) store(store, values.get(i), leaf);
            else masked(store, values.get(i), leaf);
        }
    }

    private void store(Stmt.Store s, Value value, Scope leaf) { writer.store(s.memory(), s.at(), s.value().dtype(), value,
            leaf); }

    /** A store of one number that may be left out. */
    private void masked(Stmt.Store s, Value value, Scope leaf) {
        if (leaf.strip.index() != null) throw JacobiError.bug("a masked store in a strip");
        var mask = writer.write(s.mask(), leaf).name(0);
        writer.index(s.at(), leaf);                              // written before the branch, known after it
        var text = leaf.text;
        String yes = text.function.block("store"), on = text.function.block("stored");
        text.line("br i1 " + mask + ", label %" + yes + ", label %" + on);
        text.open(yes);
        store(s, value, leaf);
        text.line("br label %" + on);
        text.open(on);
    }

    // ---- shared between threads

    /** Blocks of the shared variable; loops around it run within each. */
    private void outer(NestPlan plan, Scope root) {
        parallel(root.text, plan.shared().extent(), plan.grain(), (inside, at) -> inside.loops(plan, plan.outer(), 0, at,
                r -> inside.row(plan, r, 0)));
    }

    /** Blocks of whole groups of strips of the only variable; what is left the caller does. */
    private void splitRow(NestPlan plan, Scope root) {
        var v = plan.row();
        long group = (long) plan.lanes() * plan.strips(), groups = v.extent() / group;
        parallel(root.text, groups, plan.grain(), (inside, at) -> {
            var from = at.text.let("mul nsw i64 %lo, " + group);
            var to = at.text.let("mul nsw i64 %hi, " + group);
            LoopWriter.loop(at, v, from, to, group, new Strip(v, plan.lanes(), plan.strips(), null), s -> inside.points(plan, s));
        });
        row(plan, root, groups * group);
    }

    private void parallel(Text text, long n, long grain, BiConsumer<NestWriter, Scope> body) {
        ParallelWriter.call(module, text, pointers, n, grain, (frame, at) -> body.accept(new NestWriter(module, frame), at));
    }

    /** The values of a statement that is a number rather than a nest. */
    String number(Expr e, Text text) {
        var leaf = new Scope(null, text, Strip.NONE);
        writer.announce(List.of(), leaf);
        var values = writer.leaf(new ArrayList<>(List.of(e)), leaf);
        return values.getFirst().name(0);
    }
}
