package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jacobi.core.DType;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Binary;
import jacobi.lax.Monoid;

/**
 * Statements over rows that stand alone, made for a strip of rows. Memory that they write and read is the strip's own, on the
 * stack, rows side by side; pointers become what they point to, and an exchange of pointers a copy. What is needed from before
 * is read at the strip's beginning, what others need afterwards is written at its end, and what nobody reads in between goes
 * straight to its place. If the rows are no multiple of a strip's, the last strip begins within the one before, and both write
 * the same numbers.
 */
final class StripBodies {
    private final Exprs exprs;
    private final LoneRows rows;
    private final List<Stmt> statements;
    private final Predicate<Memory> isOutside;
    /** What is read, and what is written, in the strips; and what is read before it is written. */
    private final Set<Memory> read = new LinkedHashSet<>(), written = new LinkedHashSet<>(), early = new LinkedHashSet<>();
    /** What nests write by its own name. */
    private final Set<Memory> stored = new LinkedHashSet<>();
    /** Slots that are pointed to a memory in the strips. */
    private final Set<Memory> pointed = new LinkedHashSet<>();
    /** What slots are pointed to: what nests have written before, and what others have. */
    private final Set<Memory> started = new LinkedHashSet<>(), given = new LinkedHashSet<>();
    private final Map<Memory, Memory> own = new LinkedHashMap<>();
    private final List<Memory> memories = new ArrayList<>();
    /** What no round changes, by where it lies. */
    private final Map<Expr.Load, Memory> fixed = new LinkedHashMap<>();
    private Ix first;
    private Index lane;
    private boolean inLoop, fits = true;

    /** @param isOutside whether the program touches a memory outside of the statements */
    StripBodies(Exprs exprs, LoneRows rows, List<Stmt> statements, Predicate<Memory> isOutside) {
        this.exprs = exprs;
        this.rows = rows;
        this.statements = statements;
        this.isOutside = isOutside;
        look(statements, false);
    }

    // ---- what is read and written

    private void look(List<Stmt> body, boolean maybe) {
        var targets = new Targets();
        for (var s : body) {
            switch (s) {
                case Stmt.Nest n -> look(n, maybe);
                case Stmt.Point p -> {
                    pointed.add(p.slot());
                    (stored.contains(p.to()) ? started : given).add(p.to());
                }
                case Stmt.Swap w -> written.addAll(List.of(w.a(), w.b()));
                case Stmt.Switch _, Stmt.Counted _, Stmt.While _ -> Stmts.mapBodies(s, b -> {
                    look(b, maybe || s instanceof Stmt.Switch);
                    return b;
                });
                default -> {}
            }
            fits &= targets.after(s);
            if (s instanceof Stmt.Counted c) targets.turnedBy(c).forEach(slot -> written.add(targets.of(slot)));
        }
    }

    private void look(Stmt.Nest n, boolean maybe) {
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) look(l.memory());
        });
        for (var s : n.stores()) {
            var m = s.memory();
            boolean whole = !maybe && (m.place() == Memory.Place.SLOT || n.points() == m.size() && Indexed.values(s.at())
                    .isEmpty());
            if (!whole && !written.contains(m)) early.add(m);
            written.add(m);
            stored.add(m);
        }
    }

    /** What the slots of a list of statements point to, as far as it says so itself. */
    private static final class Targets {
        private final Map<Memory, Memory> targets = new HashMap<>();

        /**
         * Goes past a statement; whether it is still known what has been pointed to where loops with a fixed number of rounds
         * end.
         */
        boolean after(Stmt s) {
            if (s instanceof Stmt.Point p) targets.put(p.slot(), p.to());
            if (!(s instanceof Stmt.Counted c)) return true;
            var turns = Turns.of(c.body()).times(c.index().extent());
            if (!targets.keySet().containsAll(turns.slots())) return false;
            var before = Map.copyOf(targets);
            for (var slot : turns.slots()) targets.put(slot, before.get(turns.held(slot)));
            return true;
        }

        Memory of(Memory slot) { return targets.get(slot); }

        /** Slots that a loop turns. */
        List<Memory> turnedBy(Stmt.Counted c) {
            return Turns.of(c.body()).slots().stream().filter(targets::containsKey).toList();
        }
    }

    private void look(Memory m) {
        read.add(m);
        if (!written.contains(m)) early.add(m);
    }

    private boolean isWide(Memory m) { return m.place() != Memory.Place.STACK && rows.isWritten(m); }

    /** Whether a memory is the strip's own while it runs. */
    private boolean isOwn(Memory m) {
        return isWide(m) && (read.contains(m) || pointed.contains(m) || m.place() == Memory.Place.SLOT || started.contains(m)
                || !isLeft(m));
    }

    /** Whether others read a memory afterwards. */
    private boolean isLeft(Memory m) { return m.place() == Memory.Place.RESULT || isOutside.test(m); }

    private boolean isFetched(Memory m) {
        if (!isOwn(m) || pointed.contains(m) || !early.contains(m)) return false;
        return m.place() == Memory.Place.SLOT || isLeft(m);
    }

    private boolean isReturned(Memory m) { return isOwn(m) && isLeft(m) && written.contains(m); }

    /** Whether it is known where everything is to lie in the end. */
    boolean fits() { return fits; }

    /** Whether a strip must not be run twice: it would read what it has written. */
    boolean runsOnce() {
        return read.stream().anyMatch(m -> isFetched(m) && isReturned(m)) || given.stream().anyMatch(this::isLeft);
    }

    /** Bytes on the stack of a strip of so many rows. */
    long bytes(long size) {
        var all = new LinkedHashSet<>(read);
        all.addAll(written);
        all.addAll(pointed);
        return all.stream().filter(this::isOwn).mapToLong(m -> m.bytes() / rows.count() * size).sum();
    }

    // ---- what is done beside the strips

    /** Pointers that others read, turned as before. */
    List<Stmt> turned() {
        return statements.stream().filter(s -> s instanceof Stmt.Point p && isOutside.test(p.slot())).toList();
    }

    /** The numbers that are the same for all rows, where others read them: each strip has computed its own. */
    List<Stmt> alone() {
        var rest = narrow(statements);
        boolean[] isRead = {false};
        rest.forEach(s -> Touched.each(s, m -> isRead[0] |= m.place() == Memory.Place.STACK && isOutside.test(m)));
        return isRead[0] ? rest : List.of();
    }

    private List<Stmt> narrow(List<Stmt> body) {
        var rest = new ArrayList<Stmt>();
        for (var s : body) {
            switch (s) {
                case Stmt.Nest n when LoneRows.isNarrow(n) && rows.run(n) == null -> rest.add(n);
                case Stmt.Copy c -> rest.add(c);
                case Stmt.While w when w.rows() == 0 -> rest.add(Stmts.mapBodies(w, this::narrow));
                case Stmt.Counted c when !narrow(c.body()).isEmpty() -> rest.add(Stmts.mapBodies(c, this::narrow));
                case Stmt.Switch c -> rest.add(Stmts.mapBodies(c, this::narrow));
                default -> {}
            }
        }
        return rest;
    }

    // ---- a strip

    /** Memories that only strips use; known once {@link #strip} was asked. */
    List<Memory> memories() { return memories; }

    /** What a strip of so many rows does, from its first row on. */
    List<Stmt> strip(Ix first, long size) {
        this.first = first;
        lane = new Index("l", size);
        var main = body(statements);
        var strip = new ArrayList<Stmt>();
        List.copyOf(own.keySet()).stream().filter(this::isFetched).forEach(m -> strip.add(moved(m, true)));
        fixed.forEach((l, m) -> strip.add(new Stmt.Nest(List.of(lane), List.of(new Stmt.Store(m, Ix.of(lane), l)))));
        strip.addAll(main);
        List.copyOf(own.keySet()).stream().filter(this::isReturned).forEach(m -> strip.add(moved(m, false)));
        return strip;
    }

    /** The first row of a strip; the last strip ends with the last row. */
    Ix first(Index block, long size) {
        long last = rows.count() - size;
        if (runsOnce() || rows.count() % size == 0) return Ix.of(block).times(size);
        var even = exprs.count(Ix.of(block).times(size), DType.S64);
        return Ix.of(new Atom.Of(exprs.apply(Binary.MINIMUM, even, exprs.num(last)), 0, last));
    }

    private Memory own(Memory m) { return own.computeIfAbsent(m, _ -> local(m, m.size() / rows.count())); }

    private Memory local(Memory like, long elements) {
        var memory = new Memory(like + "'" + memories.size(), like.dtype(), elements * lane.extent(), Memory.Place.STACK, -1);
        memories.add(memory);
        return memory;
    }

    /** A nest that fetches the strip's part of a memory, or returns it. */
    private Stmt.Nest moved(Memory m, boolean fetches) { return moved(m, own(m), fetches); }

    private Stmt.Nest moved(Memory outside, Memory own, boolean fetches) {
        long step = rows.step(outside), count = rows.count();
        var element = new Index("e", outside.size() / count);
        var whole = Ix.of(element);
        var there = whole.div(step).times(step * count).plus(first.plus(Ix.of(lane)).times(step)).plus(whole.mod(step));
        var here = whole.times(lane.extent()).plus(Ix.of(lane));
        var store = fetches ? new Stmt.Store(own, here, exprs.load(outside, there, null))
                : new Stmt.Store(outside, there, exprs.load(own, here, null));
        return new Stmt.Nest(element.extent() == 1 ? List.of(lane) : List.of(element, lane), List.of(store));
    }

    private List<Stmt> body(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        var targets = new Targets();
        for (var s : body) {
            targets.after(s);
            switch (s) {
                case Stmt.Nest n when rows.run(n) == null -> into.add(n);
                case Stmt.Nest n -> into.add(LoneRows.isTest(n) ? test(n) : nest(n));
                case Stmt.Counted c -> {
                    into.add(new Stmt.Counted(c.index(), c.reverse(), round(c.body())));
                    targets.turnedBy(c).forEach(slot -> leave(slot, targets.of(slot), into));
                }
                case Stmt.While w -> into.add(new Stmt.While(round(w.condition()), w.test(), round(w.body()), 0));
                case Stmt.Point p -> point(p, into);
                case Stmt.Swap w -> swap(w, into);
                default -> into.add(Stmts.mapBodies(s, this::body));
            }
        }
        return into;
    }

    private List<Stmt> round(List<Stmt> body) {
        boolean outer = inLoop;
        inLoop = true;
        var round = body(body);
        inLoop = outer;
        return round;
    }

    private void point(Stmt.Point p, List<Stmt> into) {
        if (started.contains(p.to())) into.add(new Stmt.Copy(own(p.to()), own(p.slot())));
        else if (early.contains(p.slot())) into.add(moved(p.to(), own(p.slot()), true));
    }

    /** What a slot holds is put where it points to, if somebody reads that by its own name. */
    private void leave(Memory slot, Memory target, List<Stmt> into) {
        if (isOwn(target)) into.add(new Stmt.Copy(own(slot), own(target)));
        else if (isLeft(target)) into.add(moved(target, own(slot), false));
    }

    /** What the second gets is of no use if it is written anew before it is read. */
    private void swap(Stmt.Swap s, List<Stmt> into) {
        if (!early.contains(s.b()) && !isReturned(s.b())) {
            into.add(new Stmt.Copy(own(s.b()), own(s.a())));
            return;
        }
        var between = local(s.a(), s.a().size() / rows.count());
        into.add(new Stmt.Copy(own(s.a()), between));
        into.add(new Stmt.Copy(own(s.b()), own(s.a())));
        into.add(new Stmt.Copy(between, own(s.b())));
    }

    // ---- nests

    private Stmt.Nest nest(Stmt.Nest n) {
        var rewrite = new Rows(rows.run(n));
        return new Stmt.Nest(rewrite.over(n.domain()), n.stores().stream().map(rewrite::written).toList());
    }

    /** Whether something holds for any row of the strip. */
    private Stmt.Nest test(Stmt.Nest n) {
        var rewrite = new Rows(rows.run(n));
        var s = n.stores().getFirst();
        var any = exprs.fold(Monoid.OR, rewrite.over(LoneRows.asked(s.value())), rewrite.expr(LoneRows.question(s.value())));
        return new Stmt.Nest(List.of(), List.of(new Stmt.Store(s.memory(), s.at(), any)));
    }

    /** Expressions for the strip's rows in the place of all. */
    private final class Rows extends Rewrite {
        private final LoneRows.Run run;
        /** The elements of a row that the run's variable numbers. */
        private final Index element;

        Rows(LoneRows.Run run) {
            super(StripBodies.this.exprs);
            this.run = run;
            this.element = new Index("e", run.each());
        }

        /** Variables, of which those of the run become one that runs over the strip. */
        List<Index> over(List<Index> variables) {
            var rest = new ArrayList<>(variables);
            rest.removeAll(run.variables());
            if (run.each() > 1) rest.add(element);
            rest.add(lane);
            return rest;
        }

        @Override Ix index(Index i) {
            int k = run.variables().indexOf(i);
            if (k < 0) return Ix.of(i);
            long below = 1;
            for (var v : run.variables().subList(k + 1, run.variables().size())) below *= v.extent();
            var value = first.plus(Ix.of(lane)).times(run.each()).plus(Ix.of(element)).div(below);
            return k == 0 ? value : value.mod(i.extent());
        }

        Stmt.Store written(Stmt.Store s) {
            return isOwn(s.memory()) ? new Stmt.Store(own(s.memory()), place(s.memory(), s.at()), expr(s.value())) : store(s);
        }

        @Override Expr load(Expr.Load l) {
            if (isOwn(l.memory())) return exprs.load(own(l.memory()), place(l.memory(), l.at()), expr(l.mask()));
            var load = super.load(l);
            return inLoop && isFixed(l) ? exprs.load(fixed.computeIfAbsent((Expr.Load) load, _ -> local(l.memory(), 1)),
                    Ix.of(lane), null) : load;
        }

        /** Whether a load is of one element a row, the same in all rounds. */
        private boolean isFixed(Expr.Load l) {
            return !isWide(l.memory()) && l.mask() == null && l.memory().place() != Memory.Place.STACK
                    && l.memory().place() != Memory.Place.TABLE && Indexed.values(l.at()).isEmpty() && run.each() == 1
                    && !l.free().isEmpty() && run.variables().containsAll(l.free());
        }

        private Ix place(Memory m, Ix at) {
            var spot = rows.spot(m, at, run);
            long step = rows.step(m);
            var within = ix(spot.within()).plus(Ix.of(element).times(step / run.each()));
            return within.plus(ix(spot.plane()).times(step)).times(lane.extent()).plus(Ix.of(lane));
        }
    }
}
