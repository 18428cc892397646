package jacobi.bench.others;

import static jacobi.Jacobi.grad;

import java.util.List;
import jacobi.Pair;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/** Scans along a series: the likelihood of a GARCH(1,1) and its gradient, a filter of Kalman's, a walk between two walls. */
public enum Series implements Entry {
    GARCH, GARCHGRAD, KALMAN, WALK;

    private record Garch(Array omega, Array alpha, Array beta) {}

    private record Sum(Array variance, Array total) {}

    static Array garch(Garch g, Array returns) {
        Array start = g.omega.div(g.alpha.plus(g.beta).rminus(1));
        return Lax.scan((Sum s, Array r) -> {
            Array square = r.square(), total = s.total.plus(s.variance.log()).plus(square.div(s.variance));
            return new Pair<>(new Sum(g.omega.plus(g.alpha.times(square)).plus(g.beta.times(s.variance)), total), List.of());
        }, new Sum(start, Array.of(0.0)), returns).first().total;
    }

    /** Mean {@code f64[4]} and covariance {@code f64[4,4]} of what cannot be seen. */
    private record Belief(Array mean, Array covariance) {}

    private record Model(Array move, Array see, Array drift, Array error) {}

    static Pair<Belief, Array> filter(Model m, Array seen) {
        return Lax.scan((Belief b, Array y) -> {
            Array mean = m.move.matmul(b.mean), spread = m.move.matmul(b.covariance).matmul(m.move.transpose()).plus(m.drift);
            Array cross = spread.matmul(m.see.transpose()), surprise = m.see.matmul(cross).plus(m.error);
            Array gain = surprise.solve(cross.transpose()).transpose();
            Array next = mean.plus(gain.matmul(y.minus(m.see.matmul(mean))));
            Array rest = spread.minus(gain.matmul(cross.transpose()));
            return new Pair<>(new Belief(next, rest.plus(rest.transpose()).times(0.5)), next);
        }, new Belief(Array.zeros(4), Array.eye(4)), seen);
    }

    private static Model model() {
        Array move = Array.eye(4).plus(Inputs.noise(2, Shape.of(4, 4)).times(0.05)).times(0.95);
        return new Model(move, Inputs.noise(3, Shape.of(2, 4)), Array.eye(4).times(0.01), Array.eye(2).times(0.1));
    }

    static Array walk(Array steps) {
        return Lax.scan((Array x, Array step) -> {
            Array next = x.plus(step.times(0.1)).clip(-1.0, 1.0);
            return new Pair<>(next, next);
        }, Array.of(0.0), steps).second();
    }

    @Override public Contender jacobi(long... n) {
        var g = new Garch(Array.of(0.05), Array.of(0.1), Array.of(0.85));
        return switch (this) {
            case GARCH -> Calls.of(Series::garch, g, Inputs.noise(1, Shape.of(n)));
            case GARCHGRAD -> Calls.of(grad(Series::garch), g, Inputs.noise(1, Shape.of(n)));
            case KALMAN -> Calls.of(Series::filter, model(), Inputs.noise(1, Shape.of(n[0], 2)));
            case WALK -> Calls.of(Series::walk, Inputs.noise(1, Shape.of(n)));
        };
    }
}
