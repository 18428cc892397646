package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Runs loops whose rows stand alone ({@link LoneRows}), such as a loop of one element under {@code vmap}, strip by strip: a few
 * vectors of rows go through all rounds before the next ones do. What a strip carries is memory on the stack, at places that are
 * known once the strip's nests are written out, and so lives in registers. A loop that goes on while any row does goes on for a
 * strip while any row of the strip does. Nests beside the loop that make what it starts from, or copy what it leaves, join it.
 * Afterwards such a loop stands within a {@link Stmt.Parallel}; the tests of other loops that wait for any row are broken into
 * blocks like other folds. Results have the same bits: no row knows of its neighbours.
 */
final class StripMine {
    /** Rows below which carries are on the stack anyway, or a strip would not be filled. */
    private static final long FEW = Fusion.SMALL + 1;
    /** Numbers of rows that are tried. */
    private static final int TRIES = 4;
    /** Instructions for each number of a row, in a round, up to which strips pay: beyond, memory costs little beside them. */
    private static final double HEAVY = 250;
    /** Numbers of a row from which on it fills vectors by itself. */
    private static final long LONG = 64;
    /** Instructions that are worth a fork and join, and those that a block should have. */
    private static final double PARALLEL = 60_000, BLOCK = 20_000;
    private static final long MOST_BLOCKS = 1024;
    /** Bytes that a strip may have on the stack. */
    private static final long STACK = 16 * 1024;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;
    private final List<Stmt> program;
    /** How often the program touches memories; counted when it is first asked. */
    private Map<Memory, Integer> touched;

    private StripMine(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.program = program;
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /** Statements that do what a program's do. */
    static List<Stmt> of(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        return new StripMine(program, exprs, temporary).block(program);
    }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        int done = 0;
        for (int i = 0; i < body.size(); i++) {
            var region = i >= done && isLoop(body.get(i)) ? region(body, done, i) : null;
            if (region == null) continue;
            for (var s : body.subList(done, region.from)) into.add(within(s));
            into.addAll(region.strips);
            done = region.to;
        }
        for (var s : body.subList(done, body.size())) into.add(within(s));
        return into;
    }

    private Stmt within(Stmt s) { return split(Stmts.mapBodies(s, this::block)); }

    private static boolean isLoop(Stmt s) { return s instanceof Stmt.Counted c && c.index().extent() > 1
            || s instanceof Stmt.While; }

    /** A loop that stays as it is: its test is a fold like others. */
    private Stmt split(Stmt s) {
        if (!(s instanceof Stmt.While w) || w.rows() == 0) return s;
        var condition = new ArrayList<Stmt>();
        for (var c : w.condition())
            if (c instanceof Stmt.Nest n) condition.addAll(new SplitFolds(exprs, temporary).split(n));
            else condition.add(c);
        return new Stmt.While(condition, w.test(), w.body(), 0);
    }

    // ---- what runs in strips

    /** Statements of a list, and what they become. */
    private record Region(int from, int to, List<Stmt> strips) {}

    /** @param least the first statement that no region before has taken */
    private Region region(List<Stmt> body, int least, int at) {
        for (long rows : counts(body.get(at))) {
            var rowsOfLoop = LoneRows.of(List.of(body.get(at)), rows);
            if (rowsOfLoop == null) continue;
            if (!pays(body.get(at), rowsOfLoop)) return new Region(at, at + 1, List.of(body.get(at)));
            int from = start(body, least, at, rows), to = at + 1;
            while (to < body.size() && body.get(to) instanceof Stmt.Nest && joins(body.get(to), rows)) to++;
            var wide = strips(body, from, at, to, rows);
            return wide != null ? wide : strips(body, pointers(body, least, at), at, at + 1, rows);
        }
        return null;
    }

    /** The first of the statements before a loop that join it; single numbers in between go with them. */
    private static int start(List<Stmt> body, int least, int at, long rows) {
        int from = at;
        for (int i = at - 1; i >= least; i--) {
            if (joins(body.get(i), rows)) from = i;
            else if (!(body.get(i) instanceof Stmt.Nest n && LoneRows.isNarrow(n))) break;
        }
        return from;
    }

    /** The first of the pointers that are turned before a loop. */
    private static int pointers(List<Stmt> body, int least, int at) {
        int from = at;
        while (from > least && body.get(from - 1) instanceof Stmt.Point) from--;
        return from;
    }

    /** Numbers of rows that a loop may have: those that its test tells, else those of its nests, the most first. */
    private static List<Long> counts(Stmt loop) {
        var counts = new TreeSet<Long>(Collections.reverseOrder());
        collect(loop, counts);
        return counts.stream().limit(TRIES).toList();
    }

    private static void collect(Stmt s, Set<Long> counts) {
        switch (s) {
            case Stmt.Nest n -> prefixes(n.domain(), counts);
            case Stmt.While w when w.rows() > 0 -> {
                if (w.rows() >= FEW) counts.add(w.rows());
            }
            default -> Stmts.bodies(s).forEach(b -> b.forEach(i -> collect(i, counts)));
        }
    }

    private static void prefixes(List<Index> variables, Set<Long> counts) {
        long count = 1;
        for (var v : variables) {
            count *= v.extent();
            if (count >= FEW) counts.add(count);
        }
    }

    /** Whether a loop computes enough with what it carries: what streams through memory does better in blocks of long rows. */
    private static boolean pays(Stmt loop, LoneRows rows) {
        if (waits(loop)) return true;
        var work = StripWork.of(loop, rows);
        double heavy = HEAVY * (work.width() < LONG ? Math.max(1, work.state()) : 1);
        return work.text() <= heavy && !StripWork.streams(loop, rows);
    }

    /** Whether rows wait for each other somewhere: that is dearer than all else. */
    private static boolean waits(Stmt s) {
        if (s instanceof Stmt.While w && w.rows() > 0) return true;
        boolean[] waits = {false};
        Stmts.mapBodies(s, body -> {
            waits[0] |= body.stream().anyMatch(StripMine::waits);
            return body;
        });
        return waits[0];
    }

    /** Whether a statement beside a loop may run in its strips: a short nest over the same rows, or a pointer that it turns. */
    private static boolean joins(Stmt s, long rows) {
        return s instanceof Stmt.Point || s instanceof Stmt.Nest n && !LoneRows.isNarrow(n)
                && Weight.of(Stmts.exprs(n.stores())) < 64
                && LoneRows.of(List.of(n), rows) != null;
    }

    private Region strips(List<Stmt> body, int from, int at, int to, long rows) {
        var statements = body.subList(from, to);
        var found = LoneRows.of(statements, rows);
        if (found == null) return null;
        var work = StripWork.of(body.get(at), found);
        var plan = new StripBodies(exprs, found, statements, outside(statements));
        long size = plan.fits() ? size(work, plan, rows) : 0;
        if (size == 0) return null;
        var strips = new ArrayList<Stmt>(plan.turned());
        long rest = plan.runsOnce() ? rows % size : 0;
        // what each round reads for the first time, RowBlocks turns block by block
        if (rest > 0 && StripWork.streamed(body.get(at), found) > 0) return null;
        strips.add(parallel(plan, work, rows - rest, size));
        if (rest > 0) strips.add(rest(new StripBodies(exprs, found, statements, outside(statements)), rows, rest));
        strips.addAll(plan.alone());
        return new Region(from, to, strips);
    }

    /** Whether memories are touched outside of some statements. */
    private java.util.function.Predicate<Memory> outside(List<Stmt> statements) {
        if (touched == null) touched = counted(program);
        var inside = counted(statements);
        return m -> touched.getOrDefault(m, 0) > inside.getOrDefault(m, 0);
    }

    private static Map<Memory, Integer> counted(List<Stmt> statements) {
        var counts = new IdentityHashMap<Memory, Integer>();
        for (var s : statements) Touched.each(s, m -> counts.merge(m, 1, Integer::sum));
        return counts;
    }

    /** Rows of a strip, or 0 if it would not pay. */
    private static long size(StripWork work, StripBodies plan, long rows) {
        long vectors = work.vectors();
        while (vectors > 1 && (vectors * work.lanes() > rows || plan.bytes(vectors * work.lanes()) > STACK)) vectors /= 2;
        return plan.bytes(vectors * work.lanes()) > STACK ? 0 : vectors * work.lanes();
    }

    /** A last strip of fewer rows, where none may run twice. */
    private static Stmt rest(StripBodies plan, long rows, long rest) {
        var body = plan.strip(Ix.of(rows - rest), rest);
        return new Stmt.Parallel(new Index("b", 1), 1, plan.memories(), body);
    }

    private Stmt.Parallel parallel(StripBodies plan, StripWork work, long rows, long size) {
        var block = new Index("b", Math.ceilDiv(rows, size));
        double strip = work.of(size);
        long grain = Math.max((long) (BLOCK / strip), Math.ceilDiv(block.extent(), MOST_BLOCKS));
        if (strip * block.extent() < PARALLEL) grain = block.extent();
        var body = plan.strip(plan.first(block, size), size);
        return new Stmt.Parallel(block, Math.clamp(grain, 1, block.extent()), plan.memories(), body);
    }
}
