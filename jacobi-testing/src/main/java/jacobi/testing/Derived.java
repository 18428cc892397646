package jacobi.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.transform.*;

/** Programs that transformations make of a random one, with arguments: as random, and of shapes that users do not write. */
public final class Derived {
    private static final int[] SIZES = {2, 3, 5, 7, 13, 16};

    private Derived() {}

    /** The program of a batch of some of the arguments. @param seed decides which ones, and how many examples there are */
    public static RandomProgram batch(RandomProgram p, long seed) {
        var random = new Random(seed);
        int size = SIZES[random.nextInt(SIZES.length)];
        var mapped = new boolean[p.arguments().length];
        for (int i = 0; i < mapped.length; i++) mapped[i] = i == 0 || random.nextBoolean();
        var batch = Batch.program(p.program(), size, mapped, new boolean[p.program().results().size()]);
        return of(batch.program(), examples(p.arguments(), mapped, size));
    }

    /**
     * The results and what they pull back of some cotangent to the arguments in f64.
     * @throws DerivativeError if there is none
     */
    public static RandomProgram gradient(RandomProgram p) {
        var types = Arrays.stream(p.arguments()).map(Array::type).toArray(ArrayType[]::new);
        var recorded = Recording.of(types, false, x -> {
            var linear = Linearize.of(p.program()::apply, x, ProgramLaws.active(x));
            var y = linear.results();
            var ct = IntStream.range(0, y.length).mapToObj(i -> linear.activeResults()[i] ? cotangent(y[i]) : null)
                    .toArray(Array[]::new);
            var all = new ArrayList<>(Arrays.asList(linear.pullback(ct)));
            all.removeIf(Objects::isNull);
            all.addAll(Arrays.asList(y));
            return all.toArray(Array[]::new);
        });
        return of(recorded.program(), p.arguments());
    }

    private static Array cotangent(Array y) { return y.sin().plus(1).div(Math.max(1, y.size())); }

    private static RandomProgram of(Program program, Array[] x) {
        return new RandomProgram(program.check(), Arrays.copyOf(x, x.length, DenseArray[].class));
    }

    /** Arguments of a batch: those that are mapped, and other numbers of their kind. */
    static Array[] examples(Array[] x, boolean[] mapped, int size) {
        return IntStream.range(0, x.length).mapToObj(i -> mapped[i] ? examples(x[i], size) : x[i]).toArray(Array[]::new);
    }

    private static Array examples(Array x, int size) {
        var rows = IntStream.range(0, size).mapToObj(k -> variant(x, k).reshape(x.shape().prepend(1))).toArray(Array[]::new);
        return new Concatenate(0).bind(rows);
    }

    private static Array variant(Array x, int k) {
        if (k == 0) return x;
        if (x.dtype().isFloat()) return x.times(1 - 0.37 * (k % 5)).plus(0.1 * (k % 5));
        var turned = new Reverse(x.type().axes()).bind(x);
        return k % 2 == 1 ? turned : Binary.MAXIMUM.bind(x, turned);
    }
}
