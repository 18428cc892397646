package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
        var branches = c.branches().stream().map(b -> new Branch(b, Programs.definitions(b), Programs.uses(b))).toList();
        var updates = IntStream.range(0, same.results().size()).mapToObj(i -> update(branches, i)).toList();
        if (updates.stream().allMatch(u -> u == null)) equations.add(same);
        else replace(same, branches, updates);
    }

    /** Of which input a result is an update in some branch; what the update is, there. */
    private record Update(int input, Equation example) {
        ArrayType block() { return example.operands().get(1).type(); }

        Bounds bounds() { return ((DynamicUpdateSlice) example.primitive()).bounds(); }
    }

    private record Branch(Program program, Map<Var, Equation> definitions, Map<Var, Integer> uses) {}

    private static Update update(List<Branch> branches, int result) {
        Update found = null;
        int input = -1;
        for (var b : branches) {
            var a = b.program.results().get(result);
            var e = b.definitions.get(a);
            if (e != null && (!(e.primitive() instanceof DynamicUpdateSlice) || b.uses.get(a) != 1)) return null;
            int from = b.program.inputs().indexOf(e == null ? a : e.operands().getFirst());
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

    private static List<ArrayType> starts(Equation update) {
        return update.operands().subList(2, update.operands().size()).stream().map(Atom::type).toList();
    }

    private void replace(Equation e, List<Branch> old, List<Update> updates) {
        var branches = old.stream().map(b -> branch(b, updates)).toList();
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
    private static Program branch(Branch b, List<Update> updates) {
        Set<Equation> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        var more = new ArrayList<Equation>();
        var results = new ArrayList<Atom>();
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            var a = b.program.results().get(i);
            if (update == null) results.add(a);
            else if (b.definitions.get(a) instanceof Equation own) {
                taken.add(own);
                results.addAll(own.operands().subList(1, own.operands().size()));
            } else {
                var first = first(a, update);
                more.add(first);
                results.add(first.result());
                for (var t : starts(update.example)) results.add(new Literal(Constant.of(t.dtype(), 0)));
            }
        }
        var equations = new ArrayList<>(b.program.equations());
        equations.removeIf(taken::contains);
        equations.addAll(more);
        return new Program(b.program.inputs(), equations, results);
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
