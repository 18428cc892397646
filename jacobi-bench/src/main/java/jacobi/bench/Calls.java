package jacobi.bench;

import static jacobi.Jacobi.jit;

import java.util.Arrays;
import java.util.function.Supplier;
import jacobi.F1;
import jacobi.F2;
import jacobi.F3;
import jacobi.core.Array;
import jacobi.tree.Tree;

/**
 * Calls of a compiled function. Each result is closed, so that its memory serves the next call, as a C loop writes one warm
 * buffer again and again.
 * @param call gives a tree of new arrays
 */
public record Calls(Supplier<?> call) implements Contender {
    /** Calls of a function, compiled, with these arguments. */
    public static <A> Calls of(F1<A, ?> f, A x) {
        var g = jit(f);
        return new Calls(() -> g.apply(x));
    }

    /** As {@link #of(F1, Object)}. */
    public static <A, B> Calls of(F2<A, B, ?> f, A x, B y) {
        var g = jit(f);
        return new Calls(() -> g.apply(x, y));
    }

    /** As {@link #of(F1, Object)}. */
    public static <A, B, C> Calls of(F3<A, B, C, ?> f, A x, B y, C z) {
        var g = jit(f);
        return new Calls(() -> g.apply(x, y, z));
    }

    @Override public void run() {
        for (Array x : Tree.flatten(call.get()).leaves()) x.close();
    }

    @Override public double[] result() {
        return numbers(call.get());
    }

    /** A sample of each array in a tree, one after another. */
    public static double[] numbers(Object tree) {
        return Sample.of(Arrays.stream(Tree.flatten(tree).leaves()).map(Array::toDoubleArray).toArray(double[][]::new));
    }
}
