package jacobi.bench.others;

import java.util.stream.IntStream;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Index;
import jacobi.core.Shape;

/** Weighted sums of neighbours: 16 along a vector, 3 × 3 over an f32 image; and the largest of 2 × 2. */
public enum Window implements Entry {
    SLIDING, IMAGE, POOL;

    static Array sliding(Array x, Array weights) {
        long n = x.dim(0) - weights.dim(0) + 1;
        return IntStream.range(0, (int) weights.dim(0)).mapToObj(i -> x.get(Index.range(i, i + n)).times(weights.get(i)))
            .reduce(Array::plus).orElseThrow();
    }

    static Array image(Array x, Array weights) {
        long rows = x.dim(0) - 2, columns = x.dim(1) - 2;
        return IntStream.range(0, 9).mapToObj(k -> {
            int i = k / 3, j = k % 3;
            return x.get(Index.range(i, i + rows), Index.range(j, j + columns)).times(weights.get(i, j));
        }).reduce(Array::plus).orElseThrow();
    }

    static Array pool(Array x) {
        return x.reshape(x.dim(0) / 2, 2, x.dim(1) / 2, 2).max(1, 3);
    }

    @Override public Contender jacobi(long... n) {
        Array x = Inputs.noise(1, Shape.of(n)), single = x.convert(DType.F32);
        return switch (this) {
            case SLIDING -> Calls.of(Window::sliding, x, Inputs.noise(2, Shape.of(16)));
            case IMAGE -> Calls.of(Window::image, single, Inputs.noise(2, Shape.of(3, 3)).convert(DType.F32));
            case POOL -> Calls.of(Window::pool, single);
        };
    }
}
