package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;

/**
 * Elements on their way: a transposed matrix, axes of three in another order, both ends exchanged, choices by size, halves
 * joined.
 */
public enum Moves implements Entry {
    TRANSPOSE, PERMUTE, FLIP, CHOOSE, JOIN;

    static Array choose(Array x) {
        Array outer = Array.where(x.gt(0.5), x.square(), x.times(2).minus(1));
        return Array.where(x.abs().lt(0.25), x, Array.where(x.lt(-0.5).or(x.gt(0.9)), x.unaryMinus(), outer));
    }

    private Array of(Array x) {
        return switch (this) {
            case TRANSPOSE -> x.transpose();
            case PERMUTE -> x.transpose(2, 0, 1);
            case FLIP -> x.flip(0, 1);
            case CHOOSE -> choose(x);
            case JOIN -> Array.concatenate(1, x.times(2), x.minus(1));
        };
    }

    @Override public Contender jacobi(long... n) {
        return Calls.of(this::of, Inputs.noise(1, Shape.of(n)));
    }
}
