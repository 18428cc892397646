package jacobi.cpu;

import java.util.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Places temporaries in the workspace, so that those that are not needed at the same time share bytes. A memory used both in a
 * loop and outside of it is needed until the loop ends.
 */
final class PlanBuffers {
    private static final long ALIGN = 64;

    private static final class Life {
        int from = Integer.MAX_VALUE, to = -1;
    }

    private record Loop(int from, int to) {}

    private final Map<Memory, Life> lives = new LinkedHashMap<>();
    private final Map<Memory, Set<Memory>> pointedTo = new IdentityHashMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private int clock;

    private PlanBuffers() {}

    /** Gives all workspace memories of a program their offsets; the bytes needed. */
    static long plan(LoopProgram p) {
        var w = new PlanBuffers();
        w.point(p.body());
        w.walk(p.body());
        w.stretch();
        return w.assign();
    }

    /** What slots can point to; slots whose pointers change places share it. */
    private void point(List<Stmt> body) {
        for (var s : body) {
            switch (s) {
                case Stmt.Point p -> pointedTo.computeIfAbsent(p.slot(), _ -> new LinkedHashSet<>()).add(p.to());
                case Stmt.While w -> { point(w.condition()); point(w.body()); }
                case Stmt.Counted c -> point(c.body());
                case Stmt.Parallel p -> point(p.body());
                case Stmt.Switch c -> c.branches().forEach(this::point);
                case Stmt.Swap x -> share(pointedTo.get(x.a()), pointedTo.get(x.b()));
                case Stmt.Nest _, Stmt.Shared _, Stmt.Copy _, Stmt.Call _ -> {}
            }
        }
    }

    private void share(Set<Memory> a, Set<Memory> b) {
        var both = new LinkedHashSet<>(a);
        both.addAll(b);
        pointedTo.replaceAll((_, targets) -> targets == a || targets == b ? both : targets);
    }

    private void walk(List<Stmt> body) { for (var s : body) walk(s); }

    private void walk(Stmt statement) {
        clock++;
        switch (statement) {
            case Stmt.Nest n -> n.stores().forEach(this::touch);
            case Stmt.Shared s -> {                                   // all at once
                s.each().forEach(n -> n.stores().forEach(this::touch));
                s.last().forEach(n -> n.stores().forEach(this::touch));
            }
            case Stmt.While w -> loop(() -> {
                walk(w.condition());
                touch(List.of(w.test()));
                walk(w.body());
            });
            case Stmt.Counted c -> loop(() -> walk(c.body()));
            case Stmt.Parallel p -> parallel(p);
            case Stmt.Switch c -> {
                touch(List.of(c.index()));
                c.branches().forEach(this::walk);
            }
            case Stmt.Copy c -> { touch(c.from()); touch(c.to()); }
            case Stmt.Point p -> touch(p.to());
            case Stmt.Swap _ -> {}
            case Stmt.Call c -> {
                for (var a : c.arguments()) if (a instanceof Stmt.At at) { touch(at.memory()); touch(at.at()); }
                if (c.result() != null) touch(c.result());
            }
        }
    }

    private void loop(Runnable body) {
        int from = clock;
        body.run();
        loops.add(new Loop(from, ++clock));
    }

    private void touch(Stmt.Store s) {
        touch(s.memory());
        touch(s.at());
        touch(List.of(s.value()));
        if (s.mask() != null) touch(List.of(s.mask()));
    }

    /** While one run is at its beginning, another may be at its end: all that they use, they use at the same time. */
    private void parallel(Stmt.Parallel p) {
        int from = clock;
        walk(p.body());
        clock++;
        for (var life : lives.values()) {
            if (life.to < from) continue;
            life.from = Math.min(life.from, from);
            life.to = clock;
        }
    }

    private void touch(Ix at) { touch(Indexed.values(at)); }

    private void touch(Collection<Expr> values) {
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l) touch(l.memory());
        });
    }

    private void touch(Memory m) {
        if (m.place() == Memory.Place.SLOT) pointedTo.get(m).forEach(this::touch);
        if (m.place() != Memory.Place.WORKSPACE) return;
        var life = lives.computeIfAbsent(m, _ -> new Life());
        life.from = Math.min(life.from, clock);
        life.to = Math.max(life.to, clock);
    }

    /**
     * What a loop reads from before, or leaves for after, lives as long as the loop: each round comes after all others. Inner
     * loops come first in the list, so that one pass is enough.
     */
    private void stretch() {
        for (var loop : loops)
            for (var life : lives.values()) {
                boolean before = life.from <= loop.from, after = life.to >= loop.to;
                if (before && life.to > loop.from && !after) life.to = loop.to;
                if (after && life.from < loop.to && !before) life.from = loop.from;
            }
    }

    /** Long-lived ones first, each at the least offset that is free throughout its life. */
    private long assign() {
        long bytes = 0;
        var placed = new ArrayList<Memory>();
        var order = new ArrayList<>(lives.keySet());
        order.sort(Comparator.comparingLong(Memory::bytes).reversed());
        for (var m : order) {
            m.moveTo(free(m, placed));
            placed.add(m);
            bytes = Math.max(bytes, m.number() + m.bytes());
        }
        return Math.ceilDiv(bytes, ALIGN) * ALIGN;
    }

    private long free(Memory m, List<Memory> placed) {
        var life = lives.get(m);
        var busy = placed.stream().filter(o -> lives.get(o).from <= life.to && life.from <= lives.get(o).to)
                .sorted(Comparator.comparingLong(Memory::number)).toList();
        long at = 0;
        for (var o : busy) {
            if (at + m.bytes() <= o.number()) break;
            at = Math.max(at, Math.ceilDiv(o.number() + o.bytes(), ALIGN) * ALIGN);
        }
        return at;
    }
}
