package jacobi.interpret;

import java.util.Comparator;
import java.util.stream.LongStream;
import jacobi.core.DType;
import jacobi.interpret.Element.Complex;
import jacobi.interpret.Element.Real;
import jacobi.interpret.Element.Whole;
import jacobi.lax.Sort;

/** Sorts lines of elements; see {@link Sort} for the order. */
final class Sorting {
    private Sorting() {}

    static void sort(Sort p, Elements[] x, Elements[] y) {
        long n = x[0].shape().dim(p.axis()), stride = x[0].shape().strides()[p.axis()];
        Reductions.lines(x[0], p.axis(), base -> {
            var order = LongStream.range(0, n).boxed().sorted(byKeys(p.keys(), x, base, stride)).mapToLong(k -> k).toArray();
            for (int k = 0; k < n; k++)
                for (int i = 0; i < x.length; i++) y[i].copy(base + k * stride, x[i], base + order[k] * stride);
        });
    }

    private static Comparator<Long> byKeys(int keys, Elements[] x, long base, long stride) {
        return (a, b) -> {
            for (int i = 0; i < keys; i++) {
                int c = compare(x[i].dtype(), x[i].get(base + a * stride), x[i].get(base + b * stride));
                if (c != 0) return c;
            }
            return 0;
        };
    }

    private static int compare(DType t, Element a, Element b) {
        return switch (a) {
            case Whole(long v) -> Integers.compare(t, v, ((Whole) b).value());
            case Real(double v) -> Double.compare(v + 0.0, ((Real) b).value() + 0.0);       // -0 + 0 = 0; NaN is greatest
            case Complex _ -> throw new AssertionError("complex keys");
        };
    }
}
