package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/** Products of one small matrix after another, and many products and solutions of three unknowns side by side. */
public enum Matrices implements Entry {
    POWERS, PRODUCTS, SOLVE;

    /** y ← y a / 2 + x, many times: it settles, far from numbers so small that processors are slow with them. */
    static Array powers(Array a, Array x, long times) {
        return Lax.foriLoop(0, times, (_, y) -> y.matmul(a).times(0.5).plus(x), x);
    }

    /** Sizes: the order of the matrices; how many, of how many times. */
    @Override public Contender jacobi(long... n) {
        if (this == POWERS)
            return Calls.of((Array a, Array x) -> powers(a, x, n[1]), Inputs.noise(1, Shape.of(n[0], n[0])).div(Math.sqrt(n[0])),
                Inputs.noise(2, Shape.of(n[0], n[0])));
        Array a = Inputs.noise(1, Shape.of(n[1], n[0], n[0]));
        if (this == PRODUCTS) return Calls.of(Array::matmul, a, Inputs.noise(2, Shape.of(n[1], n[0], n[0])));
        return Calls.of((Array x, Array b) -> x.plus(Array.eye(n[0]).times(3)).solve(b), a, Inputs.noise(2, Shape.of(n[1], n[0],
                1)));
    }
}
