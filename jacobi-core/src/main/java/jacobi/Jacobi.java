package jacobi;

import static jacobi.Derivatives.AtPoint;

import jacobi.core.Absent;
import jacobi.core.Array;
import jacobi.lax.Unary;
import jacobi.tree.Tree;

/**
 * Functions from functions to functions. They compose in any order: {@code jit(vmap(grad(f)))}. Arguments and results are
 * trees: an {@code Array}, or records, lists and maps of trees; numbers, strings and enums inside them are static. Where an
 * argument's gradient is taken it is the first one; put several arrays into a record to have the gradient with respect to all
 * of them.
 */
@SuppressWarnings("unchecked")
public final class Jacobi {
    /** For {@link #vmap}: this argument is the same for every example. */
    public static final int NONE = Integer.MIN_VALUE;

    private Jacobi() {}

    /**
     * The function compiled: recorded once for each structure, dtype and shape of its arguments, then run as native code.
     * Inside another transformation it is recorded or transformed like any function. What no result needs is not computed, nor
     * are its indices checked.
     */
    public static <A, R> Jitted.Of1<A, R> jit(F1<A, R> f) { return new Jitted.Of1<>(f); }

    /** As {@link #jit(F1)}, for functions of 2 arguments. */
    public static <A, B, R> Jitted.Of2<A, B, R> jit(F2<A, B, R> f) { return new Jitted.Of2<>(f); }

    /** As {@link #jit(F1)}, for functions of 3 arguments. */
    public static <A, B, C, R> Jitted.Of3<A, B, C, R> jit(F3<A, B, C, R> f) { return new Jitted.Of3<>(f); }

    /** As {@link #jit(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D, R> Jitted.Of4<A, B, C, D, R> jit(F4<A, B, C, D, R> f) { return new Jitted.Of4<>(f); }

    /** As {@link #jit(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E, R> Jitted.Of5<A, B, C, D, E, R> jit(F5<A, B, C, D, E, R> f) { return new Jitted.Of5<>(f); }

    /**
     * The gradient of a scalar function with respect to its first argument, by reverse mode.
     * @param f gives one floating-point scalar; the arrays of its first argument must be floating-point too
     * @return a function of the same arguments to the gradient, a tree like the first argument
     * @throws jacobi.core.ShapeError (when called) if the result is no scalar
     */
    public static <A> F1<A, A> grad(F1<A, Array> f) {
        Absent.function(f, "grad");
        return (a) -> (A) Derivatives.valueAndGrad(x -> f.apply((A) x[0]), a).second();
    }

    /** As {@link #grad(F1)}, for functions of 2 arguments. */
    public static <A, B> F2<A, B, A> grad(F2<A, B, Array> f) {
        Absent.function(f, "grad");
        return (a, b) -> (A) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1]), a, b).second();
    }

    /** As {@link #grad(F1)}, for functions of 3 arguments. */
    public static <A, B, C> F3<A, B, C, A> grad(F3<A, B, C, Array> f) {
        Absent.function(f, "grad");
        return (a, b, c) -> (A) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c).second();
    }

    /** As {@link #grad(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D> F4<A, B, C, D, A> grad(F4<A, B, C, D, Array> f) {
        Absent.function(f, "grad");
        return (a, b, c, d) -> (A) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c,
                d).second();
    }

    /** As {@link #grad(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E> F5<A, B, C, D, E, A> grad(F5<A, B, C, D, E, Array> f) {
        Absent.function(f, "grad");
        return (a, b, c, d, e) -> (A) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]),
                a, b, c, d, e).second();
    }

    /**
     * The value of a scalar function together with its gradient with respect to the first argument.
     */
    public static <A> F1<A, Pair<Array, A>> valueAndGrad(F1<A, Array> f) {
        Absent.function(f, "valueAndGrad");
        return (a) -> (Pair<Array, A>) (Pair<Array, ?>) Derivatives.valueAndGrad(x -> f.apply((A) x[0]), a);
    }

    /** As {@link #valueAndGrad(F1)}, for functions of 2 arguments. */
    public static <A, B> F2<A, B, Pair<Array, A>> valueAndGrad(F2<A, B, Array> f) {
        Absent.function(f, "valueAndGrad");
        return (a, b) -> (Pair<Array, A>) (Pair<Array, ?>) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1]), a, b);
    }

    /** As {@link #valueAndGrad(F1)}, for functions of 3 arguments. */
    public static <A, B, C> F3<A, B, C, Pair<Array, A>> valueAndGrad(F3<A, B, C, Array> f) {
        Absent.function(f, "valueAndGrad");
        return (a, b, c) -> (Pair<Array, A>) (Pair<Array, ?>) Derivatives.valueAndGrad(x ->
                f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
    }

    /** As {@link #valueAndGrad(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D> F4<A, B, C, D, Pair<Array, A>> valueAndGrad(F4<A, B, C, D, Array> f) {
        Absent.function(f, "valueAndGrad");
        return (a, b, c, d) -> (Pair<Array, A>) (Pair<Array,
                ?>) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
    }

    /** As {@link #valueAndGrad(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E> F5<A, B, C, D, E, Pair<Array, A>> valueAndGrad(F5<A, B, C, D, E, Array> f) {
        Absent.function(f, "valueAndGrad");
        return (a, b, c, d, e) -> (Pair<Array, A>) (Pair<Array,
                ?>) Derivatives.valueAndGrad(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), a, b, c, d, e);
    }

    /**
     * The function applied to each example of a batch at once; all arrays of all arguments have the examples along axis 0, and
     * so have those of the result.
     */
    public static <A, R> F1<A, R> vmap(F1<A, R> f) { return vmap(f, new int[1], 0); }

    /** As {@link #vmap(F1)}, for functions of 2 arguments. */
    public static <A, B, R> F2<A, B, R> vmap(F2<A, B, R> f) { return vmap(f, new int[2], 0); }

    /** As {@link #vmap(F1)}, for functions of 3 arguments. */
    public static <A, B, C, R> F3<A, B, C, R> vmap(F3<A, B, C, R> f) { return vmap(f, new int[3], 0); }

    /** As {@link #vmap(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D, R> F4<A, B, C, D, R> vmap(F4<A, B, C, D, R> f) { return vmap(f, new int[4], 0); }

    /** As {@link #vmap(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E, R> F5<A, B, C, D, E, R> vmap(F5<A, B, C, D, E, R> f) { return vmap(f, new int[5], 0); }

    /**
     * As {@link #vmap(F1)}, with the examples along chosen axes.
     * @param axes for each argument the axis of its arrays along which the examples lie (negative: from the end), or {@link
     *             #NONE}
     * @param resultAxis where the examples lie in the arrays of the result
     */
    public static <A, R> F1<A, R> vmap(F1<A, R> f, int[] axes, int resultAxis) {
        Absent.function(f, "vmap");
        Absent.refused(axes, "vmap", "an axis for each argument");
        return (a) -> (R) Vmap.apply(x -> f.apply((A) x[0]), axes.clone(), resultAxis, a);
    }

    /** As {@link #vmap(F1, int[], int)}, for functions of 2 arguments. */
    public static <A, B, R> F2<A, B, R> vmap(F2<A, B, R> f, int[] axes, int resultAxis) {
        Absent.function(f, "vmap");
        Absent.refused(axes, "vmap", "an axis for each argument");
        return (a, b) -> (R) Vmap.apply(x -> f.apply((A) x[0], (B) x[1]), axes.clone(), resultAxis, a, b);
    }

    /** As {@link #vmap(F1, int[], int)}, for functions of 3 arguments. */
    public static <A, B, C, R> F3<A, B, C, R> vmap(F3<A, B, C, R> f, int[] axes, int resultAxis) {
        Absent.function(f, "vmap");
        Absent.refused(axes, "vmap", "an axis for each argument");
        return (a, b, c) -> (R) Vmap.apply(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), axes.clone(), resultAxis, a, b, c);
    }

    /** As {@link #vmap(F1, int[], int)}, for functions of 4 arguments. */
    public static <A, B, C, D, R> F4<A, B, C, D, R> vmap(F4<A, B, C, D, R> f, int[] axes, int resultAxis) {
        Absent.function(f, "vmap");
        Absent.refused(axes, "vmap", "an axis for each argument");
        return (a, b, c, d) -> (R) Vmap.apply(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), axes.clone(), resultAxis,
                a, b, c, d);
    }

    /** As {@link #vmap(F1, int[], int)}, for functions of 5 arguments. */
    public static <A, B, C, D, E, R> F5<A, B, C, D, E, R> vmap(F5<A, B, C, D, E, R> f, int[] axes, int resultAxis) {
        Absent.function(f, "vmap");
        Absent.refused(axes, "vmap", "an axis for each argument");
        return (a, b, c, d, e) -> (R) Vmap.apply(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), axes.clone(),
                resultAxis, a, b, c, d, e);
    }

    /**
     * The Jacobian with respect to the first argument by forward mode: cheap where the argument is smaller than the result.
     * @return a tree like the first argument, whose arrays have the shape of the result, then their own
     */
    public static <A> F1<A, A> jacfwd(F1<A, Array> f) {
        Absent.function(f, "jacfwd");
        return (a) -> (A) Derivatives.jacfwd(x -> f.apply((A) x[0]), a);
    }

    /** As {@link #jacfwd(F1)}, for functions of 2 arguments. */
    public static <A, B> F2<A, B, A> jacfwd(F2<A, B, Array> f) {
        Absent.function(f, "jacfwd");
        return (a, b) -> (A) Derivatives.jacfwd(x -> f.apply((A) x[0], (B) x[1]), a, b);
    }

    /** As {@link #jacfwd(F1)}, for functions of 3 arguments. */
    public static <A, B, C> F3<A, B, C, A> jacfwd(F3<A, B, C, Array> f) {
        Absent.function(f, "jacfwd");
        return (a, b, c) -> (A) Derivatives.jacfwd(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
    }

    /** As {@link #jacfwd(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D> F4<A, B, C, D, A> jacfwd(F4<A, B, C, D, Array> f) {
        Absent.function(f, "jacfwd");
        return (a, b, c, d) -> (A) Derivatives.jacfwd(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
    }

    /** As {@link #jacfwd(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E> F5<A, B, C, D, E, A> jacfwd(F5<A, B, C, D, E, Array> f) {
        Absent.function(f, "jacfwd");
        return (a, b, c, d, e) -> (A) Derivatives.jacfwd(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), a, b,
                c, d, e);
    }

    /**
     * The Jacobian with respect to the first argument by reverse mode: cheap where the result is smaller than the argument.
     * @return a tree like the first argument, whose arrays have the shape of the result, then their own
     */
    public static <A> F1<A, A> jacrev(F1<A, Array> f) {
        Absent.function(f, "jacrev");
        return (a) -> (A) Derivatives.jacrev(x -> f.apply((A) x[0]), a);
    }

    /** As {@link #jacrev(F1)}, for functions of 2 arguments. */
    public static <A, B> F2<A, B, A> jacrev(F2<A, B, Array> f) {
        Absent.function(f, "jacrev");
        return (a, b) -> (A) Derivatives.jacrev(x -> f.apply((A) x[0], (B) x[1]), a, b);
    }

    /** As {@link #jacrev(F1)}, for functions of 3 arguments. */
    public static <A, B, C> F3<A, B, C, A> jacrev(F3<A, B, C, Array> f) {
        Absent.function(f, "jacrev");
        return (a, b, c) -> (A) Derivatives.jacrev(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
    }

    /** As {@link #jacrev(F1)}, for functions of 4 arguments. */
    public static <A, B, C, D> F4<A, B, C, D, A> jacrev(F4<A, B, C, D, Array> f) {
        Absent.function(f, "jacrev");
        return (a, b, c, d) -> (A) Derivatives.jacrev(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
    }

    /** As {@link #jacrev(F1)}, for functions of 5 arguments. */
    public static <A, B, C, D, E> F5<A, B, C, D, E, A> jacrev(F5<A, B, C, D, E, Array> f) {
        Absent.function(f, "jacrev");
        return (a, b, c, d, e) -> (A) Derivatives.jacrev(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), a, b,
                c, d, e);
    }

    /**
     * The second derivatives of a scalar function of one array x: an array of shape {@code x.shape, x.shape}; forward over
     * reverse mode.
     */
    public static F1<Array, Array> hessian(F1<Array, Array> f) { return jacfwd(grad(f)); }

    /** As {@link #hessian(F1)}, for functions of 2 arguments, with respect to the first. */
    public static <B> F2<Array, B, Array> hessian(F2<Array, B, Array> f) { return jacfwd(grad(f)); }

    /** As {@link #hessian(F1)}, for functions of 3 arguments, with respect to the first. */
    public static <B, C> F3<Array, B, C, Array> hessian(F3<Array, B, C, Array> f) { return jacfwd(grad(f)); }

    /** As {@link #hessian(F1)}, for functions of 4 arguments, with respect to the first. */
    public static <B, C, D> F4<Array, B, C, D, Array> hessian(F4<Array, B, C, D, Array> f) { return jacfwd(grad(f)); }

    /** As {@link #hessian(F1)}, for functions of 5 arguments, with respect to the first. */
    public static <B, C, D, E> F5<Array, B, C, D, E, Array> hessian(F5<Array, B, C, D, E, Array> f) { return jacfwd(grad(f)); }

    /**
     * Forward mode: a function of a point x and a tangent dx (a tree like x; that of integers is ignored) to the result and its
     * tangent.
     */
    public static <A, R> F2<A, A, Pair<R, R>> jvp(F1<A, R> f) {
        Absent.function(f, "jvp");
        return (a, da) -> (Pair<R, R>) (Pair<?, ?>) Derivatives.jvp(x -> f.apply((A) x[0]), new Object[] {a}, new Object[] {da});
    }

    /** As {@link #jvp(F1)}, for functions of 2 arguments: of both points, then both tangents. */
    public static <A, B, R> F4<A, B, A, B, Pair<R, R>> jvp(F2<A, B, R> f) {
        Absent.function(f, "jvp");
        return (a, b, da, db) -> (Pair<R, R>) (Pair<?, ?>) Derivatives.jvp(x -> f.apply((A) x[0], (B) x[1]),
                new Object[] {a, b}, new Object[] {da, db});
    }

    /**
     * Reverse mode: a function of a point to the result there, and the map from a cotangent of the result to that of the
     * argument.
     */
    public static <A, R> F1<A, Pair<R, F1<R, A>>> vjp(F1<A, R> f) {
        Absent.function(f, "vjp");
        return a -> {
            var at = AtPoint.of(x -> f.apply((A) x[0]), a);
            return new Pair<>((R) at.value(), ct -> (A) at.pullback(ct)[0]);
        };
    }

    /** As {@link #vjp(F1)}, for functions of 2 arguments: the cotangents of both. */
    public static <A, B, R> F2<A, B, Pair<R, F1<R, Pair<A, B>>>> vjp(F2<A, B, R> f) {
        Absent.function(f, "vjp");
        return (a, b) -> {
            var at = AtPoint.of(x -> f.apply((A) x[0], (B) x[1]), a, b);
            return new Pair<>((R) at.value(), ct -> {
                var cts = at.pullback(ct);
                return new Pair<>((A) cts[0], (B) cts[1]);
            });
        };
    }

    /** A function of a point to the result there, and the linear map from a tangent of the argument to that of the result. */
    public static <A, R> F1<A, Pair<R, F1<A, R>>> linearize(F1<A, R> f) {
        Absent.function(f, "linearize");
        return a -> {
            var at = AtPoint.of(x -> f.apply((A) x[0]), a);
            return new Pair<>((R) at.value(), da -> (R) at.pushforward(da));
        };
    }

    /** The same numbers, through which no derivative passes: every derivative takes them for constants. */
    public static <A> A stopGradient(A tree) {
        return Tree.map(tree, (Array x) -> Unary.STOP_GRADIENT.bind(x));
    }
}
