package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Takes updates out of branches: where each branch leaves an array as it was or replaces a block of it, a branch gives the block
 * and its place, and one update follows. So a loop that changes an element of its state in some rounds can do so where the state
 * lies. A branch that changes nothing gives the array's first block.
 */
final class CaseUpdates {
    private final List<Equation> equations = new ArrayList<>();
    private final Map<Var, Atom> names = new HashMap<>();

    private CaseUpdates() {}

    static Program program(Program p) {
        if (p.equations().stream().noneMatch(e -> Programs.any(e, q -> q.primitive() instanceof Case))) return p;
        var updates = new CaseUpdates();
        for (var e : p.equations()) updates.add(e);
        return updates.equations.equals(p.equations()) ? p : new Program(p.inputs(), updates.equations, Programs.named(p
                .results(), updates.names));
    }

    private void add(Equation e) {
        var same = Programs.mapRegions(Programs.renamed(e, names), CaseUpdates::program);
        if (!(same.primitive() instanceof Case c)) {
            equations.add(same);
            return;
        }
        var updates = IntStream.range(0, same.results().size()).mapToObj(i -> update(c, i)).toList();
        if (updates.stream().allMatch(u -> u == null)) equations.add(same);
        else replace(same, c, updates);
    }

    /** Of which input a result is an update in some branch; what the update is, there. */
    private record Update(int input, Equation example) {
        ArrayType block() { return example.operands().get(1).type(); }

        Bounds bounds() { return ((DynamicUpdateSlice) example.primitive()).bounds(); }
    }

    private static Update update(Case c, int result) {
        Update found = null;
        int input = -1;
        for (var b : c.branches()) {
            var a = b.results().get(result);
            var e = a instanceof Var v ? definition(b, v) : null;
            if (e != null && (!(e.primitive() instanceof DynamicUpdateSlice) || Programs.uses(b).get(a) != 1)) return null;
            int from = b.inputs().indexOf(e == null ? a : e.operands().getFirst());
            if (from < 0 || input >= 0 && from != input) return null;
            input = from;
            if (e == null) continue;
            var update = new Update(from, e);
            if (found != null && !(found.block().equals(update.block()) && found.bounds() == update.bounds()
                    && starts(found.example).equals(starts(e)))) return null;
            found = update;
        }
        return found != null && found.example.result().type().size() > Fusion.SMALL ? found : null;
    }

    private static Equation definition(Program b, Var v) {
        for (var e : b.equations()) if (e.results().contains(v)) return e;
        return null;
    }

    private static List<ArrayType> starts(Equation update) {
        return update.operands().subList(2, update.operands().size()).stream().map(Atom::type).toList();
    }

    private void replace(Equation e, Case c, List<Update> updates) {
        var branches = c.branches().stream().map(b -> branch(b, updates)).toList();
        var results = new ArrayList<Var>();
        var following = new ArrayList<Equation>();
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            var result = e.results().get(i);
            if (update == null) {
                results.add(result);
                continue;
            }
            var operands = new ArrayList<Atom>(List.of(e.operands().get(1 + update.input)));
            for (int k = 1; k < update.example.operands().size(); k++) {
                results.add(new Var(update.example.operands().get(k).type()));
                operands.add(results.getLast());
            }
            following.add(new Equation(update.example.primitive(), operands, List.of(result), update.example.caller()));
        }
        equations.add(new Equation(new Case(branches), e.operands(), results, e.caller()));
        equations.addAll(following);
    }

    /** A branch that gives blocks and places for the arrays it updated. */
    private static Program branch(Program b, List<Update> updates) {
        Set<Equation> taken = new HashSet<>();
        var more = new ArrayList<Equation>();
        var results = new ArrayList<Atom>();
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            var a = b.results().get(i);
            if (update == null) results.add(a);
            else if (definition(b, (Var) a) instanceof Equation own) {
                taken.add(own);
                results.addAll(own.operands().subList(1, own.operands().size()));
            } else {
                var first = first(a, update);
                more.add(first);
                results.add(first.result());
                for (var t : starts(update.example)) results.add(new Literal(Constant.of(t.dtype(), 0)));
            }
        }
        var equations = new ArrayList<>(b.equations());
        equations.removeAll(taken);
        equations.addAll(more);
        return new Program(b.inputs(), equations, results);
    }

    /** The first block of an array. */
    private static Equation first(Atom array, Update update) {
        var shape = update.block().shape();
        var zeros = Shape.of(new long[shape.rank()]);
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        return new Equation(new Slice(zeros, shape, ones), List.of(array), List.of(new Var(update.block())), update.example
                .caller());
    }
}
