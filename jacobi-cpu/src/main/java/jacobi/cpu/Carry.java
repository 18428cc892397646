package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.Equation;
import jacobi.core.Var;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * The carry of a loop: where each value lies, and where the next one is written. Small values are copied, and live in registers;
 * those that a body leaves alone or updates stay. Others are written over themselves if each element's place is read no more
 * ({@link Overwrite}), or else change places by their pointers; so do values that a round hands on from one carry to another,
 * such as the last two states of a wave. The last values come to lie in the memory of the loop's results, where it is known
 * before which they are.
 */
final class Carry {
    private final Region region;
    private final Equation loop;
    /** How many rounds there will be, or -1. */
    private final long rounds;
    final List<Source> now = new ArrayList<>(), next = new ArrayList<>();
    private final List<Boolean> partly = new ArrayList<>();
    private final List<Stmt> before = new ArrayList<>(), turns = new ArrayList<>();
    private final Map<Memory, Memory> merged = new IdentityHashMap<>();
    /** The carry that takes over what a carry was. */
    private final Map<Integer, Integer> heirs = new HashMap<>();

    Carry(Region region, Equation loop, long rounds) {
        this.region = region;
        this.loop = loop;
        this.rounds = rounds;
    }

    /**
     * Adds the next value.
     *
     * @param changes whether a round writes it anew
     * @param partly  whether it writes a part of it only, the same in all rounds
     */
    void add(boolean changes, boolean partly) {
        this.partly.add(partly);
        var type = loop.operands().get(now.size()).type();
        if (changes && type.size() > Fusion.SMALL) {
            now.add(new Source(region.lower.slot(type)));
            next.add(new Source(region.lower.slot(type)));
            return;
        }
        var home = changes ? null : home(now.size());
        now.add(new Source(home != null ? home : region.lower.temporary(type)));
        next.add(changes ? new Source(region.lower.temporary(type)) : now.getLast());
    }

    /**
     * Notes that the next value of one carry is the present one of another, both added and large: nothing is written, if what
     * the first carry of such a chain becomes is computed, and each hands on to one other.
     */
    void handOn(int from, int to) {
        heirs.put(from, to);
        next.set(to, now.get(from));
    }

    /** The memory of a result, if it has a large one of its own; else null. */
    private Memory home(int i) {
        var v = loop.results().get(i);
        var source = region.source(v);
        var m = source.memory();
        boolean own = m.place() == Memory.Place.RESULT || m.place() == Memory.Place.WORKSPACE;
        return own && m.size() == v.type().size() && m.size() > Fusion.SMALL && source.base().equals(Ix.ZERO) ? m : null;
    }

    /**
     * Decides where large values lie, once the statements of a round are known; writes what comes before the loop.
     * @return statements that do the same, with the values where they came to lie
     */
    List<Stmt> settle(List<Stmt> statements) {
        var overwrite = new Overwrite(statements, region.lower.exprs, region.lower::temporary);
        for (int i = 0; i < now.size(); i++) {
            Memory a = now.get(i).memory(), b = next.get(i).memory();
            if (heirs.containsValue(i)) continue;
            if (a.place() != Memory.Place.SLOT) {
                start(i, a);
                if (a != b) turns.add(new Stmt.Copy(b, a));
                continue;
            }
            var between = heirs.containsKey(i) ? null : overwrite.between(a, b);
            if (between != null || !heirs.containsKey(i) && overwrite.makeSafe(a, b)) overwritten(i, a, b);
            else turning(line(i), b);
            if (between != null) merged.put(between, now.get(i).memory());
        }
        before.forEach(region::add);
        return Overwrite.moving(settled(overwrite.round()));
    }

    /** A carry and those that it hands its values on to: the last one first. */
    private List<Integer> line(int first) {
        var line = new ArrayList<Integer>();
        for (Integer i = first; i != null; i = heirs.get(i)) line.addFirst(i);
        return line;
    }

    private void start(int i, Memory to) { region.copy(loop.operands().get(i), new Source(to)); }

    private void overwritten(int i, Memory a, Memory b) {
        var home = home(i);
        var only = home != null ? home : region.lower.temporary(loop.operands().get(i).type());
        start(i, only);
        merged.put(a, only);
        merged.put(b, only);
        now.set(i, new Source(only));
    }

    /**
     * Values that move up a line of places each round, all but the last, which makes room for what the round computes: of
     * {@code n} places, the one at which a value lies after some rounds is known.
     */
    private void turning(List<Integer> line, Memory computed) {
        int n = line.size() + 1, first = line.getLast();
        var places = new Memory[n];
        if (rounds >= 0) for (int i = 0; i < line.size(); i++) places[(int) ((i + rounds) % n)] = home(line.get(i));
        for (int i = 0; i < n; i++)
            if (places[i] == null) places[i] = region.lower.temporary(loop.operands().get(first).type());
        for (int i = 0; i < line.size(); i++) start(line.get(i), places[i]);
        if (partly.get(first)) start(first, places[n - 1]);
        for (int i = 0; i < n; i++) before.add(new Stmt.Point(slot(line, i, computed), places[i]));
        for (int i = 0; i + 1 < n; i++) turns.add(new Stmt.Swap(slot(line, i, computed), slot(line, i + 1, computed)));
        for (int i : line) if (rounds >= 0 && home(i) != null) now.set(i, new Source(home(i)));
    }

    private Memory slot(List<Integer> line, int i, Memory computed) {
        return i < line.size() ? now.get(line.get(i)).memory() : computed;
    }

    /** The statements of a round, or a part of them, with the values where they came to lie. */
    List<Stmt> settled(List<Stmt> statements) { return Overwrite.renamed(statements, merged, region.lower.exprs); }

    /** What ends a round. */
    List<Stmt> turns() { return turns; }

    /** Copies the last values to the loop's results, but those that lie there. */
    void finish() {
        for (int i = 0; i < now.size(); i++) {
            var v = loop.results().get(i);
            if (!now.get(i).equals(region.source(v))) copy(v, now.get(i), region.source(v));
        }
    }

    private void copy(Var v, Source from, Source to) {
        var shape = v.type().shape();
        var domain = region.domain(shape);
        var at = Places.of(domain);
        region.add(new Stmt.Nest(domain, List.of(new Stmt.Store(to.memory(), to.place(shape, at), region.lower.exprs.load(from
                .memory(), from.place(shape, at), null)))));
    }
}
