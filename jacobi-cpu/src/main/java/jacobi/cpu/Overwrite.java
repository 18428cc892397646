package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Rounds of a loop that may write the next value of an array over the present one: of what touches it first, a nest, each point
 * reads of the present value the element that it writes at most, and nothing after it reads the present value. What many points
 * read besides, such as a row and a column of a matrix, is copied before.
 */
final class Overwrite {
    /** Bytes of an array of which one copy is nearer than two, and elements that are written for each that is copied. */
    private static final long LARGE = 1 << 16, MANY = 8;

    private Overwrite() {}

    /** The round, or one that does the same, in which {@code next} may be the memory of {@code now}; null if there is none. */
    static List<Stmt> safe(List<Stmt> round, Memory now, Memory next, Exprs exprs, Function<ArrayType, Memory> temporary) {
        if (isSafe(round, now, next)) return round;
        int k = first(round, next);
        if (now.bytes() < LARGE || k == round.size() || !(round.get(k) instanceof Stmt.Nest n)) return null;
        var copied = new ArrayList<>(round.subList(0, k));
        var rest = copied(n, now, next, exprs, temporary, copied);
        if (rest == null) return null;
        copied.add(rest);
        copied.addAll(round.subList(k + 1, round.size()));
        return isSafe(copied, now, next) ? copied : null;
    }

    /** The nest with copies in the place of what its points read elsewhere of the present value; null if those are not few. */
    private static Stmt.Nest copied(Stmt.Nest n, Memory now, Memory next, Exprs exprs, Function<ArrayType, Memory> temporary,
            List<Stmt> into) {
        var store = n.stores().stream().filter(s -> s.memory() == next).findFirst().orElse(null);
        if (store == null) return null;
        var others = new LinkedHashSet<Expr.Load>();
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l && l.memory() == now && !l.at().equals(store.at())) others.add(l);
        });
        long elements = 0;
        for (var l : others) {
            if (l.mask() != null || !n.domain().containsAll(l.free())) return null;
            elements += n.domain().stream().filter(l::uses).mapToLong(Index::extent).reduce(1, (a, b) -> a * b);
        }
        if (others.isEmpty() || MANY * elements > n.points()) return null;
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

    private static int first(List<Stmt> round, Memory touching) {
        int k = 0;
        while (k < round.size() && !touched(round.get(k)).contains(touching)) k++;
        return k;
    }

    /** Whether {@code next} may be the same memory as {@code now} in a round. */
    private static boolean isSafe(List<Stmt> round, Memory now, Memory next) {
        int k = first(round, next);
        if (k == round.size() || !(round.get(k) instanceof Stmt.Nest n) || !overwrites(n, now, next)) return false;
        return round.subList(k + 1, round.size()).stream().noneMatch(s -> touched(s).contains(now));
    }

    /** Whether the nest that writes {@code next} first, where that may be, reads {@code now}. */
    static boolean reads(List<Stmt> round, Memory now, Memory next) {
        return touched(round.get(first(round, next))).contains(now);
    }

    private static Set<Memory> touched(Stmt s) {
        Set<Memory> touched = Collections.newSetFromMap(new IdentityHashMap<>());
        Touched.each(s, touched::add);
        return touched;
    }

    private static boolean overwrites(Stmt.Nest n, Memory now, Memory next) {
        var stores = n.stores().stream().filter(s -> s.memory() == next).toList();
        if (stores.size() != 1 || stores.getFirst().mask() != null) return false;
        boolean[] own = {true};
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) own[0] &= l.memory() != next && (l.memory() != now || l.at().equals(stores.getFirst()
                    .at()));
        });
        return own[0];
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
