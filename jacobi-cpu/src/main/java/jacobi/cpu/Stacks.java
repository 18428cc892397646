package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import jacobi.core.Atom;
import jacobi.core.Axes;
import jacobi.core.Equation;
import jacobi.core.Program;
import jacobi.core.Shape;
import jacobi.core.Var;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Concatenate;
import jacobi.lax.DotGeneral;
import jacobi.lax.Elementwise;
import jacobi.lax.Reduce;
import jacobi.lax.Reshape;
import jacobi.lax.Transpose;

/**
 * Arrays of a few parts along an axis: joined of arrays of size 1, or folded from what is dear, the same for all parts, and not
 * needed elsewhere. The nest that makes one runs over a part, and stores an element of every part at once: so parts share what
 * they are made of, and none is a choice.
 */
final class Stacks {
    private static final long MOST_PARTS = 8;

    private final Predicate<Equation> folds;
    private final Predicate<Var> dear;
    private final Map<Var, Integer> uses;
    private final Map<Var, Equation> definitions;
    private final Map<Equation, Integer> axes = new IdentityHashMap<>();

    /**
     * @param folds which equations are long folds
     * @param dear  which values should rather be shared than computed again
     */
    Stacks(Program region, Predicate<Equation> folds, Predicate<Var> dear) {
        this.folds = folds;
        this.dear = dear;
        this.uses = Programs.uses(region);
        this.definitions = Programs.definitions(region);
    }

    /** Whether an equation's result is made part by part. */
    boolean contains(Equation e) { return axis(e) >= 0; }

    private int axis(Equation e) { return axes.computeIfAbsent(e, this::find); }

    private int find(Equation e) {
        if (e.primitive() instanceof Concatenate) return StackAxes.seed(e, MOST_PARTS);
        if (!folds.test(e)) return -1;
        var shape = e.result().type().shape();
        for (int axis = 0; axis < shape.rank(); axis++)
            if (shape.dim(axis) > 1 && shape.dim(axis) <= MOST_PARTS && foldsRepeated(e, axis)) return axis;
        return -1;
    }

    /** Whether something dear that a fold takes is the same along an axis of its result. */
    private boolean foldsRepeated(Equation fold, int axis) {
        Atom x = fold.operands().getFirst(), y = fold.operands().getLast();
        return switch (fold.primitive()) {
            case Reduce r -> repeats(x, x.type().axes().minus(r.axes()).get(axis));
            case DotGeneral d -> {
                int batch = d.leftBatch().size(), left = batch + d.leftFree(x.type().rank()).size();
                yield axis >= left ? isDear(x) : axis >= batch && isDear(y);
            }
            default -> false;
        };
    }

    /** Whether something dear that is the same along an axis goes into a value, and nowhere else. */
    private boolean repeats(Atom a, int axis) {
        if (axis < 0 || !isUsedOnce(a) || !definitions.containsKey(a)) return false;
        var e = definitions.get(a);
        var x = e.operands().isEmpty() ? null : e.operands().getFirst();
        return switch (e.primitive()) {
            case Elementwise _ -> e.operands().stream().anyMatch(o -> o.type().rank() > 0 && repeats(o, axis));
            case BroadcastInDim b -> {
                int from = b.axes().indexOf(axis);
                yield from < 0 || x.type().dim(from) == 1 ? isDear(x) : repeats(x, from);
            }
            case Transpose t -> repeats(x, t.permutation().get(axis));
            case Reshape r -> repeats(x, StackAxes.same(r.shape(), axis, x.type().shape()));
            default -> false;
        };
    }

    private boolean isDear(Atom a) { return isUsedOnce(a) && dear.test((Var) a); }

    private boolean isUsedOnce(Atom a) { return a instanceof Var v && uses.getOrDefault(v, 0) == 1; }

    /** The domain of the nest that makes an equation's result. */
    Shape domain(Equation e) {
        int axis = axis(e);
        var shape = e.result().type().shape();
        return axis < 0 ? shape : shape.without(Axes.of(axis));
    }

    /** The places of the result's elements at one point of that domain. */
    List<Ix[]> places(Equation e, List<Index> domain) {
        int axis = axis(e);
        var at = Places.of(domain);
        if (axis < 0) return List.of(new Ix[][] {at});
        return LongStream.range(0, e.result().type().dim(axis)).mapToObj(j -> inserted(at, axis, j)).toList();
    }

    private static Ix[] inserted(Ix[] at, int axis, long j) {
        var all = new Ix[at.length + 1];
        System.arraycopy(at, 0, all, 0, axis);
        all[axis] = Ix.ZERO.plus(j);
        System.arraycopy(at, axis, all, axis + 1, at.length - axis);
        return all;
    }
}
