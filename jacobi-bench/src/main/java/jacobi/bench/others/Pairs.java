package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/** All pairs of n points: steps of bodies that attract each other, distances, the least distance of each to another. */
public enum Pairs implements Entry {
    BODIES, DISTANCES, NEAREST;

    private static final double STEP = 1e-3;
    private static final double SOFTENING = 1e-2;

    private record State(Array place, Array speed) {}

    /** Of bodies {@code f64[n,3]} of one mass. */
    static Array pull(Array place) {
        Array apart = place.expandDims(0).minus(place.expandDims(1));
        Array square = apart.square().sum(2).plus(SOFTENING);
        return apart.times(square.pow(-1.5).expandDims(2)).sum(1).div(place.dim(0));
    }

    static Array bodies(Array place, long steps) {
        return Lax.foriLoop(0, steps, (_, s) -> {
            Array speed = s.speed.plus(pull(s.place).times(STEP));
            return new State(s.place.plus(speed.times(STEP)), speed);
        }, new State(place, Array.zerosLike(place))).place;
    }

    static Array distances(Array x) {
        return x.expandDims(0).minus(x.expandDims(1)).square().sum(2).sqrt();
    }

    static Array nearest(Array x) {
        Array squares = x.expandDims(0).minus(x.expandDims(1)).square().sum(2);
        return Array.where(Array.eye(x.dim(0)).gt(0), Double.POSITIVE_INFINITY, squares).min(1).sqrt();
    }

    /** Sizes: points, coordinates, steps of bodies. */
    @Override public Contender jacobi(long... n) {
        Array points = Inputs.noise(1, Shape.of(n[0], n[1]));
        return switch (this) {
            case BODIES -> Calls.of((Array x) -> bodies(x, n[2]), points);
            case DISTANCES -> Calls.of(Pairs::distances, points);
            case NEAREST -> Calls.of(Pairs::nearest, points);
        };
    }
}
