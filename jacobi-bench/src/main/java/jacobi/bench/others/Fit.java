package jacobi.bench.others;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jvp;

import java.util.List;
import jacobi.F1;
import jacobi.Pair;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/** Derivatives: of a logistic regression, of it along a direction, of a recurrent network through time. */
public enum Fit implements Entry {
    LOGIT, CURVATURE, RECURRENT;

    /** The mean of log(1 + e^{-y x·w}). */
    static Array loss(Array w, Array x, Array y) {
        return x.matmul(w).times(y).unaryMinus().exp().log1p().mean();
    }

    static Array alongTheGradient(Array w, Array x, Array y) {
        F1<Array, Array> gradient = grad((Array v) -> loss(v, x, y));
        return jvp(gradient).apply(w, w).second();
    }

    private record Network(Array inner, Array in) {}

    static Array recurrent(Network net, Array inputs) {
        Array end = Lax.scan((Array h, Array x) -> new Pair<>(h.matmul(net.inner).plus(x.matmul(net.in)).tanh(), List.of()),
            Array.zeros(net.inner.dim(0)), inputs).first();
        return end.square().sum();
    }

    /** Sizes: examples, or steps; unknowns, or the network's width. */
    @Override public Contender jacobi(long... n) {
        if (this == RECURRENT) {
            var net = new Network(Inputs.noise(1, Shape.of(n[1], n[1])).div(Math.sqrt(n[1])), Inputs.noise(2, Shape.of(8, n[1])));
            return Calls.of(grad(Fit::recurrent), net, Inputs.noise(3, Shape.of(n[0], 8)));
        }
        Array x = Inputs.noise(1, Shape.of(n)), w = Inputs.noise(2, Shape.of(n[1]));
        Array y = Inputs.noise(3, Shape.of(n[0])).gt(0).convert(DType.F64).times(2).minus(1);
        return this == LOGIT ? Calls.of(grad(Fit::loss), w, x, y) : Calls.of(Fit::alongTheGradient, w, x, y);
    }
}
