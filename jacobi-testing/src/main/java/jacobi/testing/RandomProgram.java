package jacobi.testing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jacobi.core.*;

/**
 * A program of primitives drawn at random, with arguments, the same for the same seed: to compare one way of computing with
 * another. Numbers stay near 1; what is not continuous (order, comparison, rounding) is asked only of numbers that all ways of
 * computing agree on to the bit.
 */
public record RandomProgram(Program program, DenseArray[] arguments) {
    /** A program on small arrays. @param length about how many steps it has */
    public static RandomProgram of(long seed, int length) { return of(seed, length, RandomValues.USUAL); }

    /** @param largest the most elements that an array may have; if many, most arrays are large enough to be shared by threads */
    public static RandomProgram of(long seed, int length, long largest) {
        var values = new RandomValues(new SplittableRandom(seed), largest);
        var steps = new RandomRegions(values, 2);
        return recorded(values, 3 + values.random.nextInt(3), length, steps::step);
    }

    /** A program of loops and branches within each other, of look-ups, and of integers that count and are places. */
    public static RandomProgram withLoops(long seed, int length, long largest) {
        var values = new FewExtents(new SplittableRandom(seed), largest);
        var steps = RandomLoops.of(values, 2);
        return recorded(values, 3 + values.random.nextInt(3), length, steps::step);
    }

    private static RandomProgram recorded(RandomValues values, int arguments, int length, Runnable step) {
        var x = IntStream.range(0, arguments).mapToObj(values::argument).toArray(DenseArray[]::new);
        var types = Arrays.stream(x).map(Array::type).toArray(ArrayType[]::new);
        var recorded = Recording.of(types, false, y -> {
            for (var a : y) values.add(a, true);
            for (int i = 0; i < length; i++) step.run();
            return values.results().stream().map(RandomValues.Value::array).toArray(Array[]::new);
        });
        return new RandomProgram(recorded.program().check(), x);
    }
}
