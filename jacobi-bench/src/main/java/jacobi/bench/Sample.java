package jacobi.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Few enough of an array's numbers to hand over and compare, the same ones in every system. */
final class Sample {
    private static final int MOST = 4096;

    private Sample() {}

    /** Samples of some arrays, one after another. */
    static double[] of(double[]... arrays) {
        return Arrays.stream(arrays).flatMapToDouble(Sample::few).toArray();
    }

    /**
     * All numbers of a small array; of a large one the first, every one in an odd number, so that every place in a vector is met,
     * and the last.
     */
    private static DoubleStream few(double[] x) {
        if (x.length <= MOST) return Arrays.stream(x);
        int step = x.length / MOST | 1;
        var spread = IntStream.iterate(0, i -> i < x.length, i -> i + step).mapToDouble(i -> x[i]);
        return DoubleStream.concat(spread, DoubleStream.of(x[x.length - 1]));
    }
}
