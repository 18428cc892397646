package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.Atom;
import jacobi.core.Equation;
import jacobi.core.Literal;
import jacobi.core.Program;
import jacobi.core.Var;
import jacobi.lax.Bounds;
import jacobi.lax.DynamicSlice;
import jacobi.lax.DynamicUpdateSlice;
import jacobi.lax.Gather;
import jacobi.lax.Reshape;
import jacobi.lax.Scatter;
import jacobi.lax.Slice;

/**
 * Updates of a loop's carry that can be done where it lies: the body gives back the carry with some elements written, and nobody
 * else sees the array
 * in between. They are done at the end of the body, from operands computed before; so a loop that writes an element a round
 * costs an element a round.
 */
final class InPlace {
    /** Updates in a row whose results can be read in between, and how many times as large as what is read they are. */
    private static final int MOST_READ = 8, LITTLE = 8;

    private final Set<Equation> equations = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Those of a second memory. */
    private final Set<Equation> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean[] carries, partly;

    private InPlace(int carries) {
        this.carries = new boolean[carries];
        this.partly = new boolean[carries];
    }

    /** No updates at all. */
    static InPlace none() { return new InPlace(0); }

    /** @param carries how many inputs and results of the body are its carry */
    static InPlace of(Program body, int carries) {
        var found = new InPlace(carries);
        Map<Var, Equation> definitions = new IdentityHashMap<>();
        Map<Var, Integer> uses = new IdentityHashMap<>();
        for (var e : body.equations()) {
            for (var v : e.results()) definitions.put(v, e);
            for (var a : e.operands()) if (a instanceof Var v) uses.merge(v, 1, Integer::sum);
        }
        for (var a : body.results()) if (a instanceof Var v) uses.merge(v, 1, Integer::sum);
        for (int i = 0; i < carries; i++) found.chain(body.inputs().get(i), body.results().get(i), definitions, uses, i);
        return found;
    }

    /**
     * A body whose updates take copies of the carries that are written where they lie, of itself or of others; and in which what
     * reads a little of an array between its updates has those before for itself.
     */
    static Program apart(Program p, int carries) {
        var body = unread(p, carries);
        var updates = of(body, carries);
        var equations = new ArrayList<Equation>();
        for (var e : body.equations()) equations.add(updates.contains(e) ? updates.apart(e, body, equations) : e);
        return equations.equals(body.equations()) ? body : new Program(body.inputs(), equations, body.results());
    }

    /** Values between updates of which only the next update is left to know. */
    private static Program unread(Program body, int carries) {
        Map<Equation, Equation> own = new IdentityHashMap<>();
        Map<Var, Atom> names = new IdentityHashMap<>();
        var definitions = Programs.definitions(body);
        for (int i = 0; i < carries; i++) {
            var chain = new ArrayList<Equation>();
            Atom a = body.results().get(i);
            while (definitions.get(a) instanceof Equation e && isUpdate(e) && chain.size() < MOST_READ) {
                chain.addFirst(e);
                a = e.operands().getFirst();
            }
            if (a != body.inputs().get(i) || chain.size() < 2) continue;
            for (int k = 0; k + 1 < chain.size() && chain.get(k).primitive() instanceof DynamicUpdateSlice; k++) {
                var e = chain.get(k);
                var copy = new Var(e.result().type());
                own.put(e, new Equation(e.primitive(), named(e, names), List.of(copy), e.caller()));
                names.put(e.result(), copy);
            }
        }
        if (own.isEmpty()) return body;
        var equations = new ArrayList<Equation>();
        for (var e : body.equations()) {
            equations.add(readsLittle(e) ? new Equation(e.primitive(), named(e, names), e.results(), e.caller()) : e);
            if (own.containsKey(e)) equations.add(own.get(e));
        }
        return new Program(body.inputs(), equations, body.results());
    }

    private static List<Atom> named(Equation e, Map<Var, Atom> names) {
        var operands = new ArrayList<>(e.operands());
        operands.set(0, names.getOrDefault(operands.getFirst(), operands.getFirst()));
        return operands;
    }

    private static boolean readsLittle(Equation e) {
        return (e.primitive() instanceof DynamicSlice || e.primitive() instanceof Slice || e.primitive() instanceof Gather)
                && e.result().type().size() * LITTLE <= e.operands().getFirst().type().size();
    }

    private Equation apart(Equation e, Program body, List<Equation> into) {
        var operands = new ArrayList<>(e.operands());
        for (int i = 1; i < operands.size(); i++) {
            int carry = body.inputs().indexOf(operands.get(i));
            if (carry < 0 || carry >= carries.length || !carries[carry]) continue;
            var copy = new Var(operands.get(i).type());
            into.add(new Equation(new Reshape(copy.type().shape()), List.of(operands.get(i)), List.of(copy), e.caller()));
            operands.set(i, copy);
        }
        return operands.equals(e.operands()) ? e : new Equation(e.primitive(), operands, e.results(), e.caller());
    }

    /** Follows the updates from the result back to the carry. */
    private void chain(Var carry, Atom result, Map<Var, Equation> definitions, Map<Var, Integer> uses, int i) {
        var chain = new ArrayList<Equation>();
        for (Atom a = result; a != carry; a = chain.getLast().operands().getFirst()) {
            if (!(a instanceof Var v) || uses.get(v) != 1 || !(definitions.get(v) instanceof Equation e) || !isUpdate(e)) return;
            chain.add(e);
        }
        equations.addAll(chain);
        partly[i] = chain.size() == 1 && writesBlock(chain.getFirst());
        carries[i] = !chain.isEmpty() && !partly[i];
        if (partly[i]) blocks.addAll(chain);
    }

    /** Whether an update writes much of the array, and the same part in each round. */
    private static boolean writesBlock(Equation e) {
        return e.primitive() instanceof DynamicUpdateSlice && e.result().type().size() > Fusion.SMALL
                && e.operands().get(1).type().size() >= e.result().type().size() / 4
                && e.operands().stream().skip(2).allMatch(Literal.class::isInstance);
    }

    private static boolean isUpdate(Equation e) {
        return e.primitive() instanceof Scatter || e.primitive() instanceof DynamicUpdateSlice d && d.bounds() != Bounds.FILL;
    }

    /** Whether an equation is such an update. */
    boolean contains(Equation e) { return equations.contains(e); }

    /** Whether a carry is updated where it lies. */
    boolean updates(int carry) { return carries[carry]; }

    /**
     * Whether a round writes one large part of a carry and leaves the rest as it was in all rounds: then it is written into a
     * second memory that holds the rest as well, and needs no copy of what it is computed from.
     */
    boolean updatesPart(int carry) { return partly[carry]; }

    /** Whether an equation is such an update. */
    boolean isBlock(Equation e) { return blocks.contains(e); }

    /** The updates where a carry lies, in the order of the program. */
    List<Equation> in(Program body) { return body.equations().stream().filter(e -> contains(e) && !isBlock(e)).toList(); }
}
