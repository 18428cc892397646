package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Adds a block among zeros to an array by adding it to the block of the array at its place. Gradients of loops that read an
 * array at places known at run time are such sums, one a round; so a round costs a block, and can be done where the sum lies.
 * <p>
 * To add zero makes +0 of -0: it is done for arrays that hold no -0, as a sum that starts from zeros does not.
 */
final class BlockSums {
    /** Values none of whose elements is -0. */
    private final Set<Var> plain = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Var, Equation> definitions = new IdentityHashMap<>();
    private final Map<Var, Integer> uses;
    private final List<Equation> equations = new ArrayList<>();

    private BlockSums(Program p, boolean[] inputs) {
        uses = Programs.uses(p);
        for (int i = 0; i < inputs.length; i++) if (inputs[i]) plain.add(p.inputs().get(i));
    }

    static Program program(Program p) {
        boolean some = p.equations().stream().anyMatch(e -> Programs.any(e, q -> q.primitive() instanceof DynamicUpdateSlice));
        return some ? program(p, new boolean[p.inputs().size()]) : p;
    }

    /** @param inputs which inputs hold no -0 */
    private static Program program(Program p, boolean[] inputs) {
        var sums = new BlockSums(p, inputs);
        for (var e : p.equations()) sums.add(sums.within(e));
        return sums.equations.equals(p.equations()) ? p : new Program(p.inputs(), sums.equations, p.results());
    }

    /** Which results of a program hold no -0. */
    private static boolean[] plain(Program p, boolean[] inputs) {
        var found = new BlockSums(p, inputs);
        for (var e : p.equations()) found.note(e);
        return found.plain(p.results());
    }

    private boolean[] plain(List<? extends Atom> atoms) {
        var plain = new boolean[atoms.size()];
        for (int i = 0; i < plain.length; i++) plain[i] = isPlain(atoms.get(i));
        return plain;
    }

    private boolean isPlain(Atom a) {
        return !a.type().dtype().isFloat() || (a instanceof Literal l ? !isMinusZero(l.constant()) : plain.contains(a));
    }

    private static boolean isMinusZero(Constant c) { return c.real() == 0 && 1 / c.real() < 0; }

    private void add(Equation e) {
        var block = e.primitive() == Binary.ADD && e.operands().size() == 2 ? block(e) : null;
        if (block == null) {
            note(e);
            equations.add(e);
            return;
        }
        var update = (DynamicUpdateSlice) block.primitive();
        var array = e.operands().get(e.operands().get(1) == block.result() ? 0 : 1);
        var starts = block.operands().subList(2, block.operands().size());
        var value = block.operands().get(1);
        var old = bind(new DynamicSlice(value.type().shape(), update.bounds().derived()), block, with(List.of(array), starts));
        var sum = bind(Binary.ADD, e, List.of(old, value));
        add(new Equation(update, with(List.of(array, sum), starts), e.results(), e.caller()));
    }

    private Var bind(Primitive p, Equation like, List<Atom> operands) {
        var result = new Var(p.infer(operands.stream().map(Atom::type).toArray(ArrayType[]::new))[0]);
        add(new Equation(p, operands, List.of(result), like.caller()));
        return result;
    }

    private static List<Atom> with(List<Atom> first, List<Atom> rest) {
        var all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    /** The update that puts a block among zeros, of a sum with an array that can take it. */
    private Equation block(Equation sum) {
        for (int i = 0; i < 2; i++) {
            Atom a = sum.operands().get(1 - i), array = sum.operands().get(i);
            if (uses.getOrDefault(a, 0) != 1 || !a.type().equals(array.type()) || !isPlain(array)) continue;
            if (definitions.get(a) instanceof Equation d && d.primitive() instanceof DynamicUpdateSlice
                    && isZero(d.operands().getFirst())) return d;
        }
        return null;
    }

    private boolean isZero(Atom a) {
        return Programs.stretched(definitions.get(a)) instanceof Literal l && l.constant().bits() == 0;
    }

    // ---- what holds no -0

    private void note(Equation e) {
        for (var v : e.results()) definitions.put(v, e);
        var known = switch (e.primitive()) {
            case Scan s -> results(s, carried(s.body(), s.carries(), operands(e, 0)));
            case While w -> Arrays.copyOf(carried(w.body(), w.carries(), operands(w, e)), w.carries());
            default -> new boolean[] {e.results().size() == 1 && makesPlain(e)};
        };
        for (int i = 0; i < Math.min(known.length, e.results().size()); i++) if (known[i]) plain.add(e.results().get(i));
    }

    private boolean[] operands(Equation e, int from) { return plain(e.operands().subList(from, e.operands().size())); }

    private boolean[] operands(While w, Equation e) {
        var body = new ArrayList<>(e.operands().subList(0, w.carries()));
        body.addAll(e.operands().subList(w.carries() + w.conditionExtras(), e.operands().size()));
        return plain(body);
    }

    /** Which inputs of a body hold no -0 in any round, if they hold none before the first. */
    private static boolean[] carried(Program body, int carries, boolean[] inputs) {
        var held = inputs.clone();
        for (boolean changed = true; changed;) {
            changed = false;
            var next = plain(body, held);
            for (int i = 0; i < carries; i++) {
                changed |= held[i] && !next[i];
                held[i] &= next[i];
            }
        }
        return held;
    }

    private static boolean[] results(Scan s, boolean[] inputs) {
        var results = plain(s.body(), inputs);
        for (int i = 0; i < s.carries(); i++) results[i] = inputs[i];
        return results;
    }

    private boolean makesPlain(Equation e) {
        if (!e.result().type().dtype().isFloat()) return true;
        var x = e.operands();
        return switch (e.primitive()) {
            case Constant c -> !isMinusZero(c);
            case Binary b when b == Binary.ADD -> isPlain(x.get(0)) || isPlain(x.get(1));
            case Binary b when b == Binary.MULTIPLY -> x.get(0) == x.get(1);
            case Unary u -> u == Unary.ABS || u == Unary.EXPONENTIAL;
            case Select _ -> isPlain(x.get(1)) && isPlain(x.get(2));
            case Convert _ -> !x.getFirst().type().dtype().isFloat();
            case Linear _ -> x.stream().allMatch(this::isPlain);
            case DynamicSlice _, Gather _ -> isPlain(x.getFirst());
            case DynamicUpdateSlice _ -> isPlain(x.get(0)) && isPlain(x.get(1));
            case Scatter s -> isPlain(x.get(0)) && (s.combine() == Scatter.Combine.ADD || isPlain(x.get(2)));
            case Reduce r -> r.monoid() == Monoid.SUM && x.getFirst().type().size() > 0 && isPlain(x.getFirst());
            default -> false;
        };
    }

    // ---- bodies

    private Equation within(Equation e) {
        return switch (e.primitive()) {
            case Scan s -> with(e, new Scan(program(s.body(), carried(s.body(), s.carries(), operands(e, 0))), s.carries(), s
                    .slices(), s.length(), s.reverse()));
            case While w -> with(e, w.with(program(w.condition()), program(w.body(), carried(w.body(), w.carries(), operands(w,
                    e)))));
            case Case c -> with(e, new Case(c.branches().stream().map(b -> program(b, operands(e, 1))).toList()));
            default -> e;
        };
    }

    private static Equation with(Equation e, Primitive p) { return new Equation(p, e.operands(), e.results(), e.caller()); }
}
