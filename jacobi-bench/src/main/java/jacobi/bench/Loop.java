package jacobi.bench;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A computation in plain Java that writes the same buffers each time.
 * @param body    the computation
 * @param buffers what it has written
 */
public record Loop(Runnable body, Supplier<double[][]> buffers) implements Contender {
    /** How many threads there are for those who want them. */
    public static final int THREADS = Runtime.getRuntime().availableProcessors();

    @Override public void run() {
        body.run();
    }

    @Override public double[] result() {
        body.run();
        return Sample.of(buffers.get());
    }

    /** Work on the indices from {@code begin} to {@code end}, the latter excluded. */
    public interface Block {
        void run(int begin, int end);
    }

    /** Work on a part of the indices that has a result. */
    public interface Part {
        double of(int begin, int end);
    }

    /** Indices up to {@code n} shared out over all threads. */
    public static void parallel(int n, Block block) {
        sum(n, (begin, end) -> {
            block.run(begin, end);
            return 0;
        });
    }

    /** The sum of the results of all parts. */
    public static double sum(int n, Part part) {
        long step = (n + THREADS - 1L) / THREADS;
        return IntStream.range(0, THREADS).parallel()
            .mapToDouble(i -> part.of((int) Math.min(n, i * step), (int) Math.min(n, (i + 1) * step))).sum();
    }

    public static double[] doubles(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }
}
