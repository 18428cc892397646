package jacobi.cpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * A round of a loop in which next values of arrays may be written over the present ones: of what touches the next value first, a
 * nest, each point reads of the present one the element that it writes at most, and nothing after it reads the present value.
 * What many points read besides, such as a row and a column of a matrix, is copied before.
 */
final class Overwrite {
    /** Bytes of an array of which one copy is nearer than two, and elements that are written for each that is copied. */
    private static final long LARGE = 1 << 16, MANY = 8;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;
    private List<Stmt> round;
    /** The first and the last statement that touch a memory. */
    private Map<Memory, int[]> ends;
    /** What the nests read of each memory, and what they store there. */
    private final Map<Stmt.Nest, Map<Memory, Set<Expr.Load>>> loads = new IdentityHashMap<>();
    private final Map<Stmt.Nest, Map<Memory, List<Stmt.Store>>> stores = new IdentityHashMap<>();

    Overwrite(List<Stmt> round, Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
        become(round);
    }

    private void become(List<Stmt> statements) {
        round = statements;
        ends = new IdentityHashMap<>();
        for (int k = 0; k < round.size(); k++) {
            int at = k;
            Touched.each(round.get(k), m -> ends.computeIfAbsent(m, _ -> new int[] {at, at})[1] = at);
        }
    }

    /** The round, or one that does the same, in which all is safe that was said to be. */
    List<Stmt> round() { return round; }

    /** Whether {@code next} may be the memory of {@code now}; where copies are needed for it, the round has them afterwards. */
    boolean makeSafe(Memory now, Memory next) { return makeSafe(now, next, false); }

    /** @param reading whether the nest that writes {@code next} first has to read {@code now} */
    boolean makeSafe(Memory now, Memory next, boolean reading) {
        var first = ends.containsKey(next) && round.get(first(next)) instanceof Stmt.Nest n ? n : null;
        if (first == null || last(now) > first(next) || reading && last(now) < first(next)) return false;
        if (stores(first, next).isEmpty()) return false;
        return overwrites(first, now, next) || now.bytes() >= LARGE && copied(first, now, next, reading);
    }

    /**
     * The memory between that a round puts a present value into, such as the carry of a loop within it, and makes the next value
     * of, if all three may be one: element by element of the present value, which is read no more once another statement
     * touches what is between; and element by element the next value of that. Null if there is none.
     */
    Memory between(Memory now, Memory next) {
        if (!ends.containsKey(next) || first(next) != last(next)) return null;
        if (!(round.get(first(next)) instanceof Stmt.Nest last)) return null;
        if (stores(last, next).size() != last.stores().size()) return null;
        for (var m : loads.computeIfAbsent(last, Overwrite::loads).keySet())
            if (m.place() == Memory.Place.WORKSPACE && m.size() == now.size() && overwrites(last, m, next)
                    && last(m) == first(next) && takes(m, now)) return m;
        return null;
    }

    /** Whether the first that touches a memory puts a value there which lies elsewhere until others touch it. */
    private boolean takes(Memory m, Memory now) {
        if (!(round.get(first(m)) instanceof Stmt.Nest n) || loads(n, now).isEmpty() || !overwrites(n, now, m)) return false;
        int then = first(m) + 1;
        if (n.points() == m.size() && copied(n) != null) while (!touches(round.get(then), m)) then++;
        return last(now) < then;
    }

    private static boolean touches(Stmt s, Memory memory) {
        boolean[] touches = {false};
        Touched.each(s, m -> touches[0] |= m == memory);
        return touches[0];
    }

    /** What a nest that does nothing else copies to the same places; or null. */
    private static Expr.Load copied(Stmt.Nest n) {
        return n.stores().size() == 1 && n.stores().getFirst() instanceof Stmt.Store s && s.mask() == null
                && s.value() instanceof Expr.Load l && l.mask() == null && l.at().equals(s.at()) ? l : null;
    }

    /** Statements without those that copy a memory to where it lies. */
    static List<Stmt> moving(List<Stmt> statements) {
        return statements.stream().filter(s -> !(s instanceof Stmt.Nest n && copied(n) instanceof Expr.Load l
                && l.memory() == n.stores().getFirst().memory())).toList();
    }

    private int first(Memory m) { return ends.get(m)[0]; }

    private int last(Memory m) { return ends.containsKey(m) ? ends.get(m)[1] : -1; }

    /** Lets the nest read copies of what its points read elsewhere of the present value, if that is little. */
    private boolean copied(Stmt.Nest n, Memory now, Memory next, boolean reading) {
        var store = stores(n, next).getFirst();
        var others = loads(n, now).stream().filter(l -> !l.at().equals(store.at())).toList();
        long elements = 0;
        for (var l : others) {
            if (l.mask() != null || !n.domain().containsAll(l.free())) return false;
            elements += n.domain().stream().filter(l::uses).mapToLong(Index::extent).reduce(1, (a, b) -> a * b);
        }
        if (others.isEmpty() || MANY * elements > n.points()) return false;
        int k = first(next);
        var with = new ArrayList<>(round.subList(0, k));
        var rest = copied(n, others, with);
        if (!overwrites(rest, now, next) || reading && loads(rest, now).isEmpty()) return false;
        with.add(rest);
        with.addAll(round.subList(k + 1, round.size()));
        become(with);
        return true;
    }

    /** The nest with copies in the place of some loads. */
    private Stmt.Nest copied(Stmt.Nest n, List<Expr.Load> others, List<Stmt> into) {
        Map<Expr, Expr> copies = new IdentityHashMap<>();
        var outermost = n.domain().getFirst();
        var inOrder = new ArrayList<>(others);
        inOrder.sort(Comparator.comparing(l -> l.uses(outermost)));    // next to the nest what threads share as they share it
        for (var l : inOrder) {
            var kept = Kept.of(l, n.domain(), temporary);
            into.add(kept.nest());
            copies.put(l, kept.load(exprs));
        }
        var rewrite = new Rewrite(exprs) {
            @Override Expr load(Expr.Load l) { return copies.containsKey(l) ? copies.get(l) : super.load(l); }
        };
        return new Stmt.Nest(n.domain(), n.stores().stream().map(rewrite::store).toList());
    }

    private boolean overwrites(Stmt.Nest n, Memory now, Memory next) {
        var written = stores(n, next);
        if (written.size() != 1 || written.getFirst().mask() != null || !loads(n, next).isEmpty()) return false;
        return loads(n, now).stream().allMatch(l -> l.at().equals(written.getFirst().at()));
    }

    private List<Stmt.Store> stores(Stmt.Nest n, Memory m) {
        return stores.computeIfAbsent(n, _ -> n.stores().stream().collect(Collectors.groupingBy(Stmt.Store::memory,
                IdentityHashMap::new, Collectors.toList()))).getOrDefault(m, List.of());
    }

    private Set<Expr.Load> loads(Stmt.Nest n, Memory m) {
        return loads.computeIfAbsent(n, Overwrite::loads).getOrDefault(m, Set.of());
    }

    private static Map<Memory, Set<Expr.Load>> loads(Stmt.Nest n) {
        Map<Memory, Set<Expr.Load>> loads = new IdentityHashMap<>();
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) loads.computeIfAbsent(l.memory(), _ -> new LinkedHashSet<>()).add(l);
        });
        return loads;
    }

    /** Statements with other memories in the place of some. */
    static List<Stmt> renamed(List<Stmt> statements, Map<Memory, Memory> memories, Exprs exprs) {
        if (memories.isEmpty()) return statements;
        var rewrite = new Rewrite(exprs) {
            @Override Memory memory(Memory m) { return memories.getOrDefault(m, m); }
        };
        return renamed(statements, rewrite);
    }

    private static List<Stmt> renamed(List<Stmt> statements, Rewrite f) {
        return statements.stream().map(s -> Stmts.mapBodies(Stmts.rewrite(s, f), inner -> renamed(inner, f))).toList();
    }
}
