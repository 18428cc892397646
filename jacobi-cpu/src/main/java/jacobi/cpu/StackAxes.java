package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/** Which values of a region are stacks of a few parts, and along which axis; and which of them are read part by part. */
final class StackAxes {
    private final Map<Var, Integer> axes;

    private StackAxes(Map<Var, Integer> inputs) { this.axes = new IdentityHashMap<>(inputs); }

    /** @param inputs those inputs that are stacks, and their axes */
    static StackAxes of(Program p, Map<Var, Integer> inputs, long mostParts) {
        var found = new StackAxes(inputs);
        for (var e : p.equations()) {
            if (e.results().size() != 1) continue;
            int axis = seed(e, mostParts);
            for (int i = 0; i < e.operands().size() && axis < 0; i++)
                if (e.operands().get(i) instanceof Var v && found.axes.containsKey(v)) axis = passed(e, i, found.axes.get(v));
            if (axis >= 0) found.axes.put(e.result(), axis);
        }
        return found;
    }

    /** The axis of a stack, or -1. */
    int axis(Var v) { return axes.getOrDefault(v, -1); }

    /** The axis along which an equation stacks, or -1: arrays of size 1 joined, or one array among zeros. */
    static int seed(Equation e, long mostParts) {
        return switch (e.primitive()) {
            case Concatenate c -> {
                long n = e.result().type().dim(c.axis());
                yield n > 1 && n <= mostParts && e.operands().size() == n && e.operands().stream().allMatch(a -> a.type().dim(c
                        .axis()) == 1) ? c.axis() : -1;
            }
            case Pad p -> padded(p, e, mostParts);
            default -> -1;
        };
    }

    private static int padded(Pad p, Equation e, long mostParts) {
        int axis = -1;
        for (int i = 0; i < p.low().length; i++) {
            if (p.interior()[i] != 0 || p.low()[i] < 0 || p.high()[i] < 0) return -1;
            if (p.low()[i] == 0 && p.high()[i] == 0) continue;
            if (axis >= 0) return -1;
            axis = i;
        }
        return axis >= 0 && e.result().type().dim(axis) <= mostParts && e.operands().getFirst().type().dim(axis) > 0 ? axis : -1;
    }

    /** The result's axis that an operand's axis becomes, whole, or -1. */
    static int passed(Equation e, int operand, int axis) {
        var x = e.operands().get(operand).type();
        return switch (e.primitive()) {
            case Elementwise _ -> axis;
            case BroadcastInDim b -> b.shape().dim(b.axes().get(axis)) == x.dim(axis) ? b.axes().get(axis) : -1;
            case Reshape r -> same(x.shape(), axis, r.shape());
            case Transpose t -> t.permutation().indexOf(axis);
            case Reduce r -> r.axes().contains(axis) ? -1 : x.axes().minus(r.axes()).indexOf(axis);
            case Concatenate c -> c.axis() != axis ? axis : -1;
            case Slice s -> isWhole(s, x, axis) ? axis : -1;
            default -> -1;
        };
    }

    static boolean isWhole(Slice s, ArrayType x, int axis) {
        return s.start().dim(axis) == 0 && s.limit().dim(axis) == x.dim(axis) && s.stride().dim(axis) == 1;
    }

    /** The axis of a reshaped array with the same size, and as much before it; or -1. */
    static int same(Shape from, int axis, Shape to) {
        long before = from.slice(0, axis).size(), n = 1;
        for (int i = 0; i < to.rank(); i++) {
            if (n == before && to.dim(i) == from.dim(axis)) return i;
            n *= to.dim(i);
        }
        return -1;
    }

    /** Stacks that are read part by part, or that others which are come from, and some that are wanted in any case. */
    Set<Var> wanted(Program p, Set<Var> some) {
        var wanted = Unstack.identities();
        wanted.addAll(some);
        for (var e : p.equations().reversed())
            for (int i = 0; i < e.operands().size(); i++)
                if (e.operands().get(i) instanceof Var v && axes.containsKey(v) && wants(e, i, axes.get(v), wanted))
                    wanted.add(v);
        return wanted;
    }

    /** Those stacks, joined arrays, and what elementwise functions make of them: whoever reads a whole one joins it last. */
    Set<Var> split(Program p, Set<Var> some) {
        var split = wanted(p, some);
        for (var e : p.equations()) {
            if (e.results().size() != 1 || axis(e.result()) < 0) continue;
            if (isJoined(e) || isPassing(e) && e.operands().stream().anyMatch(split::contains)) split.add(e.result());
        }
        return split;
    }

    private static boolean isPassing(Equation e) {
        return e.primitive() instanceof Elementwise || e.primitive() instanceof Transpose || e.primitive() instanceof Reshape;
    }

    private boolean isJoined(Equation e) { return e.primitive() instanceof Concatenate c && c.axis() == axis(e.result()); }

    /** Whether anything is done to stacks besides joining them last. */
    boolean areUsed(Program p, Set<Var> split) {
        return p.equations().stream().anyMatch(e -> e.results().size() == 1 && split.contains(e.result()) && !isJoined(e)
                || e.operands().stream().anyMatch(a -> split.contains(a) && takesParts(e, axis((Var) a))));
    }

    private boolean wants(Equation e, int operand, int axis, Set<Var> wanted) {
        if (takesParts(e, axis)) return true;
        return e.results().size() == 1 && wanted.contains(e.result()) && passed(e, operand, axis) == axis(e.result());
    }

    /** Whether an equation reads parts of a stack along an axis. */
    static boolean takesParts(Equation e, int axis) {
        return switch (e.primitive()) {
            case Slice s -> !isWhole(s, e.operands().getFirst().type(), axis);
            case Reduce r -> r.axes().contains(axis);
            default -> false;
        };
    }
}
