package jacobi.bench.programs;

import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.valueAndGrad;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jacobi.Pair;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.lax.Lax;

/**
 * Value and gradient of a scan of {@code steps} whose carry is a record of {@code count} scalars, around a ring
 * xᵢ' = xᵢ + 0.01 (xᵢ₊₁ − xᵢ) cos xᵢ; the loss is Σ xᵢ² at the end.
 */
public enum ScanGrad implements Entry {
    RING;

    private static final double RATE = 0.01;

    record Ring(List<Array> x) {
        Ring next() {
            return new Ring(IntStream.range(0, x.size()).mapToObj(i -> next(x.get(i), x.get((i + 1) % x.size()))).toList());
        }

        private static Array next(Array x, Array neighbour) {
            return x.plus(neighbour.minus(x).times(x.cos()).times(RATE));
        }
    }

    static Array loss(Ring start, long steps) {
        Ring end = Lax.scan((Ring ring) -> new Pair<>(ring.next(), List.of()), start, steps).first();
        return end.x.stream().map(Array::square).reduce(Array::plus).orElseThrow();
    }

    @Override public Contender jacobi(long... n) {
        var start = new Ring(Arrays.stream(Inputs.noise(5, n[1])).mapToObj(Array::of).toList());
        var f = jit(valueAndGrad((Ring ring) -> loss(ring, n[0])));
        return new Calls(() -> f.apply(start));
    }

    @Override public Contender java(long... n) {
        int steps = (int) n[0], count = (int) n[1];
        double[][] x = new double[steps + 1][], rates = new double[steps][count], slopes = new double[steps][count];
        x[0] = Inputs.noise(5, count);
        for (int t = 1; t <= steps; t++) x[t] = new double[count];
        double[] loss = new double[1], gradient = new double[count];
        return new Loop(() -> {
            for (int t = 0; t < steps; t++) forward(x[t], x[t + 1], rates[t], slopes[t]);
            loss[0] = Arrays.stream(x[steps]).map(v -> v * v).sum();
            Arrays.setAll(gradient, i -> 2 * x[steps][i]);
            for (int t = steps - 1; t >= 0; t--) backward(gradient, rates[t], slopes[t]);
        }, () -> new double[][] {loss, gradient});
    }

    /** One step; its derivatives by the neighbour, and by the element itself without 1. */
    private static void forward(double[] x, double[] next, double[] rate, double[] slope) {
        for (int i = 0; i < x.length; i++) {
            double d = x[i + 1 == x.length ? 0 : i + 1] - x[i];
            rate[i] = RATE * Math.cos(x[i]);
            slope[i] = -rate[i] - RATE * d * Math.sin(x[i]);
            next[i] = x[i] + d * rate[i];
        }
    }

    private static void backward(double[] ct, double[] rate, double[] slope) {
        int last = ct.length - 1;
        double wrapped = ct[last] * rate[last];
        for (int i = last; i > 0; i--) ct[i] += ct[i] * slope[i] + ct[i - 1] * rate[i - 1];
        ct[0] += ct[0] * slope[0] + wrapped;
    }
}
