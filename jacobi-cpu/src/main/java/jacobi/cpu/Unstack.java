package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
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
 * Takes arrays apart that are stacks of a few others and are read part by part, such as a state of three coordinates: each part
 * becomes a value of its own, through elementwise functions, maps of indices and the carries of loops. Afterwards a part of a
 * stack is no choice between the parts, and what is computed of all parts alone is computed once. Every number is made by the
 * same operations as before; a sum of a few parts is taken in their order.
 */
final class Unstack {
    /** Parts that a stack may have, and equations that a region may come to have by it. */
    private static final long MOST_PARTS = 8, MOST_EQUATIONS = 20_000;

    private Unstack() {}

    static Program program(Program p) {
        if (!hasStacks(p)) return p;
        return StackedParts.split(loops(p), Map.of(), Set.of());
    }

    private static boolean hasStacks(Program p) {
        return p.equations().stream().anyMatch(e -> StackAxes.seed(e, MOST_PARTS) >= 0 || Programs.regions(e).stream()
                .anyMatch(Unstack::hasStacks));
    }

    /** The program with its loops' stacked carries taken apart: behind a loop they are stacks of its results. */
    private static Program loops(Program p) {
        var out = new Emitter();
        for (var e : p.equations()) {
            var inner = Programs.mapRegions(e, Unstack::program);
            switch (inner.primitive()) {
                case Scan s -> scan(s, inner, out);
                case While w -> loop(w, inner, out);
                default -> out.add(inner);
            }
        }
        return out.program(p);
    }

    private static void scan(Scan s, Equation e, Emitter out) {
        var carried = carried(s.body(), s.carries());
        if (carried.isEmpty()) out.add(e);
        else out.loop(e, s.carries(), carried, n -> new Scan(StackedParts.split(s.body(), carried, results(s.body(),
                carried)), n, s.slices(), s.length(), s.reverse()));
    }

    private static void loop(While w, Equation e, Emitter out) {
        var carried = carried(w.body(), w.carries());
        if (carried.isEmpty()) {
            out.add(e);
            return;
        }
        Map<Var, Integer> tested = new IdentityHashMap<>();
        for (int i = 0; i < w.carries(); i++) {
            var axis = carried.get(w.body().inputs().get(i));
            if (axis != null) tested.put(w.condition().inputs().get(i), axis);
        }
        out.loop(e, w.carries(), carried, n -> new While(StackedParts.split(w.condition(), tested, Set.of()), StackedParts
                .split(w.body(), carried, results(w.body(), carried)), n, w.bound(), w.examples()));
    }

    /** The results of a body that are next values of carries taken apart. */
    private static Set<Integer> results(Program body, Map<Var, Integer> carried) {
        var results = new java.util.TreeSet<Integer>();
        for (int i = 0; i < body.inputs().size(); i++) if (carried.containsKey(body.inputs().get(i))) results.add(i);
        return results;
    }

    /** Carries that the body reads or makes part by part, and the axis of each. */
    private static Map<Var, Integer> carried(Program body, int carries) {
        Map<Var, Integer> carried = read(body, carries);
        for (int before = -1; before != carried.size();) {
            before = carried.size();
            var axes = StackAxes.of(body, carried, MOST_PARTS);
            for (int i = 0; i < carries; i++) {
                var axis = body.results().get(i) instanceof Var v ? axes.axis(v) : -1;
                if (axis >= 0 && body.results().get(i) != body.inputs().get(i)) carried.putIfAbsent(body.inputs().get(i), axis);
            }
        }
        return carried;
    }

    /** Carries of many examples of which the body takes parts, whatever the next value is made by. */
    private static Map<Var, Integer> read(Program body, int carries) {
        Map<Var, Integer> read = new IdentityHashMap<>();
        var inputs = body.inputs().subList(0, carries);
        for (var e : body.equations())
            if (e.primitive() instanceof Slice && inputs.contains(e.operands().getFirst())) {
                var x = (Var) e.operands().getFirst();
                for (int i : x.type().axes())
                    if (x.type().dim(i) <= MOST_PARTS && x.type().size() > MOST_PARTS * x.type().dim(i) && StackAxes.takesParts(e,
                            i)) read.putIfAbsent(x, i);
            }
        return read;
    }

    /** Equations in the making. */
    static final class Emitter {
        final List<Equation> equations = new ArrayList<>();
        final Map<Var, Atom> names = new HashMap<>();

        void add(Equation e) { equations.add(Programs.renamed(e, names)); }

        Atom bind(Primitive p, Caller caller, Atom... operands) {
            var result = new Var(p.infer(Arrays.stream(operands).map(Atom::type).toArray(ArrayType[]::new))[0]);
            equations.add(new Equation(p, List.of(operands), List.of(result), caller));
            return result;
        }

        Program program(Program p) {
            if (equations.equals(p.equations())) return p;
            return new Program(p.inputs(), equations, Programs.named(p.results(), names));
        }

        interface Loop { Primitive of(int carries); }

        /** A loop over parts in the place of one over stacks. */
        void loop(Equation e, int carries, Map<Var, Integer> carried, Loop loop) {
            var body = e.primitive() instanceof Scan s ? s.body() : ((While) e.primitive()).body();
            var old = Programs.renamed(e, names);
            var operands = new ArrayList<Atom>();
            var results = new ArrayList<Var>();
            var parts = new IdentityHashMap<Var, List<Var>>();
            for (int i = 0; i < carries; i++) {
                var axis = carried.get(body.inputs().get(i));
                var x = old.operands().get(i);
                if (axis == null) {
                    operands.add(x);
                    results.add(e.results().get(i));
                    continue;
                }
                var own = new ArrayList<Var>();
                for (int j = 0; j < x.type().dim(axis); j++) {
                    operands.add(part(x, axis, j, e.caller()));
                    own.add(new Var(operands.getLast().type()));
                }
                results.addAll(own);
                parts.put(e.results().get(i), own);
            }
            int n = operands.size();
            operands.addAll(old.operands().subList(carries, old.operands().size()));
            results.addAll(e.results().subList(carries, e.results().size()));
            equations.add(new Equation(loop.of(n), operands, results, e.caller()));
            for (int i = 0; i < carries; i++) {
                var v = e.results().get(i);
                if (parts.containsKey(v)) names.put(v, stack(parts.get(v), carried.get(body.inputs().get(i)), e.caller()));
            }
        }

        /** One part of an array along an axis, without the axis. */
        Atom part(Atom x, int axis, long j, Caller caller) {
            var shape = x.type().shape();
            var ones = Shape.of(IntStream.range(0, shape.rank()).mapToLong(_ -> 1).toArray());
            var start = Shape.of(new long[shape.rank()]).with(axis, j);
            var slice = bind(new Slice(start, shape.with(axis, j + 1), ones), caller, x);
            return bind(new Reshape(shape.without(Axes.of(axis))), caller, slice);
        }

        Atom stack(List<? extends Atom> parts, int axis, Caller caller) {
            var pieces = parts.stream().map(a -> bind(new Reshape(a.type().shape().insert(axis, 1)), caller, a))
                    .toArray(Atom[]::new);
            return bind(new Concatenate(axis), caller, pieces);
        }
    }

    /** Whether a region does not grow out of bounds. */
    static boolean isModest(Program p, Set<Var> split) {
        return p.equations().size() + MOST_PARTS * split.size() < MOST_EQUATIONS;
    }

    static Set<Var> identities() { return Collections.newSetFromMap(new IdentityHashMap<>()); }

    static long mostParts() { return MOST_PARTS; }
}
