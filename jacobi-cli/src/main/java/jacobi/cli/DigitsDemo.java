package jacobi.cli;

import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.valueAndGrad;
import static jacobi.Jacobi.vmap;
import static jacobi.core.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.lax.Lax;
import jacobi.numpy.Key;
import jacobi.numpy.Random;
import jacobi.plot.ImageGrid;
import jacobi.plot.Plot;
import jacobi.plot.Report;
import jacobi.plot.Table;

/** A network of tanh layers learns to read handwritten digits from 1,438 examples, and is examined on 359 by other hands. */
final class DigitsDemo implements Demo {
    private static final int TRAINING = 1438;
    private static final int CLASSES = 10;
    private static final int BATCH = 32;
    private static final int BATCHES = TRAINING / BATCH;
    static final int EPOCHS = 240;
    private static final double RATE = 2e-3;
    private static final int[] WIDTHS = {DigitImages.SIDE * DigitImages.SIDE, 256, 256, CLASSES};
    private static final long SEED = 2;
    /** Of each target, the part spread over all classes: a network that is never quite sure reads other hands better. */
    private static final double DOUBT = 0.1;

    /** Weights {@code f64[in,out]} and biases {@code f64[out]}. */
    record Layer(Array w, Array b) {
        static Layer random(Key key, int in, int out) {
            return new Layer(Random.normal(key, in, out).div(Math.sqrt(in)), Array.zeros(out));
        }
    }

    /** Layers with tanh after each, and one without, which gives the scores of the classes. */
    record Network(List<Layer> hidden, Layer last) {
        static Network random(Key key) {
            var layers = new ArrayList<Layer>();
            for (int i = 0; i + 1 < WIDTHS.length; i++) layers.add(Layer.random(key.foldIn(i), WIDTHS[i], WIDTHS[i + 1]));
            return new Network(List.copyOf(layers.subList(0, layers.size() - 1)), layers.getLast());
        }
    }

    /** Images {@code f64[n,64]}, ink from −1 to 1, and the wanted distributions over the classes, {@code f64[n,10]}. */
    record Examples(Array images, Array targets) {
        static Examples of(DigitImages digits) {
            Array sure = Array.eye(CLASSES).take(Array.of(digits.digits()), 0);
            return new Examples(Array.of(digits.pixels()).times(2.0).minus(1.0), sure.times(1 - DOUBT).plus(DOUBT / CLASSES));
        }

        Array classes() {
            return targets.argmax(1);
        }
    }

    /** What goes from step to step. */
    record Training(Network network, Adam.State<Network> adam) {
        static Training of(Network network) {
            return new Training(network, Adam.State.of(network));
        }
    }

    static Array predict(List<Layer> net, Array x) {
        for (Layer l : net) x = x.matmul(l.w).plus(l.b).tanh();
        return x;
    }

    static Array scores(Network net, Array x) {
        return predict(net.hidden, x).matmul(net.last.w).plus(net.last.b);
    }

    /** Cross-entropy between the targets and the softmax of the scores, in nats, the mean over the examples. */
    static Array loss(Network net, Examples e) {
        Array scores = scores(net, e.images);
        return scores.logSumExp(1).minus(scores.times(e.targets).sum(1)).mean();
    }

    /** For each image the class of the highest score, {@code s64[n]}. */
    static Array read(Network net, Array images) {
        return scores(net, images).argmax(1);
    }

    /** One step of Adam on one batch; gives the loss before it. */
    static Pair<Training, Array> step(Training t, Examples batch) {
        var loss = valueAndGrad(DigitsDemo::loss).apply(t.network, batch);
        var next = Adam.step(t.network, loss.second(), t.adam, rate(t.adam.steps()));
        return new Pair<>(new Training(next.first(), next.second()), loss.first());
    }

    /** Falls from {@link #RATE} to zero along half a wave. */
    private static Array rate(Array steps) {
        return steps.times(Math.PI / (EPOCHS * BATCHES)).cos().plus(1.0).times(RATE / 2);
    }

    /** The examples in random order, a row a batch: {@code s64[batches,batch]}. */
    static Array shuffled(Key key, long examples) {
        return Random.permutation(key, examples).get(range(0, BATCHES * BATCH)).reshape(BATCHES, BATCH);
    }

    /** One pass over the batches, each image as another hand might have written it; gives the mean loss. */
    static Pair<Training, Array> epoch(Training t, Key key, Array order, Examples all) {
        Array seen = vmap(Jitter::apply).apply(key.split(all.images.dim(0)), all.images.plus(1.0)).minus(1.0);
        var end = Lax.scan(DigitsDemo::step, t, new Examples(seen.take(order, 0), all.targets.take(order, 0)));
        return new Pair<>(end.first(), end.second().mean());
    }

    /** A trained network, and the losses after each epoch. */
    record Learned(Network network, double[] training, double[] test) {}

    static Learned learn(Examples training, Examples test, int epochs, Progress progress) {
        var epoch = jit(DigitsDemo::epoch);
        var loss = jit(DigitsDemo::loss);
        Key key = Key.of(SEED);
        var state = Training.of(Network.random(key));
        double[] seen = new double[epochs];
        double[] unseen = new double[epochs];
        try (var work = progress.begin("Learning", epochs)) {
            for (int i = 0; i < epochs; i++) {
                var keys = key.foldIn(i + WIDTHS.length).split(2);
                var next = epoch.apply(state, keys.get(0), shuffled(keys.get(1), training.images.dim(0)), training);
                state = next.first();
                seen[i] = next.second().item();
                unseen[i] = loss.apply(state.network, test).item();
                work.at(i + 1, "loss %.3f".formatted(seen[i]));
            }
        }
        return new Learned(state.network, seen, unseen);
    }

    @Override public Report run(Progress progress) {
        var digits = DigitImages.load();
        var known = digits.rows(0, TRAINING);
        var unknown = digits.rows(TRAINING, digits.count());
        var learned = learn(Examples.of(known), Examples.of(unknown), EPOCHS, progress);
        var exam = new Exam(unknown, read(learned.network, Examples.of(unknown).images()).toIntArray());
        return Report.titled("Reading handwritten digits")
            .text("""
                A network of two tanh layers of 256 learns from %,d images, and is examined on %d that other people wrote.
                Each epoch shows every image shifted, turned and stretched a little, and is one native function: a scan over
                batches of the gradient of the loss and a step of Adam.""".formatted(known.count(), unknown.count()))
            .code(SOURCE).table(exam.table(learned))
            .picture(curve(learned), "The loss over the epochs; its floor is the doubt in the targets.")
            .picture(exam.misread(), "The digits that were misread.");
    }

    /** How the test went. */
    private record Exam(DigitImages images, int[] read) {
        int[] wrong() {
            return IntStream.range(0, read.length).filter(i -> read[i] != images.digits()[i]).toArray();
        }

        Table table(Learned learned) {
            double share = 100.0 * (read.length - wrong().length) / read.length;
            return Table.of("examined", "read rightly", "share", "loss at first", "loss at last")
                .row(read.length, read.length - wrong().length, "%.2f %%".formatted(share),
                     "%.3f".formatted(learned.test[0]), "%.3f".formatted(learned.test[learned.test.length - 1]));
        }

        ImageGrid misread() {
            var grid = ImageGrid.ofColumns(8);
            for (int i : wrong()) {
                String caption = images.digits()[i] + " read " + read[i];
                grid = grid.with(DigitImages.SIDE, DigitImages.SIDE, images.pixels()[i], caption);
            }
            return grid;
        }
    }

    private static Plot curve(Learned learned) {
        double[] epochs = IntStream.rangeClosed(1, learned.training.length).asDoubleStream().toArray();
        return Plot.titled("Loss").axes("epoch", "cross-entropy, nats").line("training", epochs, learned.training)
            .line("test", epochs, learned.test);
    }

    static final String SOURCE = """
        record Layer(Array w, Array b)

        static Array predict(List<Layer> net, Array x) {
            for (Layer l : net) x = x.matmul(l.w).plus(l.b).tanh();
            return x;
        }

        static Pair<Training, Array> step(Training t, Examples batch) {
            var loss = valueAndGrad(DigitsDemo::loss).apply(t.network, batch);
            var next = Adam.step(t.network, loss.second(), t.adam, rate(t.adam.steps()));
            return new Pair<>(new Training(next.first(), next.second()), loss.first());
        }
        """;
}
