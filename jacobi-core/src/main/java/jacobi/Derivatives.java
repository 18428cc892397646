package jacobi;

import java.util.Arrays;
import jacobi.core.*;
import jacobi.transform.*;
import jacobi.tree.Tree;

/** The derivatives behind the public face, on arguments of any number and trees of any shape. */
final class Derivatives {
    private Derivatives() {}

    /** The value of a scalar function and its gradient with respect to the first argument. */
    static Pair<Array, Object> valueAndGrad(Leaves.Function f, Object... arguments) {
        var first = Tree.flatten(arguments[0]);
        checkInexact(first, "grad");
        var leaves = new Leaves(a -> f.apply(withFirst(arguments, a[0])),
                Tree.flatten(new Object[] {arguments[0]}).structure());
        var linear = Linearize.of(leaves::apply, first.leaves(), all(first.leaves().length));
        var y = scalar(linear.results(), "grad");
        return new Pair<>(y, first.structure().unflatten(orZeros(linear.pullback(one(y)), first.leaves())));
    }

    private static Object[] withFirst(Object[] arguments, Object first) {
        var changed = arguments.clone();
        changed[0] = first;
        return changed;
    }

    private static Array one(Array y) { return Array.full(y.dtype(), 1.0); }

    private static Array scalar(Array[] results, String what) {
        if (results.length == 1 && results[0].rank() == 0 && results[0].dtype().isFloat()) return results[0];
        throw new ShapeError(what + " cannot take this function").expected("a function whose result is one floating-point scalar")
                .given("a result of %s", Arrays.stream(results).map(r -> r.type().toString()).toList())
                .mend("sum it to a scalar, or use jacrev, jacfwd or vjp").at(Frame.user());
    }

    private static void checkInexact(Tree.Flat x, String what) {
        if (x.leaves().length == 0) throw new DerivativeError(what + " cannot take this argument")
                .expected("at least one array of floating-point numbers in the first argument")
                .given("none").mend("make it an Array: numbers in a tree are constants").at(Frame.user());
        for (int i = 0; i < x.leaves().length; i++)
            if (!x.leaves()[i].dtype().isInexact()) throw new DerivativeError(what + " cannot take this argument")
                    .expected("arrays of floating-point numbers")
                            .given("argument%s of type %s", x.structure().path(i), x.leaves()[i].type())
                    .mend("convert it to f64, or pass it as another argument").at(Frame.user());
    }

    private static Array[] orZeros(Array[] ct, Array[] like) {
        for (int i = 0; i < ct.length; i++) ct[i] = Active.orZero(ct[i], like[i].type());
        return ct;
    }

    private static boolean[] all(int n) {
        var all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }

    /** The result at x, and its tangent along dx; both are argument lists. */
    static Pair<Object, Object> jvp(Leaves.Function f, Object[] x, Object[] dx) {
        var point = Tree.flatten(x);
        var direction = tangents(point, Tree.flatten(dx));
        var leaves = new Leaves(f, point.structure());
        var dual = Jvp.of(leaves::apply, point.leaves(), direction);
        return new Pair<>(leaves.result(dual.results()), leaves.result(orZeros(dual.tangents(), dual.results())));
    }

    /** Tangents fit their points; those of integers and preds are zero. */
    private static Array[] tangents(Tree.Flat x, Tree.Flat dx) {
        x.structure().require(dx.structure(), "a tangent has another structure", "give a tree like the point");
        var tangents = dx.leaves().clone();
        for (int i = 0; i < tangents.length; i++) {
            if (!x.leaves()[i].dtype().isInexact()) tangents[i] = null;
            else checkType(x.leaves()[i].type(), tangents[i], "tangent", "argument" + x.structure().path(i));
        }
        return tangents;
    }

    private static void checkType(ArrayType expected, Array given, String what, String path) {
        if (!given.type().equals(expected)) throw new ShapeError("a " + what + " does not fit")
                .expected("a %s of type %s for %s", what, expected, path)
                .given("%s", given.type()).mend("a %s has the dtype and shape of what it belongs to", what).at(Frame.user());
    }

    /** A function linearised at a point. */
    record AtPoint(Tree.Flat x, Leaves leaves, Linearize linear) {
        static AtPoint of(Leaves.Function f, Object... x) {
            var point = Tree.flatten(x);
            var leaves = new Leaves(f, point.structure());
            var active = new boolean[point.leaves().length];
            for (int i = 0; i < active.length; i++) active[i] = point.leaves()[i].dtype().isInexact();
            return new AtPoint(point, leaves, Linearize.of(leaves::apply, point.leaves(), active));
        }

        Object value() { return leaves.result(linear.results()); }

        /** The tangent of the result along an argument list of tangents. */
        Object pushforward(Object... dx) {
            return leaves.result(orZeros(linear.pushforward(tangents(x, Tree.flatten(dx))), linear.results()));
        }

        /** The cotangents of the arguments, an argument list. */
        Object[] pullback(Object ct) {
            var flat = Tree.flatten(ct);
            leaves.resultStructure().require(flat.structure(), "a cotangent has another structure",
                    "give a tree like the result");
            var results = linear.results();
            for (int i = 0; i < results.length; i++) checkType(results[i].type(), flat.leaves()[i], "cotangent",
                        "result" + flat.structure().path(i));
            return (Object[]) x.structure().unflatten(orZeros(linear.pullback(flat.leaves()), x.leaves()));
        }
    }

    /**
     * The Jacobian with respect to the first argument by forward mode, a column at a time in one batch. Leaves have the shape
     * of the result, then their own.
     */
    static Object jacfwd(Leaves.Function f, Object... arguments) {
        var first = Tree.flatten(arguments[0]);
        checkInexact(first, "jacfwd");
        var columns = new Array[first.leaves().length];
        for (int k = 0; k < columns.length; k++) columns[k] = columns(f, arguments, first, k);
        return first.structure().unflatten(columns);
    }

    private static Array columns(Leaves.Function f, Object[] arguments, Tree.Flat first, int k) {
        var leaf = first.leaves()[k];
        var leaves = new Leaves(a -> f.apply(withFirst(arguments, a[0])),
                Tree.flatten(new Object[] {arguments[0]}).structure());
        var tangents = Batch.of(dx -> {
            var direction = new Array[first.leaves().length];
            direction[k] = dx[0];
            var dual = Jvp.of(leaves::apply, first.leaves(), direction);
            return orZeros(dual.tangents(), dual.results());
        }, leaf.size(), Batched.mapped(basis(leaf)));
        var columns = one(tangents, "jacfwd").spread(leaf.size());
        var shape = columns.shape().slice(1, columns.rank());
        return columns.transpose(Axes.range(1, columns.rank()).append(0)).reshape(shape.concat(leaf.shape()));
    }

    /** The Jacobian with respect to the first argument by reverse mode, a row at a time in one batch. */
    static Object jacrev(Leaves.Function f, Object... arguments) {
        var first = Tree.flatten(arguments[0]);
        checkInexact(first, "jacrev");
        var leaves = new Leaves(a -> f.apply(withFirst(arguments, a[0])),
                Tree.flatten(new Object[] {arguments[0]}).structure());
        var linear = Linearize.of(leaves::apply, first.leaves(), all(first.leaves().length));
        var y = one(linear.results(), "jacrev");
        var rows = Batch.of(ct -> orZeros(linear.pullback(ct), first.leaves()), y.size(), Batched.mapped(basis(y)));
        var jacobian = new Array[rows.length];
        for (int i = 0; i < rows.length; i++) jacobian[i] = rows[i].spread(y.size())
                .reshape(y.shape().concat(first.leaves()[i].shape()));
        return first.structure().unflatten(jacobian);
    }

    /** The unit arrays of the shape of x, one for each element, along a new axis 0. */
    private static Array basis(Array x) {
        return Array.eye(x.dtype(), x.size(), x.size(), 0).reshape(x.shape().prepend(x.size()));
    }

    private static <T> T one(T[] results, String what) {
        if (results.length == 1) return results[0];
        throw new TreeError(what + " cannot take this function").expected("a function whose result is one Array")
                .given("a tree of %d arrays", results.length)
                .mend("take the Jacobian of each part, or concatenate them").at(Frame.user());
    }
}
