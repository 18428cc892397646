package jacobi.transform;

import static jacobi.transform.MinimumCut.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Decides what a loop keeps of each round for its backward pass, and what is computed again from that. Keeping a value costs its
 * bytes, written once and read once; computing it again costs its operation and needs its operands, which are kept or computed
 * again in their turn. The cheapest choice is a minimum cut of the graph of values (as in Chen et al., "Training deep nets with
 * sublinear memory cost", 2016, memory is paid for with work, but only where that is the cheaper of the two).
 */
final class Rematerialize {
    /** Costs of an operation for each byte of its result, in hundredths of the cost of keeping a byte. */
    private static final long MOVE = 4, STEP = 25, ROOT = 150;

    private final Linearize.Split split;
    private final Program known;
    private final int moving;
    private final MinimumCut graph = new MinimumCut();
    /** For each value a node on the sink's side if it is at hand in the backward pass, and one if it is computed there. */
    private final Map<Var, Integer> atHand = new IdentityHashMap<>(), computed = new IdentityHashMap<>();
    private final Map<Var, Equation> definitions = new IdentityHashMap<>();
    private final Map<Var, Integer> supplied = new IdentityHashMap<>();

    private Rematerialize(Linearize.Split split, int moving) {
        this.split = split;
        this.known = split.known();
        this.moving = moving;
    }

    /**
     * The same split with other residuals, which cost less.
     * @param moving how many of the first inputs the caller cannot supply again
     */
    static Linearize.Split of(Linearize.Split split, int moving) {
        return split.computed() == 0 ? split : new Rematerialize(split, moving).run();
    }

    private Linearize.Split run() {
        for (int i = moving; i < known.inputs().size(); i++) supplied.put(known.inputs().get(i), i);
        for (var e : known.equations()) for (var v : e.results()) definitions.put(v, e);
        residuals().forEach(v -> graph.edge(node(v), SINK, NEVER));
        var side = graph.sinkSide();
        var again = new ArrayList<Equation>();
        for (var e : known.equations()) if (isAgain(e, side)) again.add(e);
        return again.isEmpty() ? split : with(again);
    }

    /** The values that are residuals now, and not supplied by the caller. */
    private List<Var> residuals() {
        return known.results().subList(split.active().length, known.results().size()).stream().filter(Var.class::isInstance)
                .map(Var.class::cast).toList();
    }

    private boolean isAgain(Equation e, boolean[] side) {
        return e.results().stream().anyMatch(v -> computed.containsKey(v) && side[computed.get(v)]);
    }

    // ---- the graph

    /** The node of a residual being at hand; what that may be made from gets nodes too. */
    private int node(Var residual) {
        var todo = new ArrayList<>(List.of(residual));
        while (!todo.isEmpty()) {
            var v = todo.removeLast();
            if (computed.containsKey(v)) continue;
            int again = graph.node();
            computed.put(v, again);
            graph.edge(again, hand(v), Math.max(1, v.type().bytes()) * 100);
            var e = definitions.get(v);
            long cost = e == null ? NEVER : cost(e);
            graph.edge(SOURCE, again, cost);
            if (cost == NEVER) continue;
            for (var a : e.operands()) {
                if (!(a instanceof Var u) || supplied.containsKey(u)) continue;
                graph.edge(hand(u), again, NEVER);
                todo.add(u);
            }
        }
        return hand(residual);
    }

    private int hand(Var v) { return atHand.computeIfAbsent(v, _ -> graph.node()); }

    /** What it costs to compute an equation again; {@link MinimumCut#NEVER} for all that takes more than a few instructions. */
    private static long cost(Equation e) {
        if (e.results().size() != 1 || !e.primitive().effects().isEmpty()) return NEVER;
        long to = e.result().type().bytes(), from = e.operands().isEmpty() ? to : e.operands().getFirst().type().bytes();
        return switch (e.primitive()) {
            case BroadcastInDim _, Reshape _, Constant _, Iota _ -> to * MOVE;
            case Transpose _, Reverse _, Slice _, DynamicSlice _ -> 2 * to * MOVE;
            case Unary u -> cost(u, to);
            case Binary b -> cost(b, Math.max(from, to));
            case Compare _, Select _, Convert _ -> Math.max(from, to) * STEP;
            case Reduce r when r.monoid() == Monoid.SUM && from <= 4 * to -> from * STEP;
            default -> NEVER;
        };
    }

    private static long cost(Unary f, long bytes) {
        return switch (f) {
            case ABS, CEIL, FLOOR, IMAG, IS_FINITE, NEGATE, NOT, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, SIGN,
                    STOP_GRADIENT -> bytes * STEP;
            case SQRT, RSQRT -> bytes * ROOT;
            default -> NEVER;
        };
    }

    private static long cost(Binary f, long bytes) {
        return switch (f) {
            case ADD, SUBTRACT, MULTIPLY, MAXIMUM, MINIMUM, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC,
                    SHIFT_RIGHT_LOGICAL, COMPLEX -> bytes * STEP;
            case DIVIDE -> bytes * ROOT;
            case POWER, ATAN2, HYPOT, REMAINDER, NEXT_AFTER -> NEVER;
        };
    }

    // ---- the new split

    private Linearize.Split with(List<Equation> again) {
        Set<Var> made = Collections.newSetFromMap(new IdentityHashMap<>());
        again.forEach(e -> made.addAll(e.results()));
        var needed = new LinkedHashSet<Var>();
        for (int r : split.residuals()) if (residual(r) instanceof Var v && !made.contains(v)) needed.add(v);
        for (var e : again) for (var a : e.operands()) if (a instanceof Var v && !made.contains(v)) needed.add(v);
        var saved = needed.stream().filter(v -> !supplied.containsKey(v)).toList();
        var results = new ArrayList<>(known.results().subList(0, split.active().length));
        results.addAll(saved);
        int inputs = known.inputs().size();
        var places = needed.stream().mapToInt(v -> supplied.containsKey(v) ? supplied.get(v) : inputs + saved.indexOf(v))
                .toArray();
        return new Linearize.Split(new Program(known.inputs(), used(results), results), linear(List.copyOf(needed), again),
                split.active(), places);
    }

    /** Where a residual of the old split comes from. */
    private Atom residual(int place) {
        int inputs = known.inputs().size();
        return place < inputs ? known.inputs().get(place) : known.results().get(split.active().length + place - inputs);
    }

    /** The equations that results need. */
    private List<Equation> used(List<Atom> results) {
        Set<Atom> used = Collections.newSetFromMap(new IdentityHashMap<>());
        used.addAll(results);
        var kept = new ArrayList<Equation>();
        for (var e : known.equations().reversed()) {
            if (e.primitive().effects().isEmpty() && e.results().stream().noneMatch(used::contains)) continue;
            used.addAll(e.operands());
            kept.add(e);
        }
        return kept.reversed();
    }

    /** The old linear program, after what its residuals are computed by from the new ones. */
    private Program linear(List<Var> needed, List<Equation> again) {
        var old = split.linear();
        int tangents = old.inputs().size() - split.residuals().length;
        var types = Active.concat(Arrays.copyOf(old.inputTypes(), tangents), needed.stream().map(Var::type)
                .toArray(ArrayType[]::new));
        return Active.closed(Recording.of(types, false, in -> {
            var values = new HashMap<Atom, Array>();
            for (int i = 0; i < needed.size(); i++) values.put(needed.get(i), in[tangents + i]);
            for (var e : again) {
                var x = e.operands().stream().map(a -> value(a, values)).toArray(Array[]::new);
                values.put(e.result(), e.primitive().bind(x));
            }
            var arguments = Arrays.copyOf(in, old.inputs().size());
            for (int i = 0; i < split.residuals().length; i++)
                arguments[tangents + i] = value(residual(split.residuals()[i]), values);
            return old.apply(arguments);
        }));
    }

    private static Array value(Atom a, Map<Atom, Array> values) {
        return a instanceof Literal l ? l.constant().bind() : values.get(a);
    }
}
