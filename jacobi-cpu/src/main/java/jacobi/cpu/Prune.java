package jacobi.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.Scan;

/**
 * Leaves out of scans the carries and stacked results that nobody reads, what only they need, and slices that no round reads.
 */
final class Prune {
    private final Scan scan;
    private final Program body;
    private final boolean[] needed;

    private Prune(Scan scan, boolean[] needed) {
        this.scan = scan;
        this.body = scan.body();
        this.needed = needed;
    }

    /** The scan with fewer results, or itself. @param isUsed whether somebody reads a result */
    static Equation scan(Scan scan, Equation e, Predicate<Var> isUsed) {
        var needed = new boolean[e.results().size()];
        for (int i = 0; i < needed.length; i++) needed[i] = isUsed.test(e.results().get(i));
        var prune = new Prune(scan, needed);
        if (!isAll(needed)) prune.grow();
        return isAll(needed) && prune.readsAll() ? e : prune.smaller(e);
    }

    private static boolean isAll(boolean[] needed) {
        for (var n : needed) if (!n) return false;
        return true;
    }

    /** A carry that some needed result is made from, or that an equation with an effect takes, is needed too. */
    private void grow() {
        Map<Var, Equation> definitions = new IdentityHashMap<>();
        Map<Var, Integer> carries = new IdentityHashMap<>();
        var todo = new ArrayDeque<Atom>();
        for (var q : body.equations()) {
            for (var v : q.results()) definitions.put(v, q);
            if (!q.primitive().effects().isEmpty()) todo.addAll(q.operands());
        }
        for (int i = 0; i < scan.carries(); i++) carries.put(body.inputs().get(i), i);
        for (int i = 0; i < needed.length; i++) if (needed[i]) todo.add(body.results().get(i));
        while (!todo.isEmpty()) {
            if (!(todo.pop() instanceof Var v)) continue;
            if (definitions.remove(v) instanceof Equation q) todo.addAll(q.operands());
            else if (carries.remove(v) instanceof Integer i && !needed[i]) {
                needed[i] = true;
                todo.add(body.results().get(i));
            }
        }
    }

    /** Whether the body reads all of its slices and extras. */
    private boolean readsAll() {
        var read = read(body.equations(), body.results());
        return read.containsAll(body.inputs().subList(scan.carries(), body.inputs().size()));
    }

    private static Set<Atom> read(List<Equation> equations, List<Atom> results) {
        Set<Atom> read = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var q : equations) read.addAll(q.operands());
        read.addAll(results);
        return read;
    }

    private Equation smaller(Equation e) {
        var results = IntStream.range(0, needed.length).filter(i -> needed[i]).toArray();
        var equations = live(select(body.results(), results));
        var read = read(equations, select(body.results(), results));
        var inputs = IntStream.range(0, body.inputs().size()).filter(i -> i < scan.carries() ? needed[i] : read.contains(body
                .inputs().get(i))).toArray();
        int carries = (int) IntStream.of(results).filter(i -> i < scan.carries()).count();
        int slices = (int) IntStream.of(inputs).filter(i -> i >= scan.carries() && i < scan.carries() + scan.slices()).count();
        var rest = new Program(select(body.inputs(), inputs), equations, select(body.results(), results));
        return new Equation(new Scan(rest, carries, slices, scan.length(), scan.reverse()), select(e.operands(), inputs),
                select(e.results(), results), e.caller());
    }

    private List<Equation> live(List<Atom> results) {
        Set<Atom> used = Collections.newSetFromMap(new IdentityHashMap<>());
        used.addAll(results);
        var kept = new ArrayList<Equation>();
        for (var q : body.equations().reversed()) {
            if (q.primitive().effects().isEmpty() && q.results().stream().noneMatch(used::contains)) continue;
            used.addAll(q.operands());
            kept.add(q);
        }
        return kept.reversed();
    }

    private static <T> List<T> select(List<T> all, int... which) { return IntStream.of(which).mapToObj(all::get).toList(); }
}
