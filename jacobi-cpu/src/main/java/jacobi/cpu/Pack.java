package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Constant;

/**
 * Packs single numbers that are computed alike into arrays: of a record of sixty scalars, each of which takes the same step, one
 * nest over sixty elements is made, and their memories become one. So a loop over scalars, written out by a user or by a
 * transformation, is compiled as the loop over an array that it could have been.
 * <p>
 * A family is some stores of a nest of one point whose values are alike ({@link Alike}); families of one size in one nest share
 * the variable that numbers their members. What is at the same position in all members of a family is a tuple: tuples of loads
 * say which memories should be bundled ({@link Bundles}), and in which order.
 */
final class Pack {
    /**
     * Members from which on a family is worth it by itself. Fewer will do where they compute dear functions, or only go in rows
     * through memory that others have packed.
     */
    private static final int MANY = 8, FEW = 2;

    private final Exprs exprs;
    private final Alike alike = new Alike();
    private final Bundles bundles;
    private final Map<Stmt.Nest, List<Families>> families = new IdentityHashMap<>();
    /** All of them, in the order of the program. */
    private final List<Families> found = new ArrayList<>();
    /** What is read and written by families that are worth it by themselves. */
    private final Set<Memory> worth = Collections.newSetFromMap(new IdentityHashMap<>());
    private int tables;

    private Pack(Exprs exprs, List<Stmt> body) {
        this.exprs = exprs;
        this.bundles = new Bundles(body);
    }

    /** Statements that do what others do. */
    static List<Stmt> pack(List<Stmt> body, Exprs exprs) {
        var joined = new JoinPoints(exprs).join(body);
        var pack = new Pack(exprs, joined);
        pack.find(joined);
        pack.found.stream().sorted(Comparator.comparingInt(f -> -f.size))
                .forEach(Families::arrange);
        return pack.worth.isEmpty() ? joined : pack.rewrite(joined);
    }

    // ---- finding what is alike, and ordering it

    private void find(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Nest n && n.domain().isEmpty()) find(n);
            Stmts.bodies(s).forEach(this::find);
        }
    }

    private void find(Stmt.Nest nest) {
        Map<Integer, List<Stmt.Store>> byKind = new LinkedHashMap<>();
        for (var s : nest.stores())
            if (s.mask() == null) byKind.computeIfAbsent(alike.kind(s), _ -> new ArrayList<>()).add(s);
        Map<Integer, Families> bySize = new LinkedHashMap<>();
        byKind.values().forEach(f -> {
            if (f.size() >= FEW) bySize.computeIfAbsent(f.size(), Families::new).add(f);
        });
        found.addAll(bySize.values());
        if (!bySize.isEmpty()) families.put(nest, List.copyOf(bySize.values()));
    }

    private static boolean isWorth(List<Stmt.Store> family) {
        return family.size() >= MANY || Weight.hasMath(List.of(family.getFirst().value()));
    }

    /** Families of one nest with equally many members. */
    private final class Families {
        final int size;
        final List<List<Stmt.Store>> all = new ArrayList<>();
        private final Set<List<Expr>> seen = new HashSet<>();
        /** Where tuples are loaded from, and stored to. */
        private final List<List<Spot>> spots = new ArrayList<>();

        Families(int size) { this.size = size; }

        void add(List<Stmt.Store> family) {
            all.add(family);
            int first = spots.size();
            tuples(family.stream().map(Stmt.Store::value).toList(), seen, spots::add);
            spots.add(family.stream().map(s -> new Spot(s.memory(), s.at())).toList());
            if (isWorth(family)) for (var t : spots.subList(first, spots.size())) t.forEach(s -> worth.add(s.memory));
        }

        /**
         * Puts the members in an order in which memory is gone through in rows, as far as it is known how it lies; says the
         * rest.
         */
        void arrange() {
            int[] best = IntStream.range(0, size).toArray();
            int most = rows(best);
            for (var t : spots) {
                var order = ascending(positions(t));
                if (order == null || rows(order) <= most) continue;
                best = order;
                most = rows(order);
            }
            int[] order = best;
            all.replaceAll(f -> reordered(f, order));
            for (var t : spots) bundles.join(reordered(t, order).stream().map(Spot::memory).toList());
        }

        private int rows(int[] order) {
            int rows = 0;
            for (var t : spots) {
                var p = positions(t);
                if (p != null && isRow(p, order)) rows++;
            }
            return rows;
        }

        private static boolean isRow(long[] positions, int[] order) {
            for (int i = 1; i < order.length; i++) if (positions[order[i]] != positions[order[i - 1]] + 1) return false;
            return true;
        }
    }

    private record Spot(Memory memory, Ix at) {}

    private static <T> List<T> reordered(List<T> list, int[] order) { return Arrays.stream(order).mapToObj(list::get).toList(); }

    /** The order that sorts positions, or null if two are the same or it is not known. */
    private static int[] ascending(long[] positions) {
        if (positions == null || Arrays.stream(positions).distinct().count() < positions.length) return null;
        return IntStream.range(0, positions.length).boxed().sorted(Comparator.comparingLong(i -> positions[i]))
                .mapToInt(i -> i).toArray();
    }

    /** Where a tuple lies in one memory, or in a bundle; null if it does not, or is not yet known to. */
    private long[] positions(List<Spot> tuple) {
        var first = tuple.getFirst();
        boolean one = true, side = true;
        for (var s : tuple) {
            one &= s.memory == first.memory;
            side &= s.at.constant() == first.at.constant();
        }
        if (one) return tuple.stream().mapToLong(s -> s.at.constant()).toArray();
        return side ? bundles.positions(tuple.stream().map(Spot::memory).toList()) : null;
    }

    /** Where the tuples of loads lie of which like expressions are made, those left out that are the same load in all. */
    private static void tuples(List<Expr> tuple, Set<List<Expr>> seen, Consumer<List<Spot>> loads) {
        var first = tuple.getFirst();
        if (isOne(tuple) || !seen.add(tuple)) return;
        if (first instanceof Expr.Load) loads.accept(tuple.stream().map(Expr.Load.class::cast).map(l -> new Spot(l.memory(),
                l.at())).toList());
        for (int i = 0; i < Alike.operands(first).size(); i++) tuples(column(tuple, i), seen, loads);
    }

    private static List<Expr> column(List<Expr> tuple, int operand) {
        var column = new ArrayList<Expr>(tuple.size());
        for (var e : tuple) column.add(Alike.operands(e).get(operand));
        return column;
    }

    /** Whether all members share one expression. */
    private static boolean isOne(List<Expr> tuple) {
        for (var e : tuple) if (e != tuple.getFirst()) return false;
        return true;
    }

    // ---- writing it anew

    private final class Moved extends Rewrite {
        Moved() { super(Pack.this.exprs); }

        @Override Expr load(Expr.Load l) {
            return exprs.load(bundles.memory(l.memory()), bundles.place(l.memory(), ix(l.at())), expr(l.mask()));
        }

        Stmt.Store moved(Stmt.Store s) {
            return new Stmt.Store(bundles.memory(s.memory()), bundles.place(s.memory(), ix(s.at())), expr(s.value()),
                    expr(s.mask()));
        }
    }

    private List<Stmt> rewrite(List<Stmt> body) {
        var moved = new Moved();
        return rewrite(body, moved);
    }

    private List<Stmt> rewrite(List<Stmt> body, Moved moved) {
        var into = new ArrayList<Stmt>();
        for (var s : body) {
            if (s instanceof Stmt.Nest n) nest(n, moved, into);
            else into.add(Stmts.mapBodies(Stmts.rewrite(s, moved), inner -> rewrite(inner, moved)));
        }
        return into;
    }

    private void nest(Stmt.Nest nest, Moved moved, List<Stmt> into) {
        Set<Stmt.Store> packed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var f : families.getOrDefault(nest, List.of())) {
            var member = new Index("m", f.size);
            var packing = new Packing(member, moved);
            var stores = new ArrayList<Stmt.Store>();
            for (var family : f.all) {
                var store = packing.store(family);
                if (store == null || !isWorth(family) && !packing.inRows()) continue;
                stores.add(store);
                packed.addAll(family);
            }
            if (!stores.isEmpty()) into.add(new Stmt.Nest(List.of(member), stores));
        }
        var left = packed.isEmpty() ? moved : reading(packed);
        var rest = nest.stores().stream().filter(s -> !packed.contains(s)).map(left::moved).toList();
        if (!rest.isEmpty()) into.add(new Stmt.Nest(nest.domain(), rest));
    }

    /** For what comes after some stores: their values are not computed again. */
    private Moved reading(Set<Stmt.Store> packed) {
        var reading = new Moved();
        for (var s : packed) {
            if (Alike.operands(s.value()).isEmpty()) continue;
            var place = bundles.place(s.memory(), reading.ix(s.at()));
            reading.put(s.value(), exprs.load(bundles.memory(s.memory()), place, null));
        }
        return reading;
    }

    /** Makes one expression of those of all members. */
    private final class Packing {
        private final Index member;
        private final Moved moved;
        private final Map<List<Expr>, Expr> done = new HashMap<>();
        private boolean inRows;

        Packing(Index member, Moved moved) {
            this.member = member;
            this.moved = moved;
        }

        /** The store of all members of a family, or null if they do not lie in a row, or read what does not lie together. */
        Stmt.Store store(List<Stmt.Store> family) {
            inRows = worth.contains(family.getFirst().memory());
            var at = new ArrayList<Ix>();
            var memory = bundles.memory(family.getFirst().memory());
            for (var s : family) {
                if (bundles.memory(s.memory()) != memory) return null;
                at.add(bundles.place(s.memory(), moved.ix(s.at())));
            }
            var place = place(at);
            if (place == null || place.factor(member) != 1) return null;
            var value = expr(family.stream().map(Stmt.Store::value).toList());
            return value == null ? null : new Stmt.Store(memory, place, value);
        }

        private Expr expr(List<Expr> tuple) {
            var first = tuple.getFirst();
            if (isOne(tuple)) return moved.expr(first);
            if (done.containsKey(tuple)) return done.get(tuple);
            var made = make(first, tuple);
            done.put(tuple, made);
            return made;
        }

        private Expr make(Expr first, List<Expr> tuple) {
            if (first instanceof Expr.Load) return load(tuple.stream().map(Expr.Load.class::cast).toList());
            if (first instanceof Expr.Num) return table(tuple.stream().map(e -> ((Expr.Num) e).value()).toList());
            var operands = new Expr[Alike.operands(first).size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = expr(column(tuple, i));
                if (operands[i] == null) return null;
            }
            return first instanceof Expr.MulAdd m ? exprs.mulAdd(operands[0], operands[1], operands[2], m.minusProduct(),
                    m.minusAddend()) : exprs.apply(((Expr.Apply) first).function(), operands);
        }

        private Expr load(List<Expr.Load> tuple) {
            var memory = bundles.memory(tuple.getFirst().memory());
            var at = new ArrayList<Ix>(tuple.size());
            for (var l : tuple) {
                if (bundles.memory(l.memory()) != memory) return null;
                at.add(bundles.place(l.memory(), moved.ix(l.at())));
            }
            var place = place(at);
            if (place == null) return null;
            inRows &= worth.contains(tuple.getFirst().memory()) && place.factor(member) == 1;
            return exprs.load(memory, place, null);
        }

        /** Whether the family stored last only went in rows through memory of families that are worth it. */
        boolean inRows() { return inRows; }

        /** Places that differ by constants, as one that depends on the member; null if they differ otherwise. */
        private Ix place(List<Ix> at) {
            var form = Alike.form(at.getFirst());
            for (var x : at) if (!Alike.form(x).equals(form)) return null;
            var constants = at.stream().mapToLong(Ix::constant).toArray();
            long first = constants[0], step = constants.length > 1 ? constants[1] - first : 0;
            if (IntStream.range(0, constants.length).allMatch(i -> constants[i] == first + i * step)) return form.plus(first)
                    .plus(Ix.of(member).times(step));
            var known = table(Arrays.stream(constants).mapToObj(c -> Constant.of(DType.S64, c)).toList());
            var range = Arrays.stream(constants).summaryStatistics();
            return form.plus(Ix.of(new Atom.Of(known, range.getMin(), range.getMax())));
        }

        private Expr table(List<Constant> numbers) {
            var table = numbersOf.computeIfAbsent(numbers, n -> Memory.table("c" + tables++, n));
            return exprs.load(table, Ix.of(member), null);
        }
    }

    private final Map<List<Constant>, Memory> numbersOf = new HashMap<>();
}
