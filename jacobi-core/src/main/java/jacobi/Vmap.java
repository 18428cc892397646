package jacobi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.core.*;
import jacobi.transform.Batch;
import jacobi.tree.Tree;

/** The batching behind {@link Jacobi#vmap}: one call's arguments, with their batch axes in front. */
final class Vmap {
    private final List<Batched> x = new ArrayList<>();
    private long size = -1;

    private Vmap() {}

    /** Applies f to each example. @param axes for each argument where its arrays have the examples, or {@link Jacobi#NONE} */
    static Object apply(Leaves.Function f, int[] axes, int resultAxis, Object... arguments) {
        if (axes.length != arguments.length)
            throw refused("one axis for each of %d arguments".formatted(arguments.length), axes.length
                    + " axes", "give an axis, or NONE, for each argument");
        var vmap = new Vmap();
        for (int i = 0; i < arguments.length; i++) vmap.argument(i, axes[i], Tree.flatten(arguments[i]));
        if (vmap.size < 0) throw refused("at least one array to map over", "none", "give at least one argument an axis");
        return vmap.run(new Leaves(f, Tree.flatten(arguments).structure()), resultAxis);
    }

    private void argument(int i, int axis, Tree.Flat tree) {
        for (int k = 0; k < tree.leaves().length; k++) {
            var leaf = tree.leaves()[k];
            x.add(axis == Jacobi.NONE ? Batched.same(leaf) : mapped(leaf, axis, "argument " + i + tree.structure().path(k)));
        }
    }

    private Batched mapped(Array leaf, int axis, String name) {
        int a = axis < 0 ? axis + leaf.rank() : axis;
        if (a < 0 || a >= leaf.rank())
            throw refused("an array with an axis " + axis, name + " of type "
                    + leaf.type(), "give the argument the axis NONE to use it whole for every example");
        long n = leaf.shape().dim(a);
        if (size >= 0 && n != size) throw refused(size + " examples in every mapped array", n + " examples in "
                + name, "map other axes, or give the argument NONE");
        size = n;
        return Batched.mapped(leaf.transpose(leaf.type().axes().minus(Axes.of(a)).prepend(a)));
    }

    private Object run(Leaves leaves, int resultAxis) {
        var y = Batch.of(leaves::apply, size, x.toArray(Batched[]::new));
        return leaves.result(Arrays.stream(y).map(b -> placed(b.spread(size), resultAxis)).toArray(Array[]::new));
    }

    private static Array placed(Array y, int axis) {
        int a = axis < 0 ? axis + y.rank() : axis;
        if (a < 0 || a >= y.rank()) throw refused("a result axis below " + y.rank(), ""
                + axis, "choose an axis of the batched result");
        return y.transpose(Axes.range(1, a + 1).append(0).concat(Axes.range(a + 1, y.rank())));
    }

    private static JacobiError refused(String expected, String given, String mend) {
        return new ShapeError("vmap cannot take these arguments").expected("%s", expected).given("%s", given).mend("%s", mend)
                .at(Frame.user());
    }
}
