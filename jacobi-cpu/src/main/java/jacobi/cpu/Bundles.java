package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Memories of one type that become one: element after element, those of all members side by side. Only memories of the
 * program's own can be members, if nothing but nests of a single point touches them.
 */
final class Bundles {
    private record Spot(List<Memory> members, int position) {}

    private final Set<Memory> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Memory, Spot> spots = new IdentityHashMap<>();
    private final Map<List<Memory>, Memory> memories = new IdentityHashMap<>();

    Bundles(List<Stmt> body) { body.forEach(this::fix); }

    // ---- who may be a member

    private void fix(Stmt statement) {
        switch (statement) {
            case Stmt.Nest n when n.domain().isEmpty() -> {}
            case Stmt.Nest n -> {
                n.stores().forEach(s -> fixed.add(s.memory()));
                fix(Stmts.exprs(n.stores()));
            }
            case Stmt.Shared s -> {
                s.each().forEach(this::fix);
                s.last().forEach(this::fix);
            }
            case Stmt.While w -> {
                w.condition().forEach(this::fix);
                w.body().forEach(this::fix);
            }
            case Stmt.Counted c -> c.body().forEach(this::fix);
            case Stmt.Parallel p -> p.body().forEach(this::fix);
            case Stmt.Switch s -> s.branches().forEach(b -> b.forEach(this::fix));
            case Stmt.Copy c -> fixed.addAll(List.of(c.from(), c.to()));
            case Stmt.Point p -> fixed.addAll(List.of(p.slot(), p.to()));
            case Stmt.Swap s -> fixed.addAll(List.of(s.a(), s.b()));
            case Stmt.Call c -> {
                for (var a : c.arguments()) if (a instanceof Stmt.At at) fixed.add(at.memory());
                if (c.result() != null) fixed.add(c.result());
            }
        }
    }

    private void fix(List<Expr> read) {
        Weight.each(read, e -> {
            if (e instanceof Expr.Load l) fixed.add(l.memory());
        });
    }

    private boolean isFree(Memory m) {
        return (m.place() == Memory.Place.STACK || m.place() == Memory.Place.WORKSPACE) && !fixed.contains(m) && m.size() > 0;
    }

    // ---- making them

    /**
     * Makes a bundle of memories, in their order; or appends those that have none to the bundle that the others have. Does
     * nothing where they cannot be one.
     */
    void join(List<Memory> tuple) {
        var first = tuple.getFirst();
        for (var m : tuple) if (!isFree(m) || m.dtype() != first.dtype() || m.size() != first.size()) return;
        if (new HashSet<>(tuple).size() < tuple.size()) return;
        List<Memory> members = null;
        for (var m : tuple) {
            var spot = spots.get(m);
            if (spot == null) continue;
            if (members != null && spot.members != members) return;
            members = spot.members;
        }
        if (members == null) members = new ArrayList<>();
        for (var m : tuple) {
            if (spots.containsKey(m)) continue;
            spots.put(m, new Spot(members, members.size()));
            members.add(m);
        }
    }

    /** The positions of memories in the bundle that all of them are in, or null. */
    long[] positions(List<Memory> tuple) {
        var first = spots.get(tuple.getFirst());
        var positions = new long[tuple.size()];
        for (int i = 0; i < positions.length; i++) {
            var spot = spots.get(tuple.get(i));
            if (spot == null || spot.members != first.members) return null;
            positions[i] = spot.position;
        }
        return positions;
    }

    // ---- what they become

    Memory memory(Memory m) {
        var spot = spots.get(m);
        return spot == null ? m : memories.computeIfAbsent(spot.members, Bundles::together);
    }

    private static Memory together(List<Memory> members) {
        var first = members.getFirst();
        long size = first.size() * members.size();
        var place = size <= Fusion.SMALL ? Memory.Place.STACK : Memory.Place.WORKSPACE;
        return new Memory(first + "s", first.dtype(), size, place, -1);
    }

    /** Where an element of a memory is in what the memory became. */
    Ix place(Memory m, Ix at) {
        var spot = spots.get(m);
        return spot == null ? at : at.times(spot.members.size()).plus(spot.position);
    }
}
