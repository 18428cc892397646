package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Binary;
import jacobi.lax.Monoid;

/**
 * Writes folds. Within a strip of vectors a fold is a plain loop whose running results are vectors. Else its own last variable
 * becomes the strip, if memory is then read in rows: a fixed number of vectors of running results, combined at the end in a
 * fixed order. Folds over the same variables run in one loop. The number of lanes and vectors depends on dtype and extent
 * alone.
 */
final class FoldWriter {
    /** Values up to which a fold is written out. */
    static final int UNROLLED = 8;
    /** Values of folds that are written out if these have several running results. */
    private static final int WRITTEN_OUT = 32;
    /** Instructions for one value of such folds. */
    private static final double LIGHT = 8;
    /** Vectors of running results that leave registers for what is read. */
    private static final int MOST = 16;

    private final ExprWriter writer;

    FoldWriter(ExprWriter writer) { this.writer = writer; }

    /** Folds over the same variables that a leaf asks for: they run in one loop, and what they read is read once. */
    private final Map<List<Index>, Set<Expr.Fold>> together = new HashMap<>();
    private final Set<Index> folded = new HashSet<>();
    private List<Stmt.Store> announced;
    private Scope leaf;

    /** Announces what a leaf of a nest asks for, until one of another does. */
    void announce(List<Stmt.Store> stores, Scope leaf) {
        this.leaf = leaf;
        if (stores == announced) return;
        announced = stores;
        together.clear();                                // other nests may fold over the same variables, in other loops
        folded.clear();
        Weight.each(stores.stream().map(Stmt.Store::value).toList(), e -> {
            if (e instanceof Expr.Fold f) together.computeIfAbsent(f.over(), _ -> new LinkedHashSet<>()).add(f);
            if (e instanceof Expr.Fold f) folded.addAll(f.over());
            if (e instanceof Expr.ArgFold f) folded.add(f.over());
        });
    }

    Value write(Expr.Fold f, Scope at) {
        if (f.size() == 0) return Value.uniform(Constants.text(f.monoid().neutral(f.dtype())));
        var folds = new ArrayList<>(List.of(f));
        for (var g : together.getOrDefault(f.over(), Set.of()))
            if (folds.size() < MOST && g != f && isAlike(g, f, at)) folds.add(g);
        boolean row = at.strip.index() == null && Schedule.vectorizes(f);
        var values = row ? new RowFolds(folds, at).write() : plain(folds, at);
        for (int i = 1; i < folds.size(); i++) at.values.put(folds.get(i), values.get(i));
        return values.getFirst();
    }

    /** Whether a fold is to be written here too, and as another is. */
    private boolean isAlike(Expr.Fold g, Expr.Fold f, Scope at) {
        return g.dtype() == f.dtype() && !at.values.containsKey(g) && at.home(g.free()) == at
                && g.free().stream().allMatch(i -> isBound(i, at)) && Schedule.vectorizes(g) == Schedule.vectorizes(f);
    }

    /** Whether a variable of the nest, or of its folds, is bound in a scope or outside of it; those of outer loops always are. */
    private boolean isBound(Index i, Scope at) {
        return at.variable(i) != null || leaf.variable(i) == null && !folded.contains(i);
    }

    // ---- in a strip, or of single numbers

    private List<Value> plain(List<Expr.Fold> folds, Scope at) {
        var first = folds.getFirst();
        int parts = parts(folds, at);
        var running = folds.stream().map(f -> new InStrip(f, parts, at)).toList();
        var i = first.over().getLast();
        if (parts > 1) for (int v = 0; v < first.size(); v++) {
            int part = v % parts;
            LoopWriter.once(at, i, Integer.toString(v), at.strip, inside -> running.forEach(r -> r.add(part, inside)));
        }
        else loops(first.over(), 0, at, first.size() <= UNROLLED, inside -> running.forEach(r -> r.add(0, inside)));
        return running.stream().map(r -> r.value(at.text)).toList();
    }

    /** Running results of each fold, if there are too few folds for one to be added to while others wait: 1, 2 or 4. */
    private static int parts(List<Expr.Fold> folds, Scope at) {
        var first = folds.getFirst();
        long size = first.size(), side = (long) folds.size() * at.strip.count();
        boolean splits = first.over().size() == 1 && size <= WRITTEN_OUT && folds.stream().allMatch(f -> (f.monoid() == Monoid.SUM
                || f.monoid() == Monoid.PRODUCT) && Weight.of(List.of(f.body())) <= LIGHT);
        return !splits || side >= 4 || size < 8 ? 1 : side >= 2 || size < 16 ? 2 : 4;
    }

    /** The running results of a fold: one for each vector of the strip. */
    private final class InStrip {
        private final Expr.Fold f;
        private final boolean vector;
        private final int lanes, count;
        private final List<Accumulator> running;

        InStrip(Expr.Fold f, int parts, Scope at) {
            this.f = f;
            vector = ExprWriter.isVector(f, at);
            lanes = vector ? at.strip.lanes() : 0;
            count = vector ? at.strip.count() : 1;
            running = IntStream.range(0, count).mapToObj(_ -> new Accumulator(writer.module, at.text, f.monoid(), f.dtype(),
                    lanes, parts)).toList();
        }

        /** Idle lanes take part: nobody reads what they have in the end. */
        void add(int part, Scope inside) {
            var x = values(f, lanes, count, inside);
            for (int s = 0; s < count; s++) {
                var into = running.get(s);
                if (x.size() == 2) into.addProduct(inside.text, part, x.get(0)[s], x.get(1)[s], null);
                else into.add(inside.text, part, new String[] {x.get(0)[s]}, null);
            }
        }

        Value value(Text text) {
            return new Value(vector, running.stream().map(r -> r.together(text)).toArray(String[]::new));
        }
    }

    /** The body in each vector of the strip, or the two factors of it. */
    private List<String[]> values(Expr.Fold f, int lanes, int count, Scope inside) {
        var product = product(f);
        var x = writer.leaf(product != null ? product.operands() : List.of(f.body()), inside);
        return x.stream().map(v -> IntStream.range(0, count).mapToObj(s -> writer.operand(v, s, f.dtype(), lanes, inside.text))
                .toArray(String[]::new)).toList();
    }

    /** Loops over the variables from the outermost on, or the same written out. */
    private static void loops(List<Index> over, int k, Scope at, boolean unrolled, Consumer<Scope> body) {
        if (k == over.size()) body.accept(at);
        else LoopWriter.each(at, over.get(k), unrolled, s -> loops(over, k + 1, s, unrolled, body));
    }

    private static Expr.Apply product(Expr.Fold f) {
        boolean sum = f.monoid() == Monoid.SUM && f.dtype().isFloat();
        return sum && f.body() instanceof Expr.Apply p && p.function() == Binary.MULTIPLY ? p : null;
    }

    // ---- along a row

    private final class RowFolds {
        private final List<Expr.Fold> folds;
        private final Scope at;
        private final List<Index> over;
        private final int lanes, count;
        private final List<Accumulator> running;

        RowFolds(List<Expr.Fold> folds, Scope at) {
            this.folds = folds;
            this.at = at;
            over = folds.getFirst().over();
            lanes = Schedule.lanes(List.of(folds.getFirst().body()));
            int strips = folds.stream().mapToInt(f -> Schedule.foldStrips(f, lanes)).min().orElseThrow();
            count = Math.max(1, Math.min(strips, Integer.highestOneBit(MOST / folds.size())));
            running = folds.stream().map(f -> new Accumulator(writer.module, at.text, f.monoid(), f.dtype(), lanes, count))
                    .toList();
        }

        List<Value> write() {
            var row = new RowStrips(over.getLast(), lanes, count);
            loops(over.subList(0, over.size() - 1), 0, at, false, outside -> row.write(outside, this::addAll));
            return running.stream().map(r -> Value.uniform(r.total(at.text))).toList();
        }

        private void addAll(int first, Scope inside) {
            for (int i = 0; i < folds.size(); i++) add(running.get(i), first, values(folds.get(i), lanes, inside.strip.count(),
                    inside), inside);
        }

        private static void add(Accumulator into, int first, List<String[]> x, Scope inside) {
            if (x.size() == 1) into.add(inside.text, first, x.getFirst(), inside.strip.mask());
            else for (int s = 0; s < x.getFirst().length; s++) into.addProduct(inside.text, first + s, x.get(0)[s],
                    x.get(1)[s], inside.strip.mask());
        }
    }
}
