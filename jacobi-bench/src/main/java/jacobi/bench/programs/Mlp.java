package jacobi.bench.programs;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import java.util.ArrayList;
import java.util.List;
import jacobi.F3;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.lax.Lax;
import jacobi.tree.Tree;

/**
 * Training of a network by steepest descent, f32: gradient and update. {@link #TINY}: tanh layers of widths 1-10-10-10-1 and the
 * mean square of errors, many steps on a batch in one loop. {@link #STEP}: two tanh layers and a linear one, and softmax
 * cross-entropy; one step a call.
 */
public enum Mlp implements Entry {
    /** Sizes: batch, steps. */
    TINY,
    /** Sizes: batch, inputs, hidden units, classes. */
    STEP;

    private static final double RATE = 0.05;

    record Layer(Array w, Array b) {}

    /** Weights and biases from noise: alike in every system. */
    static List<Layer> network(long... widths) {
        var net = new ArrayList<Layer>();
        for (int i = 0; i + 1 < widths.length; i++) {
            Array w = single(Inputs.noise(10 + i, widths[i] * widths[i + 1]), widths[i], widths[i + 1]);
            net.add(new Layer(w.div(Math.sqrt(widths[i])), Array.zeros(DType.F32, widths[i + 1])));
        }
        return net;
    }

    private static Array single(double[] x, long... shape) {
        return Array.of(DType.F32, Shape.of(shape), x);
    }

    static Array squareError(List<Layer> net, Array x, Array y) {
        for (Layer l : net) x = x.matmul(l.w).plus(l.b).tanh();
        return x.minus(y).square().mean();
    }

    static Array crossEntropy(List<Layer> net, Array x, Array classes) {
        for (Layer l : net.subList(0, net.size() - 1)) x = x.matmul(l.w).plus(l.b).tanh();
        Array scores = x.matmul(net.getLast().w).plus(net.getLast().b);
        return scores.logSumExp(1).minus(scores.times(classes).sum(1)).mean();
    }

    private static List<Layer> descend(List<Layer> net, List<Layer> gradient) {
        return Tree.map(net, gradient, (p, g) -> p.minus(g.times(RATE)));
    }

    static List<Layer> train(List<Layer> net, Array x, Array y, long steps) {
        return Lax.foriLoop(0, steps, (_, now) -> descend(now, grad(Mlp::squareError).apply(now, x, y)), net);
    }

    static List<Layer> step(List<Layer> net, Array x, Array classes) {
        return descend(net, grad(Mlp::crossEntropy).apply(net, x, classes));
    }

    @Override public Contender jacobi(long... n) {
        return this == TINY ? loop(n) : new Training(n);
    }

    /** All steps in one call. */
    private static Contender loop(long... n) {
        Array x = single(Inputs.noise(20, n[0]), n[0], 1), y = x.times(3).sin();
        var net = network(1, 10, 10, 10, 1);
        var train = jit((List<Layer> start, Array a, Array b) -> train(start, a, b, n[1]));
        return new Calls(() -> train.apply(net, x, y));
    }

    /** Each call takes the network one step further; the old one is donated, and written over. */
    private static final class Training implements Contender {
        private static final int CHECKED = 3;
        private final long[] n;
        private final Array x;
        private final Array classes;
        private final F3<List<Layer>, Array, Array, List<Layer>> step = jit(Mlp::step).donating(0);
        private List<Layer> net;

        Training(long... n) {
            this.n = n;
            x = single(Inputs.noise(21, n[0] * n[1]), n[0], n[1]);
            classes = Array.where(Array.arange(n[0]).mod(n[3]).expandDims(1).eq(Array.arange(n[3])), 1.0, 0.0).convert(DType.F32);
            net = network(n[1], n[2], n[2], n[3]);
        }

        @Override public void run() {
            net = step.apply(net, x, classes);
        }

        @Override public double[] result() {
            net = network(n[1], n[2], n[2], n[3]);
            for (int i = 0; i < CHECKED; i++) run();
            return Calls.numbers(net);
        }
    }
}
