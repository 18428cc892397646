package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.transform.Batch;

/**
 * Takes totals out of scans: a carry that only takes in, round by round, what no carry has a part in, is the reduction of all
 * that at once, in vectors and by all threads. Gradients with respect to what all rounds share are such totals; where a round
 * adds a product of matrices, all rounds together are one product. A sum is then taken in another order than the scan's.
 * <p>
 * It is not done where the values of all rounds would need more memory than the scan saves.
 */
final class Totals {
    /** Bytes that the values of all rounds may take where they are not consumed as they are made. */
    private static final long MOST_BYTES = 64L << 20;

    private final List<Equation> equations = new ArrayList<>();
    private final Map<Var, Atom> names = new HashMap<>();

    private Totals() {}

    static Program program(Program p) {
        var totals = new Totals();
        for (var e : p.equations()) totals.add(e);
        return totals.equations.equals(p.equations()) ? p : new Program(p.inputs(), totals.equations, Programs.named(p.results(),
                totals.names));
    }

    private void add(Equation e) {
        var same = Programs.mapRegions(Programs.renamed(e, names), Totals::program);
        var found = same.primitive() instanceof Scan s && s.length() > 0 ? new Found(s) : null;
        if (found == null || found.totals.isEmpty()) equations.add(same);
        else Programs.splice(found.program(same.operandTypes()), same, equations, names);
    }

    /**
     * What a body adds to a carry in each round, or null if the carry is more than a total: it is read by others, or what it
     * takes in is no monoid's business.
     */
    static Total of(Program body, int carry, Map<Var, Equation> definitions, Map<Var, Integer> uses) {
        var c = body.inputs().get(carry);
        if (!(body.results().get(carry) instanceof Var r) || uses.getOrDefault(c, 0) != 1 || uses.get(r) != 1) return null;
        if (!(definitions.get(r) instanceof Equation e) || e.operands().size() != 2 || !e.operands().contains(c)) return null;
        var taken = e.operands().get(e.operands().getFirst() == c ? 1 : 0);
        if (!taken.type().equals(c.type())) return null;
        for (var m : Monoid.values())
            if (m.operation() == e.primitive()) return new Total(carry, m, taken);
        return null;
    }

    /** That a carry takes in a value of each round. */
    record Total(int carry, Monoid monoid, Atom taken) {}

    /** The totals of a scan. */
    private static final class Found {
        private final Scan scan;
        private final Program body;
        private final Map<Var, Equation> definitions;
        private final Map<Var, Integer> uses;
        private final Set<Var> carries = Collections.newSetFromMap(new IdentityHashMap<>());
        final List<Total> totals = new ArrayList<>();

        Found(Scan scan) {
            this.scan = scan;
            this.body = scan.body();
            this.uses = Programs.uses(body);
            this.definitions = Programs.definitions(body);
            carries.addAll(body.inputs().subList(0, scan.carries()));
            for (int i = 0; i < scan.carries(); i++) {
                var total = of(body, i, definitions, uses);
                if (total != null && isFree(total)) totals.add(total);
            }
        }

        /** Whether what is taken in can be computed for all rounds at once, and needs little memory. */
        private boolean isFree(Total t) {
            if (!(t.taken instanceof Var taken)) return false;
            var makers = makers(taken);
            if (makers == null || !makers.stream().allMatch(Distribute::isPlain)) return false;
            double bytes = 0;
            for (var m : makers)
                if (uses.get(m.result()) > 1 || Pull.isFold(m) && m.result() != taken) bytes += m.result().type().bytes();
            return bytes * scan.length() <= MOST_BYTES;
        }

        /** The equations that a value is made by, or null if a carry has a part in them. */
        private Set<Equation> makers(Var value) {
            Set<Equation> makers = new LinkedHashSet<>();
            var todo = new ArrayList<Atom>(List.of(value));
            while (!todo.isEmpty()) {
                if (!(todo.removeLast() instanceof Var v)) continue;
                if (carries.contains(v)) return null;
                if (definitions.get(v) instanceof Equation e && makers.add(e)) todo.addAll(e.operands());
            }
            return makers;
        }

        // ---- the parts

        /** What does the scan's work, as a program. */
        Program program(ArrayType... types) { return Recording.of(types, false, this::results).program(); }

        private Array[] results(Array... x) {
            var results = new Array[body.results().size()];
            var taken = taken(x);
            for (int i = 0; i < totals.size(); i++) {
                var t = totals.get(i);
                results[t.carry] = t.monoid.operation().bind(x[t.carry], new Reduce(t.monoid, Axes.of(0)).bind(taken[i]));
            }
            var left = IntStream.range(0, results.length).filter(i -> results[i] == null).toArray();
            if (left.length > 0) {
                var y = rest(left, x);
                for (int i = 0; i < left.length; i++) results[left[i]] = y[i];
            }
            return results;
        }

        /** What the totals take in, of all rounds. */
        private Array[] taken(Array... x) {
            var values = totals.stream().map(Total::taken).toList();
            Set<Equation> needed = Collections.newSetFromMap(new IdentityHashMap<>());
            for (var v : values) needed.addAll(makers((Var) v));
            var inputs = body.inputs().subList(scan.carries(), body.inputs().size());
            var one = Programs.renamed(new Program(inputs, body.equations().stream().filter(needed::contains).toList(), values));
            var mapped = new boolean[inputs.size()];
            Arrays.fill(mapped, 0, scan.slices(), true);
            var demanded = new boolean[values.size()];
            Arrays.fill(demanded, true);
            return Batch.program(one, scan.length(), mapped, demanded).program().apply(Arrays.copyOfRange(x, scan.carries(),
                    x.length));
        }

        /** The scan without its totals. */
        private Array[] rest(int[] left, Array... x) {
            var total = totals.stream().map(Total::carry).toList();
            var kept = IntStream.range(0, x.length).filter(i -> !total.contains(i)).toArray();
            var part = Programs.renamed(new Program(IntStream.of(kept).mapToObj(body.inputs()::get).toList(), live(left),
                    IntStream.of(left).mapToObj(body.results()::get).toList()));
            return new Scan(part, scan.carries() - totals.size(), scan.slices(), scan.length(), scan.reverse()).bindAll(IntStream
                    .of(kept).mapToObj(i -> x[i]).toArray(Array[]::new));
        }

        private List<Equation> live(int[] left) {
            Set<Atom> used = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i : left) used.add(body.results().get(i));
            var live = new ArrayList<Equation>();
            for (var e : body.equations().reversed()) {
                if (e.primitive().effects().isEmpty() && e.results().stream().noneMatch(used::contains)) continue;
                used.addAll(e.operands());
                live.add(e);
            }
            return live.reversed();
        }
    }
}
