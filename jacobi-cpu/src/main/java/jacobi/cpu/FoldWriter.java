package jacobi.cpu;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.lax.Binary;
import jacobi.lax.Monoid;

/**
 * Writes folds. Within a strip of vectors a fold is a plain loop whose running results are vectors. Else its own last variable
 * becomes the strip, if memory is then read in rows: a fixed number of vectors of running results, combined at the end in a
 * fixed order. The number of lanes and vectors depends on dtype and extent alone.
 */
final class FoldWriter {
    /** Values up to which a fold is written out. */
    static final int UNROLLED = 8;

    private final ExprWriter writer;

    FoldWriter(ExprWriter writer) { this.writer = writer; }

    Value write(Expr.Fold f, Scope at) {
        if (f.size() == 0) return Value.uniform(Constants.text(f.monoid().neutral(f.dtype())));
        if (at.strip.index() == null && Schedule.vectorizes(f)) return Value.uniform(new RowFold(f, at).write());
        return plain(f, at);
    }

    // ---- in a strip, or of single numbers

    private Value plain(Expr.Fold f, Scope at) {
        boolean vector = ExprWriter.isVector(f, at);
        int lanes = vector ? at.strip.lanes() : 0, count = vector ? at.strip.count() : 1;
        var running = IntStream.range(0, count).mapToObj(_ -> new Accumulator(writer.module, at.text, f.monoid(), f.dtype(),
                lanes, 1)).toList();
        loops(f.over(), 0, at, f.size() <= UNROLLED, inside -> {
            var x = values(f, lanes, count, inside);
            for (int s = 0; s < count; s++) add(f, running.get(s), 0, s, x, vector ? inside.strip.mask() : null, inside.text);
        });
        return new Value(vector, running.stream().map(r -> r.results(at.text)[0]).toArray(String[]::new));
    }

    /** The body in each vector of the strip, or the two factors of it. */
    private List<String[]> values(Expr.Fold f, int lanes, int count, Scope inside) {
        var product = product(f);
        var x = writer.leaf(product != null ? product.operands() : List.of(f.body()), inside);
        return x.stream().map(v -> IntStream.range(0, count).mapToObj(s -> writer.operand(v, s, f.dtype(), lanes, inside.text))
                .toArray(String[]::new)).toList();
    }

    private static void add(Expr.Fold f, Accumulator into, int result, int strip, List<String[]> x, String mask, Text text) {
        if (x.size() == 2) into.addProduct(text, result, x.get(0)[strip], x.get(1)[strip], mask);
        else into.add(text, result, new String[] {x.get(0)[strip]}, mask);
    }

    /** Loops over the variables from the outermost on, or the same written out. */
    private static void loops(List<Index> over, int k, Scope at, boolean unrolled, Consumer<Scope> body) {
        if (k == over.size()) {
            body.accept(at);
            return;
        }
        var i = over.get(k);
        if (unrolled)
            for (long v = 0; v < i.extent(); v++) LoopWriter.once(at, i, Long.toString(v), at.strip, s -> loops(over, k + 1, s,
                    true, body));
        else LoopWriter.loop(at, i, "0", Long.toString(i.extent()), 1, at.strip, s -> loops(over, k + 1, s, false, body));
    }

    private static Expr.Apply product(Expr.Fold f) {
        boolean sum = f.monoid() == Monoid.SUM && f.dtype().isFloat();
        return sum && f.body() instanceof Expr.Apply p && p.function() == Binary.MULTIPLY ? p : null;
    }

    // ---- along a row

    private final class RowFold {
        private final Expr.Fold f;
        private final Scope at;
        private final Index row;
        private final int lanes, count;
        private final Accumulator running;

        RowFold(Expr.Fold f, Scope at) {
            this.f = f;
            this.at = at;
            row = f.over().getLast();
            lanes = Schedule.lanes(List.of(f.body()));
            count = Schedule.foldStrips(f, lanes);
            running = new Accumulator(writer.module, at.text, f.monoid(), f.dtype(), lanes, count);
        }

        String write() {
            loops(f.over().subList(0, f.over().size() - 1), 0, at, false, this::row);
            return running.total(at.text);
        }

        /** One row: whole groups of vectors, then single vectors, then the lanes that are left. */
        private void row(Scope outside) {
            long n = row.extent(), group = (long) lanes * count, grouped = n - n % group, whole = n - n % lanes;
            var strip = new Strip(row, lanes, count, null);
            if (grouped > 0) LoopWriter.loop(outside, row, "0", Long.toString(grouped), group, strip, s -> addAll(0, s));
            for (long from = grouped; from < whole; from += lanes) single(outside, from, null);
            if (whole < n) single(outside, whole, Schedule.firstLanes(lanes, n - whole));
        }

        private void single(Scope outside, long from, String mask) {
            int result = (int) ((from / lanes) % count);
            LoopWriter.once(outside, row, Long.toString(from), new Strip(row, lanes, 1, mask), s -> addAll(result, s));
        }

        private void addAll(int first, Scope inside) {
            var x = values(f, lanes, inside.strip.count(), inside);
            if (x.size() == 1) running.add(inside.text, first, x.getFirst(), inside.strip.mask());
            else for (int s = 0; s < x.getFirst().length; s++) running.addProduct(inside.text, first + s, x.get(0)[s],
                    x.get(1)[s], inside.strip.mask());
        }
    }

    // ---- places of extremes

    Value write(Expr.ArgFold f, Scope at) {
        boolean vector = ExprWriter.isVector(f, at);
        int lanes = vector ? at.strip.lanes() : 0, count = vector ? at.strip.count() : 1;
        var t = f.body().dtype();
        var best = new String[count];
        var where = new String[count];
        for (int s = 0; s < count; s++) {
            best[s] = variable(at.text, Lanes.type(t, lanes), extremeStart(f.extreme(), t, lanes));
            where[s] = variable(at.text, Lanes.type("i64", lanes), Lanes.splat("i64", "0", lanes));
        }
        loops(List.of(f.over()), 0, at, f.over().extent() <= UNROLLED, inside -> {
            var x = writer.write(f.body(), inside);
            for (int s = 0; s < count; s++) improve(f, inside, lanes, best[s], where[s], writer.operand(x, s, t, lanes,
                    inside.text));
        });
        var names = new String[count];
        for (int s = 0; s < count; s++) names[s] = at.text.let("load " + Lanes.type("i64", lanes) + ", ptr " + where[s]);
        return new Value(vector, names);
    }

    private static String extremeStart(Monoid extreme, DType t, int lanes) {
        return Lanes.splat(Lanes.scalar(t), Constants.text(extreme.neutral(t)), lanes);
    }

    private static String variable(Text text, String type, String start) {
        var name = text.function.alloca(type, 64);
        text.line("store " + type + " " + start + ", ptr " + name);
        return name;
    }

    /** Strictly better ones only, so that the first of equals stays; a NaN is better than any number. */
    private void improve(Expr.ArgFold f, Scope inside, int lanes, String best, String where, String x) {
        var text = inside.text;
        var t = f.body().dtype();
        String type = Lanes.type(t, lanes), mask = Lanes.type("i1", lanes), places = Lanes.type("i64", lanes);
        var old = text.let("load " + type + ", ptr " + best);
        boolean max = f.extreme() == Monoid.MAX;
        String better;
        if (t.isFloat()) {
            var beats = text.let("fcmp " + (max ? "ugt " : "ult ") + type + " " + x + ", " + old);
            better = text.let("and " + mask + " " + beats + ", " + text.let("fcmp ord " + type + " " + old + ", " + old));
        } else better = text.let("icmp " + (t.isSigned() ? "s" : "u") + (max ? "gt " : "lt ") + type + " " + x + ", " + old);
        text.line("store " + type + " " + text.let("select " + mask + " " + better + ", " + type + " " + x + ", " + type + " "
                + old) + ", ptr " + best);
        var place = text.let("load " + places + ", ptr " + where);
        var here = writer.operand(Value.uniform(inside.variable(f.over())), 0, "i64", lanes, text);
        text.line("store " + places + " " + text.let("select " + mask + " " + better + ", " + places + " " + here + ", " + places
                + " " + place) + ", ptr " + where);
    }
}
