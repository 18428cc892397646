package jacobi.bench.others;

import static jacobi.Jacobi.grad;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** Long code of scalars without a branch, round after round: forty links of a chain; and its derivative. */
public enum Straight implements Entry {
    CODE, GRADIENT;

    private static final int LINKS = 40;
    private static final double RATE = 1e-5;

    private record Two(Array x, Array y) {}

    static Array code(Array start, long rounds) {
        return Lax.foriLoop(0, rounds, (_, s) -> {
            Array x = s.x, y = s.y;
            for (int i = 1; i <= LINKS; i++) {
                Array next = x.plus(y.div(x.square().plus(i)).minus(x).times(RATE));
                y = y.plus(x.times(1.0 / i).rminus(0.1).times(RATE));
                x = next;
            }
            return new Two(x, y);
        }, new Two(start, start.plus(1))).x;
    }

    @Override public Contender jacobi(long... n) {
        return this == CODE ? Calls.of((Array x) -> code(x, n[0]), Array.of(0.3))
            : Calls.of(grad((Array x) -> code(x, n[0])), Array.of(0.3));
    }
}
