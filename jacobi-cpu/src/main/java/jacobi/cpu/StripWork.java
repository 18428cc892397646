package jacobi.cpu;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * What a loop over rows that stand alone does, and how many of them should go through it side by side.
 *
 * @param text   instructions for a row that are written out
 * @param work   instructions for a row in a round of the loop, those of loops within counted as often as they run
 * @param rounds rounds of the loop
 * @param lanes  of vectors
 * @param state  elements of a row that are carried from round to round
 * @param width  elements of a row in one memory
 */
record StripWork(double text, double work, double rounds, int lanes, long state, long width) {
    /** Instructions of a round up to which eight vectors, and four, hide each other's latencies and fit into registers. */
    private static final double LIGHT = 8, MIDDLE = 100;
    /** Vectors of what is carried that registers should hold. */
    private static final long REGISTERS = 20;
    /** Bytes that memory gives while a vector instruction runs. */
    private static final double BYTES = 3;
    /** Rounds of loops that do not tell. */
    private static final double ROUNDS = 16;

    static StripWork of(Stmt loop, LoneRows rows) {
        var sum = new Sum(rows);
        sum.within(loop, 1);
        sum.stored.retainAll(sum.loaded);
        for (var m : sum.stored) sum.state += m.size() / rows.count();
        return new StripWork(sum.text, sum.work, rounds(loop), sum.lanes, sum.state, sum.width);
    }

    private static double rounds(Stmt s) {
        return switch (s) {
            case Stmt.Counted c -> c.index().extent();
            case Stmt.While _ -> ROUNDS;
            default -> 1;
        };
    }

    private static final class Sum {
        private final LoneRows rows;
        double text, work;
        int lanes = 1;
        long state, width = 1;
        /** What is carried by its own name. */
        final Set<Memory> stored = new HashSet<>(), loaded = new HashSet<>();

        Sum(LoneRows rows) { this.rows = rows; }

        void within(Stmt s, double times) {
            Stmts.mapBodies(s, body -> {
                body.forEach(b -> add(b, times));
                return body;
            });
        }

        private void add(Stmt s, double times) {
            switch (s) {
                case Stmt.Nest n when rows.run(n) != null -> nest(n, times);
                case Stmt.Swap w -> state += Math.max(1, w.a().size() / rows.count());
                default -> within(s, times * rounds(s));
            }
        }

        private void nest(Stmt.Nest n, double times) {
            boolean test = LoneRows.isTest(n);
            var values = n.stores().stream().map(t -> test ? LoneRows.question(t.value()) : t.value()).toList();
            lanes = Math.max(lanes, Schedule.lanes(values));
            double weight = (test ? 1 : (double) n.points() / rows.count()) * (Weight.of(values) + n.stores().size());
            for (var s : n.stores()) {
                width = Math.max(width, s.memory().size() / rows.count());
                if (s.memory().place() != Memory.Place.SLOT) stored.add(s.memory());
            }
            Weight.each(values, e -> {
                if (e instanceof Expr.Load l) loaded.add(l.memory());
            });
            text += weight;
            work += weight * times;
        }
    }

    /** Vectors side by side. */
    long vectors() {
        long vectors = text <= LIGHT ? 8 : text <= MIDDLE ? 4 : 2;
        while (vectors > 1 && vectors * state > REGISTERS) vectors /= 2;
        return vectors;
    }

    /** Instructions for all rounds of so many rows. */
    double of(long rows) { return work * rounds * rows / lanes; }

    /** Whether a loop reads or writes memory that each round meets for the first time, and computes little with it. */
    static boolean streams(Stmt loop, LoneRows rows) {
        double work = 0;
        for (var n : rows.wide()) {
            var values = n.stores().stream().map(Stmt.Store::value).toList();
            work += n.points() * (Weight.of(values) + n.stores().size()) / Schedule.lanes(values);
        }
        return streamed(loop, rows) > BYTES * work;
    }

    /** Bytes that a round of a loop meets for the first time. */
    static double streamed(Stmt loop, LoneRows rows) {
        double bytes = 0;
        if (!(loop instanceof Stmt.Counted c)) return bytes;
        for (var n : rows.wide()) bytes += n.points() * streamed(n, c.index(), rows.run(n).variables());
        return bytes;
    }

    /** Bytes of a point at places of its own in each round. */
    private static long streamed(Stmt.Nest n, Index trip, List<Index> rows) {
        long[] bytes = {0};
        for (var s : n.stores()) if (s.at().uses(trip)) bytes[0] += s.memory().dtype().bytes();
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l && l.at().uses(trip) && rows.stream().anyMatch(l.at()::uses))
                bytes[0] += l.dtype().bytes();
        });
        return bytes[0];
    }
}
