package jacobi.cli;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.valueAndGrad;
import static jacobi.Jacobi.vmap;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.lax.Lax;

/**
 * The first calls of a few functions of many kinds. While a process runs this, the JDK notes for {@code ./jacobi} which classes
 * and which parts of them such calls need.
 */
public final class Rehearsal {
    private static final int ROUNDS = 3;
    /** Each has a constant of its own each time: else it would be found compiled. */
    private static final List<DoubleFunction<Array>> FIRST_CALLS = List.of(Rehearsal::scalars, Rehearsal::unrolled,
            Rehearsal::ring, Rehearsal::network, Rehearsal::values, Rehearsal::batch);

    private Rehearsal() {}

    /** Makes the calls. */
    public static void main(String[] args) {
        for (int round = 1; round <= ROUNDS; round++)
            for (var call : FIRST_CALLS) call.apply(0.01 * round).item();
    }

    private static Array scalars(double c) {
        return jit(grad((Array x) -> x.sin().times(x).plus(x.square().times(c)))).apply(Array.of(2.0));
    }

    /** A Java loop, written out. */
    private static Array unrolled(double c) {
        return jit(grad((Array x, Array y) -> {
            for (int i = 0; i < 50; i++) x = x.plus(x.tanh().times(y).times(c));
            return x;
        })).apply(Array.of(0.5), Array.of(1.5));
    }

    /** A scan whose state is a list of scalars. */
    private static Array ring(double c) {
        var start = IntStream.range(0, 30).mapToObj(i -> Array.of(0.1 * i)).toList();
        return jit(valueAndGrad((List<Array> x) -> {
            List<Array> end = Lax.scan((List<Array> s) -> new Pair<>(turned(s, c), List.of()), x, 20).first();
            return end.stream().map(Array::square).reduce(Array::plus).orElseThrow();
        })).apply(start).first();
    }

    private static List<Array> turned(List<Array> x, double c) {
        return IntStream.range(0, x.size())
            .mapToObj(i -> x.get(i).plus(x.get((i + 1) % x.size()).minus(x.get(i)).times(x.get(i).cos()).times(c))).toList();
    }

    /** A step of learning. */
    private static Array network(double c) {
        var x = Array.linspace(-1, 1, 32 * 20).reshape(32, 20);
        var weights = List.of(Array.linspace(-1, 1, 20 * 16).reshape(20, 16), Array.linspace(-1, 1, 16));
        return jit(valueAndGrad((List<Array> w) -> x.matmul(w.get(0)).times(c).plus(w.get(1)).tanh().square().mean()))
            .apply(weights).first();
    }

    /** A loop until values stand still; in each round a best choice. */
    private static Array values(double c) {
        record State(Array values, Array change) {}
        var grid = Array.linspace(0.1, 2, 40);
        return jit((Array income) -> Lax.whileLoop((State s) -> s.change().gt(1e-2), s -> {
            var left = grid.reshape(40, 1).plus(income).minus(grid.reshape(1, 40));
            var worth = Array.where(left.gt(0), left.log().plus(s.values().times(0.5)), Double.NEGATIVE_INFINITY);
            var next = worth.max(1);
            return new State(next, next.minus(s.values()).abs().max());
        }, new State(grid.times(0.0), Array.of(1.0)))).apply(Array.of(c)).values().sum();
    }

    private static Array batch(double c) {
        return jit(vmap((Array x) -> x.times(c).exp().sum())).apply(Array.linspace(0, 1, 64).reshape(8, 8)).sum();
    }
}
