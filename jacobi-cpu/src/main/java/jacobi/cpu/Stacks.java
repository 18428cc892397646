package jacobi.cpu;

import java.util.List;
import java.util.stream.LongStream;
import jacobi.core.Axes;
import jacobi.core.Equation;
import jacobi.core.Shape;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.lax.Concatenate;

/**
 * Arrays joined of a few of size 1 along an axis. The nest that makes one runs over a part, and stores an element of every part
 * at once: so parts share what they are made of, and none is a choice.
 */
final class Stacks {
    private static final long MOST_PARTS = 8;

    private Stacks() {}

    /** The axis along which an equation stacks, or -1. */
    private static int axis(Equation e) {
        return e.primitive() instanceof Concatenate ? StackAxes.seed(e, MOST_PARTS) : -1;
    }

    /** The domain of the nest that makes an equation's result. */
    static Shape domain(Equation e) {
        int axis = axis(e);
        var shape = e.result().type().shape();
        return axis < 0 ? shape : shape.without(Axes.of(axis));
    }

    /** The places of the result's elements at one point of that domain. */
    static List<Ix[]> places(Equation e, List<Index> domain) {
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
