package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jacobi.core.*;
import jacobi.lax.*;

/** Writes a region anew with stacks taken apart: a part is the same functions of the operands' parts. */
final class StackedParts {
    private final StackAxes axes;
    private final Set<Var> split;
    private final Unstack.Emitter out = new Unstack.Emitter();
    private final Map<Var, List<Atom>> parts = new IdentityHashMap<>();

    private StackedParts(StackAxes axes, Set<Var> split) {
        this.axes = axes;
        this.split = split;
    }

    /**
     * A region without the stacks that are read part by part.
     *
     * @param inputs  inputs that are given part by part, and their axes
     * @param results those results that are to be given part by part
     */
    static Program split(Program p, Map<Var, Integer> inputs, Set<Integer> results) {
        var axes = StackAxes.of(p, inputs, Unstack.mostParts());
        Set<Var> given = Unstack.identities();
        for (int i : results) if (p.results().get(i) instanceof Var v && axes.axis(v) >= 0) given.add(v);
        given.addAll(inputs.keySet());
        var split = axes.split(p, given);
        if (inputs.isEmpty() && (!axes.areUsed(p, split) || !Unstack.isModest(p, split))) return p;
        return new StackedParts(axes, split).program(p, inputs, results);
    }

    private Program program(Program p, Map<Var, Integer> inputs, Set<Integer> results) {
        var in = new ArrayList<Var>();
        for (var v : p.inputs()) {
            if (!inputs.containsKey(v)) {
                in.add(v);
                continue;
            }
            int axis = inputs.get(v);
            var own = LongStream.range(0, v.type().dim(axis)).mapToObj(_ -> new Var(without(v.type(), axis))).toList();
            in.addAll(own);
            parts.put(v, List.copyOf(own));
        }
        for (var e : p.equations()) equation(e);
        var give = new ArrayList<Atom>();
        for (int i = 0; i < p.results().size(); i++) {
            var a = p.results().get(i);
            if (results.contains(i)) give.addAll(parts(a, inputs.get(p.inputs().get(i))));
            else give.add(whole(a, null));
        }
        return new Program(in, out.equations, give);
    }

    private List<Atom> parts(Atom a, int axis) {
        return LongStream.range(0, a.type().dim(axis)).mapToObj(j -> part(a, axis, j, null)).toList();
    }

    private static ArrayType without(ArrayType t, int axis) { return t.withShape(t.shape().without(Axes.of(axis))); }

    private void equation(Equation e) {
        if (e.results().size() == 1 && split.contains(e.result())) {
            int axis = axes.axis(e.result());
            parts.put(e.result(), LongStream.range(0, e.result().type().dim(axis)).mapToObj(j -> part(e, axis, j)).toList());
            return;
        }
        var taken = e.operands().size() == 1 && e.operands().getFirst() instanceof Var v && parts.containsKey(v) ? taken(e, v)
                : null;
        if (taken != null) out.names.put(e.result(), taken);
        else out.equations.add(new Equation(e.primitive(), e.operands().stream().map(a -> whole(a, e.caller())).toList(), e
                .results(), e.caller()));
    }

    /** A value as it was, made of its parts if it was taken apart. */
    private Atom whole(Atom a, Caller caller) {
        if (!(a instanceof Var v)) return a;
        if (parts.containsKey(v) && !out.names.containsKey(v)) out.names.put(v, out.stack(parts.get(v), axes.axis(v), caller));
        return out.names.getOrDefault(v, v);
    }

    // ---- what reads parts

    /** What reads parts of a stack, of the parts themselves; or null. */
    private Atom taken(Equation e, Var v) {
        int axis = axes.axis(v);
        return switch (e.primitive()) {
            case Slice s when !StackAxes.isWhole(s, v.type(), axis) -> slice(s, e, v, axis);
            case Reduce r when r.axes().contains(axis) -> reduce(r, e, v, axis);
            default -> null;
        };
    }

    private Atom slice(Slice s, Equation e, Var v, int axis) {
        var some = new ArrayList<Atom>();
        for (long j = s.start().dim(axis); j < s.limit().dim(axis); j += s.stride().dim(axis))
            some.add(sliced(s, parts.get(v).get((int) j), axis, e.caller()));
        return some.isEmpty() ? null : out.stack(some, axis, e.caller());
    }

    /** The slice of a part along the other axes. */
    private Atom sliced(Slice s, Atom part, int axis, Caller caller) {
        var gone = Axes.of(axis);
        var other = new Slice(s.start().without(gone), s.limit().without(gone), s.stride().without(gone));
        boolean all = part.type().axes().stream().allMatch(i -> StackAxes.isWhole(other, part.type(), i));
        return all ? part : out.bind(other, caller, part);
    }

    private Atom reduce(Reduce r, Equation e, Var v, int axis) {
        Atom all = null;
        for (var part : parts.get(v)) all = all == null ? part : out.bind(r.monoid().operation(), e.caller(), all, part);
        var others = r.axes().minus(Axes.of(axis)).map(i -> i < axis ? i : i - 1);
        return others.isEmpty() ? all : out.bind(new Reduce(r.monoid(), others), e.caller(), all);
    }

    // ---- parts of what an equation makes

    private Atom part(Equation e, int axis, long j) {
        var x = e.operands();
        var shape = e.result().type().shape().without(Axes.of(axis));
        return switch (e.primitive()) {
            case Elementwise _ -> bind(e, e.primitive(), x.stream().map(a -> part(a, axis, j, e.caller())).toArray(Atom[]::new));
            case Concatenate c when c.axis() == axis -> bind(e, new Reshape(shape), whole(x.get((int) j), e.caller()));
            case Concatenate c -> bind(e, new Concatenate(c.axis() < axis ? c.axis() : c.axis() - 1), x.stream().map(a -> part(a,
                    axis, j, e.caller())).toArray(Atom[]::new));
            case Pad p -> padded(p, e, axis, j);
            case BroadcastInDim b -> {
                int m = b.axes().indexOf(axis);
                yield bind(e, new BroadcastInDim(shape, b.axes().minus(Axes.of(axis)).map(i -> i < axis ? i : i - 1)), part(x
                        .getFirst(), m, j, e.caller()));
            }
            case Reshape r -> bind(e, new Reshape(shape), part(x.getFirst(), operandAxis(e, axis), j, e.caller()));
            case Transpose t -> {
                int m = t.permutation().get(axis);
                yield bind(e, new Transpose(t.permutation().minus(Axes.of(m)).map(i -> i < m ? i : i - 1)), part(x.getFirst(), m,
                        j, e.caller()));
            }
            case Reduce r -> {
                int m = operandAxis(e, axis);
                yield bind(e, new Reduce(r.monoid(), r.axes().map(i -> i < m ? i : i - 1)), part(x.getFirst(), m, j, e.caller()));
            }
            case Slice s -> sliced(s, part(x.getFirst(), axis, j, e.caller()), axis, e.caller());
            default -> throw JacobiError.bug("%s does not pass parts on", e.primitive().mnemonic());
        };
    }

    private Atom bind(Equation e, Primitive p, Atom... operands) { return out.bind(p, e.caller(), operands); }

    private static int operandAxis(Equation e, int axis) {
        return IntStream.range(0, e.operands().getFirst().type().rank()).filter(m -> StackAxes.passed(e, 0, m) == axis)
                .findFirst().orElseThrow();
    }

    private Atom padded(Pad p, Equation e, int axis, long j) {
        Atom x = e.operands().get(0), around = e.operands().get(1);
        long at = j - p.low()[axis];
        if (at >= 0 && at < x.type().dim(axis)) return part(x, axis, at, e.caller());
        var shape = e.result().type().shape().without(Axes.of(axis));
        return bind(e, new BroadcastInDim(shape, Axes.NONE), whole(around, e.caller()));
    }

    /** A part of any value: of one that is no stack, a slice. */
    private Atom part(Atom a, int axis, long j, Caller caller) {
        if (a.type().rank() == 0) return whole(a, caller);
        if (a instanceof Var v && parts.containsKey(v) && axes.axis(v) == axis) return parts.get(v).get((int) j);
        return out.part(whole(a, caller), axis, j, caller);
    }
}
