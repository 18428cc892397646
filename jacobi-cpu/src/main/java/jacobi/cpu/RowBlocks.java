package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Takes loops whose rows stand alone ({@link RowWise}) together with the nests and loops beside them that treat the same rows,
 * such as a scan under {@code vmap}, the transposition of what it reads and of what it leaves, and a scan in reverse over that:
 * all of them run for one block of rows, then for the next. Temporaries that nobody else touches become as small as a block, and
 * are used again for the next one, so that they stay in a near cache. Afterwards such a run stands within one
 * {@link Stmt.Parallel}. Results have the same bits: no row knows of its neighbours.
 */
final class RowBlocks {
    /** Bytes of temporaries that a block should have, and that all shares of the blocks should have together. */
    private static final double NEAR = 128 * 1024, ALL = 2 << 20;
    /** Rows that are worth it: enough to fill some vectors for each of several threads. */
    private static final long LEAST_ROWS = 128;
    /** Instructions that are worth a fork and join. */
    private static final double PARALLEL = 60_000;
    /** Shares of the blocks, each of which has temporaries of its own. */
    private static final long FEWEST_SHARES = 8, MOST_SHARES = 64;
    /** Bytes that should lie side by side in what is read from afar, and those of a memory that is far. */
    private static final long PIECE = 4096, FAR = 1 << 20;
    private static final int LINE = 64, MOST_NEIGHBOURS = 32;

    private final List<Stmt> program;
    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;
    /** Where the program turns pointers. */
    private final List<Stmt> pointers = new ArrayList<>();
    /** How often the program touches memories; counted when it is first asked. */
    private Map<Memory, Integer> touched;

    private RowBlocks(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.program = program;
        this.exprs = exprs;
        this.temporary = temporary;
        point(program);
    }

    private void point(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Point || s instanceof Stmt.Swap) pointers.add(s);
            else Stmts.bodies(s).forEach(this::point);
        }
    }

    /** Statements that do what a program's do. */
    static List<Stmt> of(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        return new RowBlocks(program, exprs, temporary).block(program);
    }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        int done = 0;
        for (int i = 0; i < body.size(); i++) {
            var run = i >= done && body.get(i) instanceof Stmt.Counted c ? run(body, done, i, c) : null;
            if (run == null) continue;
            for (var s : body.subList(done, run.from)) into.add(within(s));
            into.addAll(run.turned());
            done = run.to;
        }
        for (var s : body.subList(done, body.size())) into.add(within(s));
        return into;
    }

    private Stmt within(Stmt s) { return s instanceof Stmt.Parallel ? s : Stmts.mapBodies(s, this::block); }

    // ---- what runs together

    /** The longest run of statements around a loop, from some place on, that is worth it; or null. */
    private Run run(List<Stmt> body, int least, int at, Stmt.Counted loop) {
        var alone = loop.index().extent() < 2 ? null : RowWise.of(loop);
        if (alone == null || alone.count() < LEAST_ROWS) return null;
        long rows = alone.count();
        int from = at, to = at + 1;
        while (to < Math.min(body.size(), at + MOST_NEIGHBOURS) && joins(body, from, to + 1, rows)) to++;
        while (from > Math.max(least, at - MOST_NEIGHBOURS) && joins(body, from - 1, to, rows)) from--;
        if (to - from < 2) return null;
        var run = new Run(body, from, to, RowWise.of(body.subList(from, to), pointers, rows));
        return run.pays() ? run : null;
    }

    private boolean joins(List<Stmt> body, int from, int to, long rows) {
        return RowWise.of(body.subList(from, to), pointers, rows) != null;
    }

    private boolean isOutside(Memory m, Map<Memory, Integer> inside) {
        if (touched == null) touched = counted(program);
        return touched.getOrDefault(m, 0) > inside.get(m);
    }

    private static Map<Memory, Integer> counted(Collection<Stmt> statements) {
        var counts = new LinkedHashMap<Memory, Integer>();
        for (var s : statements) Touched.each(s, m -> counts.merge(m, 1, Integer::sum));
        return counts;
    }

    private final class Run {
        final int from, to;
        private final List<Stmt> statements;
        private final RowWise rows;
        /** The temporaries that become small, and what they become. */
        private final List<Memory> own = new ArrayList<>();
        private final Map<Memory, Memory> small = new IdentityHashMap<>();
        private final long size, shares;

        Run(List<Stmt> body, int from, int to, RowWise rows) {
            this.from = from;
            this.to = to;
            this.statements = List.copyOf(body.subList(from, to));
            this.rows = rows;
            var inside = counted(statements);
            var early = early();
            for (var m : inside.keySet())
                if (m.place() == Memory.Place.WORKSPACE && rows.step(m) > 0 && !rows.isPointed(m) && !early.contains(m)
                        && !isOutside(m, inside)) own.add(m);
            size = own.isEmpty() ? rows.count() : size();
            long most = Long.highestOneBit((long) Math.clamp(ALL / (bytes() * size), FEWEST_SHARES, MOST_SHARES));
            shares = Math.min(most, blocks());
        }

        /** What is read before it is written. */
        private Set<Memory> early() {
            Set<Memory> stored = new HashSet<>(), early = new HashSet<>();
            for (var n : rows.nests()) {
                for (var l : RowWise.loads(n)) if (!stored.contains(l.memory())) early.add(l.memory());
                n.stores().forEach(s -> stored.add(s.memory()));
            }
            return early;
        }

        /** Bytes of a row in temporaries. */
        private double bytes() { return Math.max(1, own.stream().mapToDouble(Memory::bytes).sum() / rows.count()); }

        /** Whole vectors of rows, that their temporaries stay near; more, if they are read from afar piece by piece. */
        private long size() {
            long lanes = rows.nests().stream().mapToInt(n -> Schedule.lanes(n.stores().stream().map(Stmt.Store::value).toList()))
                    .max().orElseThrow();
            long near = Math.max((long) (NEAR / bytes()), pieces());
            return Math.max(1, near / lanes) * lanes;
        }

        /** How many rows make long pieces of far memory. */
        private long pieces() {
            long[] most = {1};
            for (var n : rows.nests()) {
                var v = rows.variable(n);
                for (var s : n.stores()) most[0] = Math.max(most[0], piece(s.memory(), s.at(), v));
                for (var l : RowWise.loads(n)) most[0] = Math.max(most[0], piece(l.memory(), l.at(), v));
            }
            return most[0];
        }

        private long piece(Memory m, Ix at, Index v) {
            long factor = at.factor(v);
            if (own.contains(m) || m.bytes() < FAR || factor <= 0 || factor * m.dtype().bytes() >= LINE) return 1;
            boolean apart = at.terms().stream().anyMatch(t -> t.atom() != v && Math.abs(t.factor()) >= factor * v.extent());
            return apart ? Math.max(1, PIECE * rows.count() / (factor * m.dtype().bytes() * v.extent())) : 1;
        }

        private long blocks() { return Math.ceilDiv(rows.count(), size); }

        boolean pays() {
            return !own.isEmpty() && blocks() >= FEWEST_SHARES && size * bytes() <= 4 * NEAR && work(statements) >= PARALLEL;
        }

        private double work(List<Stmt> body) {
            double[] sum = {0};
            for (var s : body) {
                if (s instanceof Stmt.Nest n) sum[0] += NestPlan.alone(n).work();
                else if (s instanceof Stmt.Counted c) sum[0] += c.index().extent() * work(c.body());
            }
            return sum[0];
        }

        // ---- what becomes of it

        /** Blocks of rows, the last of which may be smaller; of a share they run one after another. */
        List<Stmt> turned() {
            var block = new Index("b", blocks());
            long whole = rows.count() / size, rest = rows.count() % size, grain = Math.ceilDiv(block.extent(), shares);
            for (var m : own) small.put(m, small(m, Math.ceilDiv(block.extent(), grain)));
            var share = Ix.of(block).div(grain);
            var body = part(statements, Ix.of(block).mod(whole).times(size), size, share);
            if (rest > 0) {
                var last = part(statements, Ix.of(whole * size), rest, share);
                body = List.of(new Stmt.Switch(exprs.count(Ix.of(block).div(whole), DType.S32), List.of(body, last)));
            }
            var local = small.values().stream().filter(m -> m.place() == Memory.Place.STACK).toList();
            var into = new ArrayList<Stmt>(List.of(new Stmt.Parallel(block, grain, local, body)));
            for (var s : statements) into.addAll(alone(s));
            return into;
        }

        /** What a statement does besides: numbers that are the same for all rows, and pointers. */
        private List<Stmt> alone(Stmt s) {
            if (s instanceof Stmt.Counted c) return Interchange.alone(c);
            return s instanceof Stmt.Nest n && rows.variable(n) != null ? List.of() : List.of(s);
        }

        /** Elements of a block, and those from a share to the next. */
        private long elements(Memory m) { return Math.ceilDiv(m.size(), rows.step(m) * rows.count()) * rows.step(m) * size; }

        private long apart(Memory m) {
            return Math.ceilDiv(elements(m) * m.dtype().bytes(), LINE) * LINE / m.dtype().bytes();
        }

        /** Memory for the block of each share: on the stack, if it is small enough for registers. */
        private Memory small(Memory m, long shares) {
            long size = elements(m) <= Fusion.SMALL ? elements(m) : shares * apart(m);
            return temporary.apply(new ArrayType(m.dtype(), Shape.of(size)));
        }

        private List<Stmt> part(List<Stmt> body, Ix first, long length, Ix share) {
            return body.stream().map(s -> switch (s) {
                case Stmt.Nest n when rows.variable(n) != null -> part(n, first, length, share);
                case Stmt.Counted c -> new Stmt.Counted(c.index(), c.reverse(), part(c.body(), first, length, share));
                default -> s;
            }).toList();
        }

        private Stmt part(Stmt.Nest nest, Ix first, long length, Ix share) {
            var variable = rows.variable(nest);
            long each = variable.extent() / rows.count();
            var within = new Index(variable.toString(), length * each);
            var rewrite = new Rewrite(exprs) {
                @Override Ix index(Index i) { return i == variable ? first.times(each).plus(Ix.of(within)) : Ix.of(i); }

                @Override Expr load(Expr.Load l) {
                    var m = small.get(l.memory());
                    return m == null ? super.load(l) : exprs.load(m, place(l.memory(), l.at()), expr(l.mask()));
                }

                /** Where an element is in the block's memory. */
                Ix place(Memory m, Ix at) {
                    long all = rows.step(m) * rows.count(), block = rows.step(m) * size;
                    var place = Ix.of(Math.floorDiv(at.constant(), all) * block + Math.floorMod(at.constant(), all));
                    for (var t : at.terms()) {
                        if (t.atom() == variable) place = place.plus(Ix.of(within).times(t.factor()));
                        else place = place.plus(ix(Ix.of(t.atom())).times(t.factor() % all == 0 ? t.factor() / all * block
                                : t.factor()));
                    }
                    return elements(m) <= Fusion.SMALL ? place : share.times(apart(m)).plus(place);
                }
            };
            var stores = new ArrayList<Stmt.Store>();
            for (var s : nest.stores()) {
                var m = small.get(s.memory());
                stores.add(m == null ? rewrite.store(s)
                        : new Stmt.Store(m, rewrite.place(s.memory(), s.at()), rewrite.expr(s.value()), rewrite.expr(s.mask())));
            }
            var domain = nest.domain().stream().map(i -> i == variable ? within : i).toList();
            return Collapse.nest(new Stmt.Nest(domain, stores), exprs);
        }
    }
}
