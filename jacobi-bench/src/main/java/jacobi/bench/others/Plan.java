package jacobi.bench.others;

import java.util.List;
import jacobi.Pair;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Index;
import jacobi.core.Shape;
import jacobi.lax.Cumulative;
import jacobi.lax.Lax;
import jacobi.lax.Monoid;

/**
 * Dynamic programs: values of states and choices in f32, values between points of a grid, shortest ways between all places, the
 * long run of a chain, the least edits between two words.
 */
public enum Plan implements Entry {
    VALUES, CAKE, WAYS, CHAIN, EDITS;

    /** v(s) = max over a of r(s, a) + β Σ P(s, s') v(a, s'): states of {@code k} kinds at {@code n} places. */
    static Array values(Array reward, Array chances, long sweeps) {
        Array start = Array.zeros(DType.F32, reward.dim(0), reward.dim(1));
        return Lax.foriLoop(0, sweeps, (_, v) -> reward.plus(chances.matmul(v).times(0.95f).expandDims(1)).max(2), start);
    }

    /** Eating a cake: the choice is a share, and what it is worth to keep the rest is read between points of the grid. */
    static Array cake(Array size, Array share, long sweeps) {
        Array eaten = size.expandDims(1).times(share), rest = size.expandDims(1).minus(eaten);
        Array place = rest.div(size.get(1).minus(size.get(0))).clip(0, size.dim(0) - 1.001);
        Array left = place.floor(), weight = place.minus(left), at = left.convert(DType.S32);
        return Lax.foriLoop(0, sweeps, (_, v) -> {
            Array next = v.get(at).times(weight.rminus(1)).plus(v.get(at.plus(1)).times(weight));
            return eaten.sqrt().plus(next.times(0.95)).max(1);
        }, Array.zerosLike(size));
    }

    /** @see "Floyd (1962), Algorithm 97: Shortest path, Communications of the ACM 5, 345" */
    static Array ways(Array length) {
        return Lax.foriLoop(0, length.dim(0), (k, d) -> d.minimum(d.take(k, 1).expandDims(1).plus(d.take(k, 0))), length);
    }

    static Array chain(Array weights, long steps) {
        Array chances = weights.div(weights.sum(1, true));
        Array start = Array.full(1.0 / weights.dim(0), weights.dim(0));
        return Lax.foriLoop(0, steps, (_, p) -> p.matmul(chances), start);
    }

    /** Row after row of the table; along a row, what is inserted is a running least. */
    static Array edits(Array x, Array y) {
        long n = y.dim(0);
        Array places = Array.arange(n + 1);
        return Lax.scan((Array row, Array letter) -> {
            Array replace = row.get(Index.to(-1)).plus(y.ne(letter).convert(DType.S64)).minimum(
                row.get(Index.from(1)).plus(1));
            Array best = Array.concatenate(0, row.get(Index.to(1)).plus(1), replace).minus(places);
            Array least = new Cumulative(Monoid.MIN, 0, false).bind(best).plus(places);
            return new Pair<>(least, List.of());
        }, places, x).first();
    }

    private static Array letters(long seed, long n) {
        return Inputs.noise(seed, Shape.of(n)).plus(1).times(2).convert(DType.S32);
    }

    @Override public Contender jacobi(long... n) {
        return switch (this) {
            case VALUES -> {
                Array chances = Inputs.noise(1, Shape.of(n[0], n[0])).plus(1);
                yield Calls.of((Array r, Array p) -> values(r, p, n[2]), Inputs.noise(2, Shape.of(n[0], n[1], n[1]))
                        .convert(DType.F32),
                    chances.div(chances.sum(1, true)).convert(DType.F32));
            }
            case CAKE -> Calls.of((Array x, Array s) -> cake(x, s, n[2]), Array.linspace(0, 1, n[0]), Array.linspace(0, 1, n[1]));
            case WAYS -> Calls.of(Plan::ways, Inputs.noise(1, Shape.of(n[0], n[0])).plus(1.001));
            case CHAIN -> Calls.of((Array w) -> chain(w, n[1]), Inputs.noise(1, Shape.of(n[0], n[0])).plus(1.001));
            case EDITS -> Calls.of(Plan::edits, letters(1, n[0]), letters(2, n[1]));
        };
    }
}
