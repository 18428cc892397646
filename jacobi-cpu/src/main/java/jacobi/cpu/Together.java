package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Lets threads share several nests at once, where each block of one variable needs of the nests before only what the same block
 * gave: one fork and join for all of them, and a block's values are still in the near cache when the next nest reads them. A
 * nest may count by the value what another counts by the group of so many. A nest that folds over the variable ends such a run:
 * blocks are folded with the others, and what they gave after them. Blocks depend on extents and work alone.
 */
final class Together {
    /** Instructions that are worth a fork and join, and those that a block should have. */
    private static final double WORTH = 16_000, BLOCK = 8_000;
    private static final long MOST_BLOCKS = 256;
    /** Values that are worth blocks: of a variable that may run in vectors, and of others. */
    private static final long LEAST = 128, FEWEST = 32;
    /**
     * Blocks of a variable that runs in vectors are multiples of so many of them; or of up to so many, as long as there are some
     * blocks, where rows of a large memory are read: short pieces of long rows are fetched ahead badly, and share few places of
     * the caches.
     */
    private static final long VECTORS = 4, MOST_VECTORS = 32, SOME_BLOCKS = 8;
    /** Bytes that are beyond the caches of one core, and that are surely within. */
    private static final long FAR_BYTES = 1 << 20, NEAR_BYTES = 1 << 18;
    /** Bytes that folds may read anew for every value of the variable: more want tiles that span several. */
    private static final long AGAIN_BYTES = 1 << 13;
    /** Points of a nest with folds from which on what each block gives takes longer to write and read than it saves. */
    private static final long MANY = 1 << 14;
    private static final int MOST_NESTS = 64;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;

    Together(Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /** Statements that do what those of a list do. */
    List<Stmt> of(List<Stmt> statements) {
        var result = new ArrayList<Stmt>();
        for (int i = 0; i < statements.size();) {
            var group = group(statements, i);
            if (group == null) result.add(within(statements.get(i++)));
            else {
                group.write(result);
                i += group.members.size();
            }
        }
        return result;
    }

    /** A statement with what it holds; what runs in parallel is shared already. */
    private Stmt within(Stmt s) { return s instanceof Stmt.Parallel ? s : Stmts.mapBodies(s, this::of); }

    /** The longest run of nests from one on that share a variable of the first, or null if none is worth it. */
    private Group group(List<Stmt> statements, int from) {
        if (!(statements.get(from) instanceof Stmt.Nest first)) return null;
        Group best = null;
        for (var v : first.domain()) {
            if (v.extent() < (v == first.domain().getLast() ? LEAST : FEWEST)) continue;
            var group = new Group(v.extent());
            for (int i = from; i < Math.min(statements.size(), from + MOST_NESTS); i++) {
                if (!(statements.get(i) instanceof Stmt.Nest n)) break;
                var with = group.with(n);
                if (with == null) break;
                group = with;
            }
            if (best == null || group.members.size() > best.members.size()) best = group;
        }
        return best != null && best.pays() ? best : null;
    }

    /** A nest of the run: with the variable in its domain, or with folds over it. */
    private record Member(Stmt.Nest nest, Index shared, List<Expr.Fold> folds) {
        /** How many values are one group of so many. */
        long each(long groups) { return (shared == null ? folds.getFirst().size() : shared.extent()) / groups; }

        boolean runsInVectors() { return shared == null || nest.domain().getLast() == shared; }
    }

    /** @param each values of the shared variable that go together */
    private record Access(Memory memory, Ix at, Index shared, long each, boolean writes) {
        /** Elements from one group of values to the next, and of all of them. */
        private long step() { return at.factor(shared) * each; }

        private long all() { return at.factor(shared) * shared.extent(); }

        /** Whether the variable runs along rows of a large memory. */
        boolean isFarRow() { return at.factor(shared) == 1 && memory.bytes() >= FAR_BYTES; }

        /**
         * The multiple of which all that is above the shared variable is one, 0 if there is nothing above; or -1 if the place
         * does not tell the group of values: it must be a digit of the place, what is below it smaller than its step.
         */
        long above() {
            long factor = at.factor(shared);
            if (factor <= 0 || at.constant() < 0) return -1;
            long constant = at.constant() % all(), above = at.constant() - constant, below = constant + factor * (each - 1);
            for (var t : at.terms()) {
                if (t.atom() == shared) continue;
                if (Ix.of(t.atom()).uses(shared)) return -1;
                if (t.factor() >= all()) above = gcd(t.factor(), above);
                else if (t.factor() < 0 || t.atom().low() < 0) return -1;
                else below += t.factor() * t.atom().high();
            }
            return below < step() && (above == 0 || above >= all()) ? above : -1;
        }

        /** Whether two accesses of one place are by the same group of values. */
        boolean agrees(Access o) {
            long mine = above(), theirs = o.above();
            if (mine < 0 || theirs < 0 || step() != o.step()) return false;
            long common = gcd(mine, theirs);
            return common == 0 || common >= all();
        }

        boolean meets(Access o) { return memory == o.memory && (writes || o.writes); }

    }

    private static long gcd(long a, long b) { return b == 0 ? a : gcd(b, a % b); }

    private final class Group {
        /** Groups of values: what blocks are made of. */
        private final long groups;
        final List<Member> members = new ArrayList<>();
        private final List<Access> accesses = new ArrayList<>();
        /** What nests read and write that run after the blocks. */
        private final Set<Memory> readAfter = none(), writtenAfter = none();

        Group(long groups) { this.groups = groups; }

        private static Set<Memory> none() { return Collections.newSetFromMap(new IdentityHashMap<>()); }

        /** The run with a nest more, values in as few groups as the nest has if need be; or null if it may not be. */
        Group with(Stmt.Nest nest) {
            if (take(nest)) return this;
            for (var v : nest.domain()) {
                if (v.extent() >= groups || v.extent() < FEWEST || groups % v.extent() != 0) continue;
                var fewer = new Group(v.extent());
                if (members.stream().allMatch(m -> fewer.take(m.nest)) && fewer.take(nest) && fewer.blocks() <= v.extent())
                    return fewer;
            }
            return null;
        }

        /** Takes the nest into the run if that changes nothing. */
        private boolean take(Stmt.Nest nest) {
            for (var v : nest.domain()) if (v.extent() == groups && takeBlocks(nest, v)) return true;
            for (var v : nest.domain())
                if (v.extent() > groups && v.extent() % groups == 0 && takeBlocks(nest, v)) return true;
            return takeFolds(nest);
        }

        private boolean takeBlocks(Stmt.Nest nest, Index v) {
            if (v == Schedule.along(Stmts.exprs(nest.stores())) || readsAgain(nest, v)) return false;
            var own = new ArrayList<Access>();
            for (var s : nest.stores()) {
                own.add(new Access(s.memory(), s.at(), v, v.extent() / groups, true));
                reads(Indexed.values(s.at()), v, own);
                reads(s.mask() == null ? List.of(s.value()) : List.of(s.value(), s.mask()), v, own);
            }
            if (own.stream().anyMatch(a -> writtenAfter.contains(a.memory) || a.writes && readAfter.contains(a.memory)))
                return false;
            return (v.extent() == groups || isFed(own)) && agree(own) && members.add(new Member(nest, v, List.of()));
        }

        /** Whether accesses are of what nests of the run write, or there are none. */
        private boolean isFed(List<Access> own) {
            return members.isEmpty() || own.stream().anyMatch(a -> accesses.stream().anyMatch(a::meets));
        }

        /** Whether a product of matrices reads much of one, all of it again for every value of the variable. */
        private static boolean readsAgain(Stmt.Nest nest, Index v) {
            boolean[] much = {false};
            Weight.each(Stmts.exprs(nest.stores()), e -> {
                if (e instanceof Expr.Fold f && f.uses(v)) Weight.each(List.of(f.body()), l -> much[0] |= l instanceof Expr.Load m
                        && !m.uses(v) && f.over().stream().anyMatch(m::uses) && bytes(m) >= AGAIN_BYTES);
            });
            return much[0];
        }

        private static double bytes(Expr.Load l) {
            return l.free().stream().mapToDouble(Index::extent).reduce(l.dtype().bytes(), (a, b) -> a * b);
        }

        private boolean takeFolds(Stmt.Nest nest) {
            var folds = new LinkedHashSet<Expr.Fold>();
            Weight.each(nest.stores().stream().map(Stmt.Store::value).toList(), e -> {
                if (e instanceof Expr.Fold f && isBreakable(f, nest.domain())) folds.add(f);
            });
            var own = new ArrayList<Access>();
            for (var f : folds) reads(List.of(f.body()), f.over().getFirst(), own);
            if (folds.isEmpty() || nest.points() >= MANY || nest.stores().stream().anyMatch(s -> s.mask() != null)
                    || own.stream().anyMatch(a -> writtenAfter.contains(a.memory))) return false;
            if (folds.stream().anyMatch(f -> f.size() > groups) && !isFed(own) || !agree(own)) return false;
            nest.stores().forEach(s -> writtenAfter.add(s.memory()));
            Touched.each(nest, readAfter::add);
            return members.add(new Member(nest, null, List.copyOf(folds)));
        }

        private boolean isBreakable(Expr.Fold f, List<Index> domain) {
            return f.over().size() == 1 && f.size() % groups == 0 && !Weight.hasFolds(List.of(f.body())) && domain.containsAll(f
                    .free());
        }

        private void reads(List<Expr> values, Index v, List<Access> into) {
            Weight.each(values, e -> {
                if (e instanceof Expr.Load l) into.add(new Access(l.memory(), l.at(), v, v.extent() / groups, false));
            });
        }

        /** Whether all that meet in a memory which one of them writes meet in the same block; then they are kept. */
        private boolean agree(List<Access> own) {
            var all = new ArrayList<>(accesses);
            all.addAll(own);
            for (var a : own)
                for (var b : all)
                    if (a.meets(b) && !a.agrees(b)) return false;
            return accesses.addAll(own) || own.isEmpty();
        }

        private double work() { return members.stream().mapToDouble(m -> NestPlan.alone(m.nest).work()).sum(); }

        /** How many blocks there should be. */
        private long blocks() { return Long.highestOneBit((long) Math.clamp(2 * work() / BLOCK, 2, MOST_BLOCKS)); }

        private long block() {
            long block = Math.ceilDiv(groups, blocks()), step = members.stream().filter(Member::runsInVectors)
                    .mapToLong(this::step).max().orElse(1);
            return Math.ceilDiv(block, step) * step;
        }

        /** Some vectors of as many lanes as any nest has: in groups of a member's values. */
        private long step(Member m) {
            long each = m.each(groups), values = groups * each;
            long lanes = members.stream().mapToInt(o -> Schedule.lanes(values(o.nest))).max().orElseThrow();
            boolean far = accesses.stream().anyMatch(Access::isFarRow);
            long step = lanes * (far ? Math.clamp(values / lanes / SOME_BLOCKS, VECTORS, MOST_VECTORS) : VECTORS);
            return step / gcd(step, each);
        }

        private static List<Expr> values(Stmt.Nest nest) { return nest.stores().stream().map(Stmt.Store::value).toList(); }

        boolean pays() { return members.size() > 1 && work() >= WORTH && block() < groups && !spills(); }

        /**
         * Whether a block is some columns of a large memory, and more than the near caches hold: then it is far again when the
         * next nest reads it, and whole rows are read faster.
         */
        private boolean spills() {
            long size = block();
            return accesses.stream().anyMatch(a -> a.isFarRow() && a.memory.size() > a.shared.extent() && size * a.memory
                    .bytes() / groups > NEAR_BYTES);
        }

        void write(List<Stmt> into) {
            long size = block(), whole = groups / size, rest = groups % size;
            var block = new Index("b", whole);
            List<Stmt.Nest> each = new ArrayList<>(), last = new ArrayList<>();
            var after = new ArrayList<Stmt>();
            for (var m : members) {
                var parts = m.shared == null ? new Parts(m, groups, whole + (rest > 0 ? 1 : 0)) : null;
                each.addAll(part(m, parts, Ix.of(block), size, size));
                if (rest > 0) last.addAll(part(m, parts, Ix.of(whole), size, rest));
                if (parts != null) after.add(parts.combined());
            }
            into.add(new Stmt.Shared(block, 1, each, last));
            into.addAll(after);
        }

        private List<Stmt.Nest> part(Member m, Parts parts, Ix block, long size, long length) {
            if (parts != null) return parts.of(block, size, length);
            long each = m.each(groups);
            return List.of(within(m.nest, m.shared, block.times(size * each), length * each));
        }
    }

    /** A nest for {@code length} values of a variable from a place on. */
    private Stmt.Nest within(Stmt.Nest nest, Index variable, Ix from, long length) {
        var part = new Index(variable.toString(), length);
        var rewrite = shifted(variable, from, part);
        var domain = nest.domain().stream().map(i -> i == variable ? part : i).toList();
        return Collapse.nest(new Stmt.Nest(domain, nest.stores().stream().map(rewrite::store).toList()), exprs);
    }

    private Rewrite shifted(Index variable, Ix from, Index part) {
        return new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == variable ? from.plus(Ix.of(part)) : Ix.of(i); }
        };
    }

    /** The folds of a nest, block by block into memory. */
    private final class Parts {
        private final Stmt.Nest nest;
        private final long groups, blocks;
        private final Map<Expr.Fold, Memory> memories = new LinkedHashMap<>();

        Parts(Member m, long groups, long blocks) {
            this.nest = m.nest;
            this.groups = groups;
            this.blocks = blocks;
            for (var f : m.folds) {
                var shape = Places.shape(outer(f)).prepend(blocks);
                memories.put(f, temporary.apply(new ArrayType(f.dtype(), shape)));
            }
        }

        private List<Index> outer(Expr.Fold f) { return nest.domain().stream().filter(f.free()::contains).toList(); }

        private static Ix place(Ix block, List<Index> outer) {
            return block.times(Places.shape(outer).size()).plus(Places.linear(Places.shape(outer), Places.of(outer)));
        }

        /** The folds of one block: those over one domain in one nest. */
        List<Stmt.Nest> of(Ix block, long size, long length) {
            Map<List<Index>, List<Stmt.Store>> stores = new LinkedHashMap<>();
            memories.forEach((f, memory) -> stores.computeIfAbsent(outer(f), _ -> new ArrayList<>()).add(new Stmt.Store(memory,
                    place(block, outer(f)), part(f, block.times(size), length))));
            return stores.entrySet().stream().map(s -> Collapse.nest(new Stmt.Nest(s.getKey(), s.getValue()), exprs))
                    .map(n -> Siblings.nest(n, exprs)).toList();
        }

        /** Of a fold, so many groups of values from one on. */
        private Expr part(Expr.Fold f, Ix from, long length) {
            long each = f.size() / groups;
            var variable = f.over().getFirst();
            var part = new Index(variable.toString(), length * each);
            var body = shifted(variable, from.times(each), part).expr(f.body());
            return part.extent() == 1 ? body : exprs.fold(f.monoid(), List.of(part), body);
        }

        /** The nest, of what the blocks gave. */
        Stmt.Nest combined() {
            var rewrite = new Rewrite(exprs) {
                @Override Expr fold(Expr.Fold f) {
                    var memory = memories.get(f);
                    if (memory == null) return super.fold(f);
                    var b = new Index("b", blocks);
                    return exprs.fold(f.monoid(), List.of(b), exprs.load(memory, place(Ix.of(b), outer(f)), null));
                }
            };
            return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
        }
    }
}
