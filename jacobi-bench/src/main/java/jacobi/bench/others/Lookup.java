package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;

/** Places known at run time: counts of a histogram, sums of rows of a table, values between points of a grid, sorting. */
public enum Lookup implements Entry {
    HISTOGRAM, EMBEDDING, BILINEAR, SORT;

    static Array histogram(Array x, long bins) {
        Array bin = x.plus(1).times(0.5 * bins).convert(DType.S32);
        return Array.zeros(DType.S32, bins).at(bin).add(1);
    }

    /** Sums of the rows that {@code words s32[n,k]} name. */
    static Array embedding(Array table, Array words) {
        return table.take(words, 0).sum(1);
    }

    static Array bilinear(Array image, Array x, Array y) {
        Array i = x.floor(), j = y.floor(), u = x.minus(i), v = y.minus(j);
        Array row = i.convert(DType.S32), column = j.convert(DType.S32);
        Array above = between(image.get(row, column), image.get(row, column.plus(1)), v);
        Array below = between(image.get(row.plus(1), column), image.get(row.plus(1), column.plus(1)), v);
        return between(above, below, u);
    }

    private static Array between(Array a, Array b, Array share) {
        return a.plus(b.minus(a).times(share));
    }

    @Override public Contender jacobi(long... n) {
        return switch (this) {
            case HISTOGRAM -> Calls.of((Array x) -> histogram(x, n[1]), Inputs.noise(1, Shape.of(n[0])));
            case EMBEDDING -> Calls.of(Lookup::embedding, Inputs.noise(1, Shape.of(n[0], 64)).convert(DType.F32),
                Inputs.noise(2, Shape.of(n[1], 8)).plus(1).times(0.5 * n[0]).convert(DType.S32));
            case BILINEAR -> Calls.of(Lookup::bilinear, Inputs.noise(1, Shape.of(n[0], n[0])),
                Inputs.noise(2, Shape.of(n[1])).plus(1).times(0.5 * (n[0] - 1)),
                Inputs.noise(3, Shape.of(n[1])).plus(1).times(0.5 * (n[0] - 1)));
            case SORT -> Calls.of((Array x) -> x.sort(), Inputs.noise(1, Shape.of(n)));
        };
    }
}
