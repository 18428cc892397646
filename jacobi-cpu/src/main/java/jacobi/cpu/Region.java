package jacobi.cpu;

import java.util.*;
import jacobi.core.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Scatter;

/** Lowers one region: a program, or the body of a loop or branch. */
final class Region {
    private record Key(Var v, List<Ix> at, Expr guard) {
        /** Both are compared by identity, and this is asked for everything that is pulled. */
        @Override public int hashCode() {
            return 31 * (31 * System.identityHashCode(v) + at.hashCode()) + System.identityHashCode(guard);
        }

        @Override public boolean equals(Object o) {
            return o instanceof Key k && k.v == v && k.guard == guard && k.at.equals(at);
        }
    }

    final Lower lower;
    private final Program program;
    private final Map<Var, Source> sources = new IdentityHashMap<>();
    private final Map<Var, Constantly> literals = new IdentityHashMap<>();
    private final Map<Var, Equation> definitions;
    private final List<Stmt> body = new ArrayList<>();
    private final Set<Memory> temporaries = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Results that nests write to further targets on the way. */
    private final Map<Var, List<Source>> further = new IdentityHashMap<>();

    /** An input that is a number known now. */
    private record Constantly(Literal literal) {}

    private final InPlace updates;

    Region(Lower lower, Program program) { this(lower, program, InPlace.none()); }

    Region(Lower lower, Program program, InPlace updates) {
        this.lower = lower;
        this.program = program;
        this.updates = updates;
        this.definitions = Programs.definitions(program);
    }

    void define(Var v, Source source) { sources.put(v, source); }

    /** Gives an input the meaning of an operand in the region around. */
    void define(Var v, jacobi.core.Atom operand, Region outside) {
        if (operand instanceof Literal l) literals.put(v, new Constantly(l));
        else if (outside.literals.containsKey(operand)) literals.put(v, outside.literals.get(operand));
        else define(v, outside.sources.get(operand));
    }

    List<Stmt> body() { return body; }

    void add(Stmt s) { body.add(s); }

    /** Lowers everything, and lets the nests go through the passes over nests; results come to lie at their targets. */
    List<Stmt> into(List<Source> targets) { return into(targets, true); }

    /** @param splits whether long folds are broken into blocks already */
    List<Stmt> into(List<Source> targets, boolean splits) {
        for (var e : program.equations()) lower.checks.enter(e);
        var fusion = new Fusion(program, lower.pull, lower.exprs, updates);
        var statements = fusion.statements();
        place(fusion, targets);
        for (var node : statements) {
            if (node.isNest()) nest(node, fusion);
            else statement(node.equations.getFirst());
        }
        copyResults(targets);
        for (var e : updates.in(program)) new Structures(this).update(e, carryOf(e));
        var wide = WideLast.of(body, temporaries, lower.exprs);
        return splits ? split(wide) : wide;
    }

    /** Updates where a carry lies come last; those of another memory when they can. */
    private void statement(Equation e) {
        if (!updates.contains(e)) new Structures(this).write(e);
        else if (updates.isBlock(e)) new Structures(this).update(e, source(e.result()));
    }

    private List<Stmt> split(List<Stmt> statements) {
        var folds = new SplitFolds(lower.exprs, lower::temporary);
        var split = new ArrayList<Stmt>();
        for (var s : statements) {
            if (s instanceof Stmt.Nest n) for (var p : Seams.split(n, lower.exprs)) split.addAll(folds.split(p));
            else split.add(s);
        }
        return split;
    }

    /**
     * Gives memory to all values that shall have it: results lie at their targets from the start. Small ones that are needed
     * again and whose target is far away stay at hand, and are copied there.
     */
    private void place(Fusion fusion, List<Source> targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (!(program.results().get(i) instanceof Var v) || !definitions.containsKey(v)) continue;
            boolean far = targets.get(i).memory().place() != Memory.Place.STACK && v.type().size() <= Fusion.SMALL;
            if (far && fusion.isShared(v)) continue;
            boolean again = sources.putIfAbsent(v, targets.get(i)) != null && Pull.canPull(definitions.get(v));
            if (again) further.computeIfAbsent(v, _ -> new ArrayList<>()).add(targets.get(i));
        }
        var uses = Programs.uses(program);
        for (var e : program.equations().reversed()) {
            for (var v : e.results()) if (fusion.isStored(v) && !sources.containsKey(v) && !updates.contains(e)) temporary(v);
            if (e.primitive() instanceof Scatter && e.operands().getFirst() instanceof Var v && uses.get(v) == 1) shareMemory(e,
                    v,
                    fusion);
        }
    }

    /** What only a scatter reads lies where its result will: nothing is copied. */
    private void shareMemory(Equation scatter, Var v, Fusion fusion) {
        var place = sources.get(scatter.result());
        if (place == null || updates.contains(scatter) || Pull.canPull(scatter) || !fusion.isStored(v)) return;
        if (definitions.containsKey(v) && !updates.contains(definitions.get(v))) sources.putIfAbsent(v, place);
    }

    private void temporary(Var v) {
        var memory = lower.temporary(v.type());
        temporaries.add(memory);
        define(v, new Source(memory));
    }

    /** Where the carry lies that an update starts from. */
    private Source carryOf(Equation update) {
        var a = update.operands().getFirst();
        return definitions.containsKey(a) ? carryOf(definitions.get(a)) : sources.get(a);
    }

    /** Results that are inputs, numbers, or results already. */
    private void copyResults(List<Source> targets) {
        for (int i = 0; i < targets.size(); i++) {
            var a = program.results().get(i);
            if (a instanceof Var v && isWritten(v, targets.get(i))) continue;
            copy(a, targets.get(i));
        }
    }

    private boolean isWritten(Var v, Source target) {
        return target.equals(sources.get(v)) || further.getOrDefault(v, List.of()).contains(target);
    }

    /** A nest that writes all elements of a value to a place. */
    void copy(jacobi.core.Atom a, Source target) {
        var shape = a.type().shape();
        var domain = Places.domain(shape, "i");
        var at = Places.of(domain);
        add(new Stmt.Nest(domain, List.of(new Stmt.Store(target.memory(), target.place(shape, at), pull(a, at)))));
    }

    private void nest(Node node, Fusion fusion) {
        var puller = new Puller(node);
        var stores = new ArrayList<Stmt.Store>();
        for (var e : node.equations.reversed())
            for (var at : fusion.places(e, node)) {
                var value = puller.at(e.result(), at, null);
                stores.add(store(sources.get(e.result()), e.result(), at, value));
                for (var t : further.getOrDefault(e.result(), List.of())) stores.add(store(t, e.result(), at, value));
            }
        add(new Stmt.Nest(node.domain, stores));
    }

    private static Stmt.Store store(Source target, Var v, Ix[] at, Expr value) {
        return new Stmt.Store(target.memory(), target.place(v.type().shape(), at), value);
    }

    /** The memory of a stored value. */
    Source source(jacobi.core.Atom a) { return sources.get(a); }

    /** An element of a value. */
    Expr pull(jacobi.core.Atom a, Ix[] at) { return new Puller(null).at(a, at, null); }

    Pull.Operand puller() { return new Puller(null); }

    /** Pulls elements for one statement; what the statement itself makes is computed, all else that has memory is read. */
    private final class Puller implements Pull.Operand {
        private final Set<Var> own = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Key, Expr> known = new HashMap<>();

        Puller(Node node) {
            if (node != null) for (var e : node.equations) own.add(e.result());
        }

        @Override public Expr at(jacobi.core.Atom a, Ix[] at, Expr guard) {
            if (a instanceof Literal l) return lower.exprs.num(l.constant());
            var v = (Var) a;
            var literal = literals.get(v);
            if (literal != null) return lower.exprs.num(literal.literal.constant());
            var key = new Key(v, List.of(at), guard);
            var found = known.get(key);
            if (found == null) known.put(key, found = make(v, at, guard));
            return found;
        }

        private Expr make(Var v, Ix[] at, Expr guard) {
            var source = own.contains(v) ? null : sources.get(v);
            if (source != null) return lower.exprs.load(source.memory(), source.place(v.type().shape(), at), guard);
            return lower.pull.element(definitions.get(v), at, guard, this);
        }
    }

    List<Index> domain(Shape shape) { return Places.domain(shape, "i"); }
}
