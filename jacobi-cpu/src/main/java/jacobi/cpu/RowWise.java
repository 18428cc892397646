package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * That a loop treats rows each by itself: there is a number of rows, and each nest has a variable that runs over them, so that
 * what a row writes is read and written by that row alone, in all rounds. Of a memory that is written a row is {@code s}
 * elements at every {@code s · rows}; a variable may count rows, or elements of rows.
 */
final class RowWise {
    /** Bytes that memory gives while a vector instruction runs. */
    private static final double BYTES = 8;

    private final List<Stmt.Nest> nests = new ArrayList<>(), narrow = new ArrayList<>();
    private final Map<Memory, Memory> aliases = new IdentityHashMap<>();
    private final Map<Memory, Long> strides = new HashMap<>();
    private final Map<Stmt.Nest, Index> variables = new IdentityHashMap<>();
    private final List<Stmt> statements;
    private boolean fits = true;
    private long rows;

    private RowWise(List<Stmt> statements) {
        this.statements = statements;
        collect(statements);
        fits &= !nests.isEmpty();
    }

    /** What the rows of a loop are, or null if they do not stand alone. */
    static RowWise of(Stmt.Counted loop) {
        var found = new RowWise(List.of(loop));
        return found.fits && found.settle(found.extents()) ? found : null;
    }

    /**
     * How statements treat a number of rows, one statement after another; or null if they do not treat each by itself.
     *
     * @param pointers statements elsewhere that turn pointers
     */
    static RowWise of(List<Stmt> statements, List<Stmt> pointers, long rows) {
        var found = new RowWise(statements);
        found.collect(pointers);
        return found.fits && found.settle(List.of(rows)) ? found : null;
    }

    /** How many rows there are. */
    long count() { return rows; }

    /** The variable of a nest that runs over rows, or null for what is the same for all. */
    Index variable(Stmt.Nest nest) { return variables.get(nest); }

    /** Whether a nest writes arrays, not just a few numbers. */
    static boolean isWide(Stmt.Nest nest) {
        return nest.stores().stream().anyMatch(s -> s.memory().place() != Memory.Place.STACK);
    }

    /** The nests that write arrays. */
    List<Stmt.Nest> nests() { return nests; }

    /** Elements from a row of a memory to the next, or 0 if it is not written. */
    long step(Memory m) { return strides.getOrDefault(name(m), 0L); }

    /** Whether pointers may point to a memory. */
    boolean isPointed(Memory m) { return aliases.containsKey(m) || aliases.containsValue(m); }

    // ---- what there is

    private void collect(List<Stmt> body) {
        for (var statement : body) {
            switch (statement) {
                case Stmt.Nest n -> collect(n);
                case Stmt.Counted c -> collect(c.body());
                case Stmt.Copy c -> fits &= c.from().place() == Memory.Place.STACK && c.to().place() == Memory.Place.STACK;
                case Stmt.Point p -> join(p.slot(), p.to());
                case Stmt.Swap s -> join(s.a(), s.b());
                case Stmt.While _, Stmt.Switch _, Stmt.Call _, Stmt.Parallel _, Stmt.Shared _ -> fits = false;
            }
        }
    }

    private void collect(Stmt.Nest n) {
        if (isWide(n)) {
            nests.add(n);
            fits &= n.stores().stream().noneMatch(s -> s.memory().place() == Memory.Place.STACK);
        } else narrow.add(n);
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

    /** Finds the first number of rows that fits all nests. */
    private boolean settle(Collection<Long> candidates) {
        var written = new HashSet<Memory>();
        for (var n : nests) n.stores().forEach(s -> written.add(name(s.memory())));
        for (var n : narrow) for (var l : loads(n)) if (written.contains(name(l.memory()))) return false;
        for (long extent : candidates) {
            rows = extent;
            strides.clear();
            if (extent > 1 && nests.stream().allMatch(n -> choose(n, written))) return true;
        }
        return false;
    }

    private Set<Long> extents() {
        var extents = new TreeSet<Long>();
        for (var n : nests) n.domain().forEach(i -> extents.add(i.extent()));
        return extents;
    }

    /** All that a nest loads. */
    static List<Expr.Load> loads(Stmt.Nest n) {
        var loads = new ArrayList<Expr.Load>();
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) loads.add(l);
        });
        return loads;
    }

    private boolean choose(Stmt.Nest n, Set<Memory> written) {
        for (var i : n.domain())
            if (i.extent() % rows == 0 && suits(n, i, written)) {
                variables.put(n, i);
                return true;
            }
        return false;
    }

    private boolean suits(Stmt.Nest n, Index i, Set<Memory> written) {
        if (i == Schedule.along(Stmts.exprs(n.stores()))) return false;
        var before = Map.copyOf(strides);
        boolean all = n.stores().stream().allMatch(s -> isOwn(s.memory(), s.at(), i))
                && loads(n).stream().allMatch(l -> !written.contains(name(l.memory())) || isOwn(l.memory(), l.at(), i));
        if (!all) {
            strides.clear();
            strides.putAll(before);
        }
        return all;
    }

    /** Whether a place is one of the row's own, and rows lie in this memory as elsewhere. */
    private boolean isOwn(Memory m, Ix at, Index i) {
        long step = at.factor(i), row = step * (i.extent() / rows), all = row * rows;
        if (step <= 0 || strides.computeIfAbsent(name(m), _ -> row) != row) return false;
        long low = Math.floorMod(at.constant(), all), high = low;
        for (var t : at.terms()) {
            if (t.atom() == i) continue;
            var part = Ix.of(t.atom()).times(t.factor());
            if (part.uses(i) && !(t.atom() instanceof Atom.Of)) return false;
            if (t.factor() % all == 0) continue;
            low += part.low();
            high += part.high();
        }
        return low >= 0 && high < step;
    }

    // ---- what it costs

    /** Instructions of a round, on vectors. */
    double work() {
        double sum = 0;
        for (var n : nests) {
            var values = n.stores().stream().map(Stmt.Store::value).toList();
            sum += n.points() * (Weight.of(values) + n.stores().size()) / Schedule.lanes(values);
        }
        return sum;
    }

    /**
     * Bytes of a row that a round touches, roughly: what each load and store of a nest would touch if it ran over memory once.
     */
    double bytes() {
        double sum = 0;
        for (var n : nests) {
            double points = n.points() / (double) rows;
            for (var s : n.stores()) sum += points * s.memory().dtype().bytes();
            for (var l : loads(n)) if (l.uses(variables.get(n))) sum += points * l.dtype().bytes();
        }
        return Math.max(1, sum);
    }

    /** Whether the loop reads or writes memory that each round meets for the first time, and computes little with it. */
    boolean streams() {
        if (!(statements.getFirst() instanceof Stmt.Counted loop)) return false;
        double bytes = 0;
        for (var n : nests) {
            double points = n.points();
            for (var s : n.stores()) if (s.at().uses(loop.index())) bytes += points * s.memory().dtype().bytes();
            for (var l : loads(n)) if (l.at().uses(loop.index())) bytes += points * l.dtype().bytes();
        }
        return bytes > BYTES * work();
    }

    /** Bytes of a row in memory that each round meets for the first time; 0 if there is none. */
    long streamed() {
        long bytes = 0;
        if (!(statements.getFirst() instanceof Stmt.Counted loop)) return bytes;
        for (var n : nests) {
            long each = variables.get(n).extent() / count();
            for (var s : n.stores()) if (s.at().uses(loop.index())) bytes = Math.max(bytes, each * s.memory().dtype().bytes());
            for (var l : loads(n))
                if (l.at().uses(loop.index()) && l.at().uses(variables.get(n))) bytes = Math.max(bytes, each * l.dtype().bytes());
        }
        return bytes;
    }

    /** Whether something is folded within rows. */
    boolean haveFolds() { return nests.stream().anyMatch(n -> Weight.hasFolds(Stmts.exprs(n.stores()))); }

    /** Whether rows are what runs in the lanes of vectors. */
    boolean areLanes() { return nests.stream().anyMatch(n -> n.domain().getLast() == variables.get(n)); }
}
