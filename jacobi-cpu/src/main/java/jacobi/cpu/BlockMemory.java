package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Makes temporaries that only the blocks of one {@link Stmt.Shared} touch as small as a block: a thread takes several blocks one
 * after another, which use one memory again and again, so that it stays in a near cache and nothing of it goes to a far one.
 * Afterwards temporaries of that kind have parts for shares of the blocks rather than for all of them.
 */
final class BlockMemory {
    /** Bytes of a temporary that leaves the near caches, those that a block may have, and those of all shares together. */
    private static final long FAR = 1 << 19, NEAR = 1 << 17, ALL = 1 << 20;
    /** Shares of the blocks that all threads find work in. */
    private static final long FEWEST_SHARES = 16, MOST_SHARES = 64;
    private static final int LINE = 64;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;
    /** How often the program touches memories. */
    private final Map<Memory, Integer> touched = new HashMap<>();

    private BlockMemory(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
        for (var s : program) count(s, touched);
    }

    /** Statements that do what a program's do. */
    static List<Stmt> of(List<Stmt> program, Exprs exprs, Function<ArrayType, Memory> temporary) {
        return new BlockMemory(program, exprs, temporary).block(program);
    }

    private static void count(Stmt s, Map<Memory, Integer> counts) { Touched.each(s, m -> counts.merge(m, 1, Integer::sum)); }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        for (var s : body) into.add(s instanceof Stmt.Shared c ? shared(c) : Stmts.mapBodies(s, this::block));
        return into;
    }

    private Stmt shared(Stmt.Shared s) {
        Map<Memory, Integer> inside = new LinkedHashMap<>();
        count(s, inside);
        Map<Memory, Layout> own = new LinkedHashMap<>();                // allocated in this order
        inside.forEach((m, n) -> {
            if (m.place() != Memory.Place.WORKSPACE || m.bytes() < FAR || !touched.get(m).equals(n)) return;
            var layout = new Layout(s, m);
            if (layout.fits()) own.put(m, layout);
        });
        if (own.isEmpty()) return s;
        long blocks = blocks(s), bytes = own.values().stream().mapToLong(Layout::bytes).sum();
        long shares = Math.clamp(ALL / bytes, FEWEST_SHARES, MOST_SHARES), grain = Math.ceilDiv(blocks, shares);
        if (bytes > NEAR || grain < 2) return s;
        own.values().forEach(l -> l.allocate(Math.ceilDiv(blocks, grain)));
        long last = s.block().extent();
        var share = Ix.of(s.block()).div(grain);
        return new Stmt.Shared(s.block(), grain, moved(s.each(), own, share, 0), moved(s.last(), own, Ix.of(last / grain), last));
    }

    private static long blocks(Stmt.Shared s) { return s.block().extent() + (s.last().isEmpty() ? 0 : 1); }

    /** Nests of a block, with elements where they lie in the memory of its share. */
    private List<Stmt.Nest> moved(List<Stmt.Nest> nests, Map<Memory, Layout> own, Ix share, long first) {
        var rewrite = new Rewrite(exprs) {
            @Override Expr load(Expr.Load l) {
                var to = own.get(l.memory());
                return to == null ? super.load(l) : exprs.load(to.small, to.place(ix(l.at()), share, first), expr(l.mask()));
            }
        };
        return nests.stream().map(n -> new Stmt.Nest(n.domain(), n.stores().stream().map(s -> {
            var to = own.get(s.memory());
            return to == null ? rewrite.store(s)
                    : new Stmt.Store(to.small, to.place(rewrite.ix(s.at()), share, first), rewrite.expr(s.value()));
        }).toList())).toList();
    }

    private interface Visitor { void visit(Ix at, boolean writes, int nest); }

    private static void each(List<Stmt.Nest> nests, Memory m, Visitor visitor) {
        for (int i = 0; i < nests.size(); i++) {
            int nest = i;
            var n = nests.get(i);
            for (var s : n.stores()) if (s.memory() == m) visitor.visit(s.mask() == null ? s.at() : null, true, nest);
            Weight.each(Stmts.exprs(n.stores()), e -> {
                if (e instanceof Expr.Load l && l.memory() == m) visitor.visit(l.at(), false, nest);
            });
        }
    }

    /**
     * Where the elements of a block lie in a memory: side by side, {@code step} from one block to the next, and so again every
     * {@code all} elements.
     */
    private final class Layout {
        private final Memory memory;
        private final Index block;
        private final long blocks;
        private long step, all;
        private boolean fits = true;
        Memory small;

        Layout(Stmt.Shared s, Memory memory) {
            this.memory = memory;
            this.block = s.block();
            this.blocks = blocks(s);
            this.all = memory.size();
            each(s.each(), memory, (at, _, _) -> {
                if (at != null) step = at.factor(block);
            });
            for (var nests : List.of(s.each(), s.last())) each(nests, memory, (at, _, _) -> {
                if (at != null) at.terms().stream().filter(this::isAbove).forEach(t -> all = Math.min(all, t.factor()));
            });
            fits = step > 0 && step * block.extent() <= all;
            check(s.each(), 0);
            check(s.last(), s.block().extent());
        }

        /** Whether all that a block touches is its own, and written before it is read. */
        boolean fits() { return fits; }

        private void check(List<Stmt.Nest> nests, long first) {
            int[] written = {-1}, read = {Integer.MAX_VALUE};
            if (fits) each(nests, memory, (at, writes, nest) -> {
                if (writes) written[0] = Math.max(written[0], nest);
                else read[0] = Math.min(read[0], nest);
                fits &= at != null && isOwn(at, first);
            });
            fits &= written[0] < read[0];
        }

        private boolean isAbove(Ix.Term t) { return t.atom() != block && t.factor() > step * (blocks - 1); }

        private boolean isOwn(Ix at, long first) {
            var within = Ix.ZERO.plus(Math.floorMod(at.constant(), all) - first * step);
            for (var t : at.terms()) {
                if (t.atom() == block) {
                    if (t.factor() != step) return false;
                } else if (isAbove(t)) {
                    if (t.factor() % all != 0) return false;
                } else if (Ix.of(t.atom()).uses(block)) return false;
                else within = within.plus(Ix.of(t.atom()).times(t.factor()));
            }
            return within.low() >= 0 && within.high() < Math.min(step, all - first * step) && (first > 0 || at.factor(
                    block) == step);
        }

        private long elements() { return Math.ceilDiv(memory.size(), all) * step; }

        /** Bytes of a block. */
        long bytes() { return elements() * memory.dtype().bytes(); }

        /** Elements from a share to the next: whole lines of the cache. */
        private long apart() { return Math.ceilDiv(bytes(), LINE) * LINE / memory.dtype().bytes(); }

        void allocate(long shares) { small = temporary.apply(new ArrayType(memory.dtype(), Shape.of(shares * apart()))); }

        /** The place of an element in the memory of a share. @param first the block that a place without a block is of */
        Ix place(Ix at, Ix share, long first) {
            var place = share.times(apart()).plus(Math.floorDiv(at.constant(), all) * step + Math.floorMod(at.constant(), all)
                    - first * step);
            for (var t : at.terms()) {
                long factor = isAbove(t) ? t.factor() / all * step : t.factor();
                if (t.atom() != block) place = place.plus(Ix.of(t.atom()).times(factor));
            }
            return place;
        }
    }
}
