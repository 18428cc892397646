package jacobi.bench.others;

import static jacobi.Jacobi.vmap;

import java.util.function.UnaryOperator;
import jacobi.F1;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Lax;

/**
 * Motions: the Lorenz system and a double pendulum by Runge's and Kutta's method, with scalars for carries; Lorenz systems side
 * by
 * side; populations by the logistic map; rounds of a complex number.
 */
public enum Flow implements Entry {
    LORENZ, MANY, PENDULUM, POPULATIONS, SPIRAL;

    private static final double STEP = 1e-3;

    private record Point(Array x, Array y, Array z) {
        Point plus(double h, Point d) {
            return new Point(x.plus(d.x.times(h)), y.plus(d.y.times(h)), z.plus(d.z.times(h)));
        }
    }

    private static Point lorenz(Point p) {
        return new Point(p.y.minus(p.x).times(10), p.x.times(p.z.rminus(28)).minus(p.y), p.x.times(p.y)
                .minus(p.z.times(8.0 / 3)));
    }

    private static Point step(UnaryOperator<Point> f, Point p) {
        Point a = f.apply(p), b = f.apply(p.plus(STEP / 2, a)), c = f.apply(p.plus(STEP / 2, b)), d = f.apply(p.plus(STEP, c));
        return p.plus(STEP / 6, a).plus(STEP / 3, b).plus(STEP / 3, c).plus(STEP / 6, d);
    }

    static Point lorenz(Array x, long steps) {
        return Lax.foriLoop(0, steps, (_, p) -> step(Flow::lorenz, p), new Point(x, Array.of(1.0), Array.of(20.0)));
    }

    private record Pendulum(Array a, Array b, Array u, Array v) {
        Pendulum plus(double h, Pendulum d) {
            return new Pendulum(a.plus(d.a.times(h)), b.plus(d.b.times(h)), u.plus(d.u.times(h)), v.plus(d.v.times(h)));
        }
    }

    /** Of equal masses and lengths. */
    private static Pendulum swing(Pendulum p) {
        Array d = p.a.minus(p.b), sine = d.sin(), cosine = d.cos(), below = cosine.square().rminus(2);
        Array first = p.u.square().times(sine), second = p.v.square().times(sine);
        Array fallA = p.a.sin().times(2 * 9.81), fallB = p.b.sin().times(9.81);
        Array du = fallB.minus(first).times(cosine).minus(second).minus(fallA).div(below);
        Array dv = fallA.plus(second).times(cosine).plus(first.times(2)).minus(fallB.times(2)).div(below);
        return new Pendulum(p.u, p.v, du, dv);
    }

    static Pendulum pendulum(Array start, long steps) {
        return Lax.foriLoop(0, steps, (_, p) -> {
            Pendulum a = swing(p), b = swing(p.plus(STEP / 2, a)), c = swing(p.plus(STEP / 2, b)), d = swing(p.plus(STEP, c));
            return p.plus(STEP / 6, a).plus(STEP / 3, b).plus(STEP / 3, c).plus(STEP / 6, d);
        }, new Pendulum(start, Array.of(1.0), Array.of(0.0), Array.of(0.0)));
    }

    static Array populations(Array x, long steps) {
        return Lax.foriLoop(0, steps, (_, y) -> y.times(3.7).times(y.rminus(1)), x);
    }

    private record Complex(Array re, Array im) {
        Complex times(Complex y) {
            return new Complex(re.times(y.re).minus(im.times(y.im)), re.times(y.im).plus(im.times(y.re)));
        }
    }

    static Complex spiral(Array x, long steps) {
        var turn = new Complex(Array.of(Math.cos(0.001)), Array.of(Math.sin(0.001)));
        return Lax.foriLoop(0, steps, (_, z) -> z.times(turn), new Complex(x, Array.of(0.5)));
    }

    /** Sizes: steps, then how many side by side. */
    @Override public Contender jacobi(long... n) {
        F1<Array, Point> many = vmap(x -> lorenz(x, n[0]));
        return switch (this) {
            case LORENZ -> Calls.of((Array x) -> lorenz(x, n[0]), Array.of(1.0));
            case MANY -> Calls.of(many, Inputs.noise(1, Shape.of(n[1])));
            case PENDULUM -> Calls.of((Array x) -> pendulum(x, n[0]), Array.of(1.0));
            case POPULATIONS -> Calls.of((Array x) -> populations(x, n[0]), Inputs.noise(1, Shape.of(n[1])).times(0.4).plus(0.5));
            case SPIRAL -> Calls.of((Array x) -> spiral(x, n[0]), Array.of(1.0));
        };
    }
}
