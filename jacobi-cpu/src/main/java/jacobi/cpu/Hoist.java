package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Takes out of loop bodies what does not change from round to round, where a round would pay more for computing it than for
 * reading it from the cache that it would live in. What is moved becomes an extra input of the body. Checks stay where they
 * are; so does what may never end, in loops that may have no round.
 */
final class Hoist {
    /** Cycles to read a byte from near caches, the last one, and memory. */
    private static final double NEAR = 1 / 32.0, FAR = 1 / 12.0, MEMORY = 1 / 4.0;
    private static final long NEAR_BYTES = 1 << 20, FAR_BYTES = 24 << 20;
    /** Vectors of instructions a cycle. */
    private static final double RATE = 2;

    private final List<Equation> equations = new ArrayList<>();

    private Hoist() {}

    static Program program(Program p) {
        var hoist = new Hoist();
        for (var e : p.equations()) hoist.equations.add(hoist.hoisted(e));
        return hoist.equations.equals(p.equations()) ? p : new Program(p.inputs(), hoist.equations, p.results());
    }

    private Equation hoisted(Equation e) {
        e = Programs.mapRegions(e, Hoist::program);
        return switch (e.primitive()) {
            case While w -> loop(w, e);
            case Scan s -> scan(s, e);
            default -> e;
        };
    }

    private Equation loop(While w, Equation e) {
        int first = w.carries() + w.conditionExtras();
        var split = new Split(w.body(), w.carries(), e.operands().subList(first, e.operands().size()), false);
        if (split.moved.isEmpty()) return e;
        equations.addAll(split.outside);
        var operands = new ArrayList<>(e.operands());
        operands.addAll(split.moved);
        return new Equation(w.with(w.condition(), split.body), operands, e.results(), e.caller());
    }

    private Equation scan(Scan s, Equation e) {
        int first = s.carries() + s.slices();
        var split = new Split(s.body(), first, e.operands().subList(first, e.operands().size()), s.length() > 0);
        if (split.moved.isEmpty()) return e;
        equations.addAll(split.outside);
        var operands = new ArrayList<>(e.operands());
        operands.addAll(split.moved);
        return new Equation(new Scan(split.body, s.carries(), s.slices(), s.length(), s.reverse()), operands, e.results(),
                e.caller());
    }

    /** A body in two: what is computed before the loop, and the rest. */
    private static final class Split {
        /** Equations over values of the region around. */
        final List<Equation> outside = new ArrayList<>();
        /** Values of the region around that the body now takes in addition. */
        final List<Atom> moved = new ArrayList<>();
        final Program body;

        private final Map<Var, Atom> meaning = new HashMap<>();
        private final Map<Var, Equation> constant = new IdentityHashMap<>();
        private final Map<Var, Double> costs = new IdentityHashMap<>();

        private final boolean runs;

        /**
         * @param changing how many of the inputs are not the same in each round
         * @param runs     whether there is a round for sure
         */
        Split(Program p, int changing, List<Atom> extras, boolean runs) {
            this.runs = runs;
            for (int i = changing; i < p.inputs().size(); i++) meaning.put(p.inputs().get(i), extras.get(i - changing));
            for (var e : p.equations()) if (isConstant(e)) note(e);
            var inputs = new ArrayList<>(p.inputs());
            for (var v : frontier(p)) {
                make(v);
                moved.add(meaning.get(v));
                inputs.add(v);
            }
            var taken = Set.copyOf(inputs);
            body = new Program(inputs, p.equations().stream().filter(e -> !taken.contains(e.results().getFirst())).toList(),
                    p.results());
        }

        private boolean isConstant(Equation e) {
            return e.operands().stream().allMatch(a -> a instanceof Literal || meaning.containsKey(a) || constant.containsKey(a))
                    && !Programs.any(e, this::stays);
        }

        private boolean stays(Equation e) {
            return !e.primitive().effects().isEmpty() || e.primitive() instanceof While && !runs;
        }

        private void note(Equation e) {
            double cost = Pull.canPull(e) && !Pull.isFold(e) ? Fusion.own(e) : 1000;
            for (var a : e.operands()) cost += costs.getOrDefault(a, 0.0);
            for (var v : e.results()) {
                constant.put(v, e);
                costs.put(v, cost);
            }
        }

        /** Constant values that something changing uses, and that pay. */
        private List<Var> frontier(Program p) {
            Set<Var> found = Collections.newSetFromMap(new IdentityHashMap<>());
            var order = new ArrayList<Var>();
            for (var e : p.equations())
                if (!constant.containsKey(e.results().getFirst())) e.operands().forEach(a -> candidate(a, found, order));
            p.results().forEach(a -> candidate(a, found, order));
            return order;
        }

        private void candidate(Atom a, Set<Var> found, List<Var> order) {
            if (!(a instanceof Var v) || !constant.containsKey(v) || found.contains(v)) return;
            if (pays(v)) {
                for (var r : constant.get(v).results()) if (found.add(r)) order.add(r);
            } else constant.get(v).operands().forEach(o -> candidate(o, found, order));
        }

        private boolean pays(Var v) {
            long bytes = v.type().bytes();
            int more = v.type().dtype().bytes() - (Halves.widens(constant.get(v)) ? 2 : 0);         // a half is read anyway
            double read = more * (bytes <= NEAR_BYTES ? NEAR : bytes <= FAR_BYTES ? FAR : MEMORY);
            double compute = costs.get(v) * Math.max(4, v.type().dtype().bytes()) / Schedule.BYTES / RATE;
            return costs.get(v) >= 1 && (compute > read || v.type().size() <= Fusion.SMALL);
        }

        /** Equations that make a constant value of the region around. */
        private void make(Var v) {
            if (meaning.containsKey(v)) return;
            var e = constant.get(v);
            for (var o : e.operands()) if (o instanceof Var u) make(u);
            var results = e.results().stream().map(r -> new Var(r.type())).toList();
            for (int i = 0; i < results.size(); i++) meaning.put(e.results().get(i), results.get(i));
            outside.add(new Equation(e.primitive(), e.operands().stream().map(o -> o instanceof Var u ? meaning.get(u) : o)
                    .toList(), results, e.caller()));
        }
    }
}
