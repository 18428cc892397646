package jacobi.bench;

import java.util.Arrays;
import java.util.function.Supplier;
import jacobi.core.Array;
import jacobi.tree.Tree;

/**
 * Calls of a compiled function. Each result is closed, so that its memory serves the next call, as a C loop writes one warm
 * buffer again and again.
 * @param call gives a tree of new arrays
 */
public record Calls(Supplier<?> call) implements Contender {
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
