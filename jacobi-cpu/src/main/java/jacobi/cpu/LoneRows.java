package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Monoid;

/**
 * That statements treat a number of rows each by itself: what a row writes is read and written by that row alone, in all rounds
 * of
 * all loops. Neighbouring variables of a nest may number rows together, or one variable elements of rows. The one place where
 * rows meet is the test of a loop that goes on while any row does ({@link Stmt.While#rows}). Numbers that are the same for all
 * rows ({@link #isNarrow}) are each row's own.
 */
final class LoneRows {
    /** Variables of a nest, or of a fold, that number rows together, {@code each} values of theirs a row. */
    record Run(List<Index> variables, long each) {
        boolean contains(Index i) { return variables.contains(i); }

        private boolean isIn(Ix x) { return variables.stream().anyMatch(x::uses); }

        /** By how many elements a place moves from a row to the next; 0 if it does not move evenly. */
        private long step(Ix at) {
            long factor = at.factor(variables.getLast()), expected = factor;
            for (int i = variables.size() - 1; i >= 0; i--) {
                if (at.factor(variables.get(i)) != expected) return 0;
                expected *= variables.get(i).extent();
            }
            return factor * each;
        }
    }

    /** Where a place is within its row, and in which of several planes of all rows. */
    record Spot(Ix within, Ix plane) {}

    private final long rows;
    private final Map<Memory, Memory> aliases = new IdentityHashMap<>();
    private final Set<Memory> written = new HashSet<>();
    private final Map<Memory, Long> steps = new HashMap<>();
    private final Map<Stmt.Nest, Run> runs = new IdentityHashMap<>();
    private final List<Stmt.Nest> wide = new ArrayList<>(), narrow = new ArrayList<>(), tests = new ArrayList<>();
    /** What statements ask of numbers that must be the same for all rows. */
    private final List<Expr> narrowReads = new ArrayList<>();
    private boolean fits = true;

    private LoneRows(long rows) { this.rows = rows; }

    /** How some statements treat so many rows, or null if they do not treat each by itself. */
    static LoneRows of(List<Stmt> statements, long rows) {
        var found = new LoneRows(rows);
        found.collect(statements);
        return found.fits && !found.wide.isEmpty() && found.settle() ? found : null;
    }

    long count() { return rows; }

    /** What numbers rows in a nest, or in the fold of a loop's test; null in nests that are the same for all. */
    Run run(Stmt.Nest nest) { return runs.get(nest); }

    /** The nests whose points belong to rows. */
    List<Stmt.Nest> wide() { return wide; }

    /** Whether a memory is written, by whatever name. */
    boolean isWritten(Memory m) { return written.contains(name(m)); }

    /** Elements of a row of a written memory that lie in one plane. */
    long step(Memory m) { return steps.get(name(m)); }

    /** Whether a nest writes a few numbers, not arrays. */
    static boolean isNarrow(Stmt.Nest nest) {
        return nest.stores().stream().allMatch(s -> s.memory().place() == Memory.Place.STACK);
    }

    // ---- what there is

    private void collect(List<Stmt> body) {
        for (var statement : body) {
            switch (statement) {
                case Stmt.Nest n -> collect(n);
                case Stmt.Counted c -> collect(c.body());
                case Stmt.While w -> collect(w);
                case Stmt.Switch s -> {
                    narrowReads.add(s.index());
                    s.branches().forEach(this::collect);
                }
                case Stmt.Copy c -> fits &= c.from().place() == Memory.Place.STACK && c.to().place() == Memory.Place.STACK;
                case Stmt.Point p -> join(p.slot(), p.to());
                case Stmt.Swap s -> join(s.a(), s.b());
                case Stmt.Call _, Stmt.Parallel _, Stmt.Shared _ -> fits = false;
            }
        }
    }

    private void collect(Stmt.While w) {
        narrowReads.add(w.test());
        if (w.rows() == 0) collect(w.condition());
        else {
            fits &= w.rows() % rows == 0;
            for (var s : w.condition())
                if (s instanceof Stmt.Nest n && isTest(n)) tests.add(n);
                else collect(List.of(s));
        }
        collect(w.body());
    }

    /** Whether a nest asks whether something holds for any row, and nothing else. */
    static boolean isTest(Stmt.Nest n) {
        return n.domain().isEmpty() && n.stores().size() == 1 && isNarrow(n) && isAny(n.stores().getFirst().value());
    }

    private static boolean isAny(Expr e) { return e instanceof Expr.Fold f && f.monoid() == Monoid.OR; }

    private void collect(Stmt.Nest n) {
        if (isNarrow(n)) {
            narrow.add(n);
            return;
        }
        fits &= n.stores().stream().allMatch(s -> s.memory().place() != Memory.Place.STACK && s.mask() == null)
                && Schedule.along(Stmts.exprs(n.stores())) == null;
        wide.add(n);
    }

    private void join(Memory a, Memory b) {
        Memory x = name(a), y = name(b);
        if (x != y) aliases.put(x, y);
    }

    /** One memory for all that pointers may exchange. */
    private Memory name(Memory m) {
        while (aliases.containsKey(m)) m = aliases.get(m);
        return m;
    }

    // ---- rows

    private boolean settle() {
        for (var n : wide) n.stores().forEach(s -> written.add(name(s.memory())));
        for (var n : narrow) narrowReads.addAll(Stmts.exprs(n.stores()));
        if (loads(narrowReads).stream().anyMatch(l -> isWritten(l.memory()))) return false;
        return wide.stream().allMatch(n -> choose(n, n.domain()))
                && tests.stream().allMatch(n -> choose(n, asked(n.stores().getFirst().value())));
    }

    /** The variables of a fold, and of the folds that are all of its body. */
    static List<Index> asked(Expr e) {
        var over = new ArrayList<Index>();
        for (; isAny(e); e = ((Expr.Fold) e).body()) over.addAll(((Expr.Fold) e).over());
        return over;
    }

    /** What is asked of each element. */
    static Expr question(Expr e) {
        while (isAny(e)) e = ((Expr.Fold) e).body();
        return e;
    }

    private static List<Expr.Load> loads(List<Expr> values) {
        var loads = new ArrayList<Expr.Load>();
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l) loads.add(l);
        });
        return loads;
    }

    private boolean choose(Stmt.Nest n, List<Index> variables) {
        var loads = loads(Stmts.exprs(n.stores()));
        for (var run : candidates(variables))
            if (suits(n, run, loads)) {
                runs.put(n, run);
                return true;
            }
        return false;
    }

    /** Neighbours that have as many values as there are rows, and variables that have a multiple of it. */
    private List<Run> candidates(List<Index> variables) {
        var found = new ArrayList<Run>();
        for (int from = 0; from < variables.size(); from++) {
            long extent = 1;
            for (int to = from; to < variables.size() && extent < rows; to++) {
                extent *= variables.get(to).extent();
                if (extent == rows) found.add(new Run(List.copyOf(variables.subList(from, to + 1)), 1));
            }
        }
        for (var v : variables)
            if (v.extent() > rows && v.extent() % rows == 0) found.add(new Run(List.of(v), v.extent() / rows));
        return found;
    }

    private boolean suits(Stmt.Nest n, Run run, List<Expr.Load> loads) {
        var before = Map.copyOf(steps);
        boolean all = (tests.contains(n) || n.stores().stream().allMatch(s -> isOwn(s.memory(), s.at(), run)))
                && loads.stream().allMatch(l -> !isWritten(l.memory()) || isOwn(l.memory(), l.at(), run));
        if (!all) {
            steps.clear();
            steps.putAll(before);
        }
        return all;
    }

    /** Whether a place is one of the row's own, and rows lie in this memory as elsewhere. */
    private boolean isOwn(Memory m, Ix at, Run run) {
        long step = run.step(at);
        if (step <= 0 || m.size() % (step * rows) != 0 || steps.computeIfAbsent(name(m), _ -> step) != step) return false;
        for (var t : at.terms())
            if (!(t.atom() instanceof Index i && run.contains(i)) && !(t.atom() instanceof Atom.Of) && run.isIn(Ix.of(t.atom())))
                return false;
        var within = spot(m, at, run).within;
        return within.low() >= 0 && within.high() + run.step(at) / run.each * (run.each - 1) < step;
    }

    /** Where a place of a written memory is, the variables that number rows left out. */
    Spot spot(Memory m, Ix at, Run run) {
        long all = step(m) * rows;
        Ix within = Ix.of(Math.floorMod(at.constant(), all)), plane = Ix.of(Math.floorDiv(at.constant(), all));
        for (var t : at.terms()) {
            if (t.atom() instanceof Index i && run.contains(i)) continue;
            if (t.factor() % all == 0) plane = plane.plus(Ix.of(t.atom()).times(t.factor() / all));
            else within = within.plus(Ix.of(t.atom()).times(t.factor()));
        }
        return new Spot(within, plane);
    }
}
