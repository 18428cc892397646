package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.Equation;
import jacobi.core.JacobiError;
import jacobi.core.Program;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;

/** Lowers the equations that are no nests: control flow, running results, and calls of the runtime. */
final class Structures {
    private final Region region;
    private final Lower lower;

    Structures(Region region) {
        this.region = region;
        this.lower = region.lower;
    }

    void write(Equation e) {
        switch (e.primitive()) {
            case While w -> loop(w.with(w.condition(), InPlace.apart(w.body(), w.carries())), e);
            case Scan s -> scan(new Scan(InPlace.apart(s.body(), s.carries()), s.carries(), s.slices(), s.length(),
                    s.reverse()), e);
            case Case c -> choose(c, e);
            case Cumulative c -> running(c, e);
            case Scatter s -> scatter(s, e);
            case DotGeneral d -> new Gemm(region).write(d, e);
            case Cholesky _, TriangularSolve _, Lu _, Solve _ -> {
                if (SmallMatrices.fits(e)) SmallMatrices.write(region, e);
                else new Factorise(region).write(e);
            }
            case Sort s -> Sorting.write(region, s, e);
            case Concatenate c -> Joins.write(region, c, e);
            default -> throw JacobiError.bug("%s is no statement", e.primitive().mnemonic());
        }
    }

    // ---- loops

    private static boolean changes(Program body, int carry) { return body.results().get(carry) != body.inputs().get(carry); }

    private Carry carry(Equation e, Program body, int carries, InPlace updates, long rounds) {
        var carry = new Carry(region, e, rounds);
        for (int i = 0; i < carries; i++) carry.add(changes(body, i) && !updates.updates(i), updates.updatesPart(i));
        handOn(body, carries, updates, carry);
        return carry;
    }

    /** Large values that a round only hands on from carry to carry, from one that is computed on. */
    private static void handOn(Program body, int carries, InPlace updates, Carry carry) {
        for (int i = 0; i < carries; i++) {
            boolean computed = body.inputs().indexOf(body.results().get(i)) < 0 && !updates.updates(i) && !updates.updatesPart(i);
            if (!computed || body.inputs().get(i).type().size() <= Fusion.SMALL) continue;
            for (int from = i, to; (to = body.results().subList(0, carries).indexOf(body.inputs().get(from))) >= 0; from = to)
                carry.handOn(from, to);
        }
    }

    private void loop(While w, Equation e) {
        var updates = InPlace.of(w.body(), w.carries());
        var carry = carry(e, w.body(), w.carries(), updates, -1);
        var condition = inner(new Region(lower, w.condition()), w.condition(), e, carry, w.carries(), w.carries());
        var body = inner(new Region(lower, w.body(), updates), w.body(), e, carry, w.carries(), w.carries()
                + w.conditionExtras());
        var test = lower.temporary(w.condition().resultTypes()[0]);
        var conditions = condition.into(List.of(new Source(test)), w.examples() == 0);
        var round = round(body.into(carry.next), carry);
        region.add(new Stmt.While(carry.settled(conditions), lower.exprs.load(test, Ix.ZERO, null), round, examples(w, e)));
        carry.finish();
    }

    /** A whole round, once it is known what the body does. */
    private static List<Stmt> round(List<Stmt> body, Carry carry) {
        var round = new ArrayList<>(carry.settle(body));
        round.addAll(carry.turns());
        return round;
    }

    /** How many examples go on by themselves. */
    private static long examples(While w, Equation e) {
        return w.examples() == 0 ? 0 : e.operands().getFirst().type().shape().slice(0, w.examples()).size();
    }

    /** A region whose first inputs are the carry and the rest operands from {@code extras} on. */
    private Region inner(Region inner, Program p, Equation e, Carry carry, int carries, int extras) {
        for (int i = 0; i < carries; i++) inner.define(p.inputs().get(i), carry.now.get(i));
        for (int i = carries; i < p.inputs().size(); i++) inner.define(p.inputs().get(i), e.operands().get(extras + i - carries),
                region);
        return inner;
    }

    private void scan(Scan s, Equation e) {
        var updates = InPlace.of(s.body(), s.carries());
        var carry = carry(e, s.body(), s.carries(), updates, s.length());
        var trip = new Index("n", s.length());
        var body = new Region(lower, s.body(), updates);
        for (int i = 0; i < s.body().inputs().size(); i++) {
            var input = s.body().inputs().get(i);
            if (i < s.carries()) body.define(input, carry.now.get(i));
            else if (i < s.carries() + s.slices()) body.define(input, slice(region.source(e.operands().get(i)), trip,
                    input.type()));
            else body.define(input, e.operands().get(i), region);
        }
        var targets = new ArrayList<>(carry.next);
        for (int i = s.carries(); i < e.results().size(); i++)
            targets.add(slice(region.source(e.results().get(i)), trip, s.body().results().get(i).type()));
        var round = round(body.into(targets), carry);
        if (s.length() > 0) region.add(new Stmt.Counted(trip, s.reverse(), round));
        carry.finish();
    }

    private static Source slice(Source of, Index trip, ArrayType type) {
        return new Source(of.memory(), of.base().plus(Ix.of(trip).times(type.size())));
    }

    private void choose(Case c, Equation e) {
        var targets = e.results().stream().map(region::source).toList();
        var branches = new ArrayList<List<Stmt>>();
        for (var p : c.branches()) {
            var inner = new Region(lower, p);
            for (int i = 0; i < p.inputs().size(); i++) inner.define(p.inputs().get(i), e.operands().get(1 + i), region);
            branches.add(inner.into(targets));
        }
        region.add(new Stmt.Switch(region.pull(e.operands().getFirst(), new Ix[0]), branches));
    }

    // ---- running results

    /** The first slice along the axis is copied, each further one combines the one before with an element. */
    private void running(Cumulative c, Equation e) {
        var type = e.result().type();
        if (type.size() == 0) return;
        if (RunningResults.fits(c, type)) {
            RunningResults.write(region, c, e);
            return;
        }
        var x = e.operands().getFirst();
        var out = region.source(e.result());
        long n = type.dim(c.axis());
        slice(c, x, out, Ix.of(c.reverse() ? n - 1 : 0), null, region.body());
        if (n == 1) return;
        var trip = new Index("n", n - 1);
        var at = c.reverse() ? Ix.of(trip) : Ix.of(trip).plus(1);
        var step = new ArrayList<Stmt>();
        slice(c, x, out, at, at.plus(c.reverse() ? 1 : -1), step);
        region.add(new Stmt.Counted(trip, c.reverse(), step));
    }

    private void slice(Cumulative c, jacobi.core.Atom x, Source out, Ix here, Ix before, List<Stmt> into) {
        var shape = x.type().shape();
        var domain = region.domain(shape.with(c.axis(), 1));
        var at = Places.of(domain);
        at[c.axis()] = here;
        Expr value = region.pull(x, at);
        if (before != null) {
            var last = at.clone();
            last[c.axis()] = before;
            value = lower.exprs.apply(c.monoid().operation(), lower.exprs.load(out.memory(), out.place(shape, last), null),
                    value);
        }
        into.add(Collapse.nest(new Stmt.Nest(domain, List.of(new Stmt.Store(out.memory(), out.place(shape, at), value))),
                lower.exprs));
    }

    // ---- updates at places known at run time

    /** Writes some elements of a carry where it lies. */
    void update(Equation e, Source out) {
        if (e.primitive() instanceof Scatter s) Scattered.write(region, s, e, out);
        else block((DynamicUpdateSlice) e.primitive(), e, out);
    }

    private void block(DynamicUpdateSlice d, Equation e, Source out) {
        var update = e.operands().get(1);
        if (update.type().size() == 0) return;
        var shape = e.result().type().shape();
        var domain = region.domain(update.type().shape());
        var at = Places.of(domain);
        var to = lower.pull.start(d, e, region.puller());
        for (int i = 0; i < to.length; i++) to[i] = to[i].plus(at[i]);
        region.add(new Stmt.Nest(domain, List.of(new Stmt.Store(out.memory(), out.place(shape, to), region.pull(update, at)))));
    }

    private void scatter(Scatter s, Equation e) {
        var out = region.source(e.result());
        if (!out.equals(region.source(e.operands().getFirst()))) region.copy(e.operands().getFirst(), out);
        Scattered.write(region, s, e, out);
    }
}
