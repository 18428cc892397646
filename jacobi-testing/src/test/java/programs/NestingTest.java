package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.Map;
import jacobi.*;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.lax.Lax;
import jacobi.testing.Close;
import org.junit.jupiter.api.Test;

/**
 * Transformations in each other, over functions with loops and branches in them; compared with mathematics done by hand or with
 * differences.
 */
class NestingTest {
    private static final double H = 1e-5;

    private static double slope(F1<Array, Array> f, double x) {
        return (f.apply(Array.of(x + H)).item() - f.apply(Array.of(x - H)).item()) / (2 * H);
    }

    /** The derivative of f at x in many ways, each against a difference. */
    private static void check(F1<Array, Array> f, double x) {
        double expected = slope(f, x), second = slope(grad(f), x);
        var at = Array.of(x);
        var one = Array.of(1.0);
        near(expected, grad(f).apply(at));
        near(expected, jit(grad(f)).apply(at));
        near(expected, grad(jit(f)).apply(at));
        near(expected, jvp(f).apply(at, one).second());
        near(expected, jit(jvp(f)).apply(at, one).second());
        near(expected, vjp(f).apply(at).second().apply(one));
        near(expected, linearize(f).apply(at).second().apply(one));
        near(expected, jacfwd(f).apply(at));
        near(expected, jacrev(f).apply(at));
        near(second, grad(grad(f)).apply(at));
        near(second, jit(grad(grad(f))).apply(at));
        near(second, grad(jit(grad(jit(f)))).apply(at));
        near(second, hessian(f).apply(at));
        near(second, jacrev(jacfwd(f)).apply(at));
        near(second, jvp(grad(f)).apply(at, one).second());
        var batch = Array.of(x, x * 1.01, x * 0.99);
        var slopes = Array.of(expected, slope(f, x * 1.01), slope(f, x * 0.99));
        Close.check("vmap(grad)", slopes, vmap(grad(f)).apply(batch), 1e-5, 1e-6);
        Close.check("jit(vmap(grad))", slopes, jit(vmap(grad(f))).apply(batch), 1e-5, 1e-6);
        Close.check("vmap(jit(grad))", slopes, vmap(jit(grad(f))).apply(batch), 1e-5, 1e-6);
        Close.check("grad of a sum over vmap", slopes, grad((Array b) -> vmap(f).apply(b).sum()).apply(batch), 1e-5, 1e-6);
    }

    private static void near(double expected, Array given) { Close.check("derivative", Array.of(expected), given, 1e-5, 1e-6); }

    @Test void elementwise() { check(x -> x.sin().times(x.exp()).plus(x.square().log1p()), 0.7); }

    @Test void powerWhereTheExponentVanishes() {
        check(x -> x.pow(x.rminus(3)), 3.0);
        near(0.0, grad((Array x) -> x.pow(Array.of(0.0))).apply(Array.of(0.0)));
        near(2.0, grad(grad((Array x) -> x.pow(Array.of(2.0)))).apply(Array.of(0.0)));
    }

    @Test void foriLoop() { check(x -> Lax.foriLoop(0, 6, (i, c) -> c.times(x).plus(i.convert(DType.F64).times(x.cos())), x),
            0.9); }

    @Test void emptyLoop() { check(x -> Lax.foriLoop(3, 3, (i, c) -> c.times(x), x.square()), 0.9); }

    @Test void scan() {
        var xs = Array.of(0.1, 0.5, -0.3, 0.9);
        check(x -> {
            var end = Lax.scan((Array c, Array s) -> new Pair<>(c.times(x).plus(s.sin()), c.times(c).times(s)), x, xs);
            return end.first().plus(end.second().sum());
        }, 0.8);
    }

    @Test void scanInReverse() {
        var xs = Array.of(0.1, 0.5, -0.3, 0.9);
        check(x -> Lax.scan((Array c, Array s) -> new Pair<>(c.times(x).plus(s.times(x)), c.tanh()), x, xs,
                true).second().sum(), 0.8);
    }

    @Test void scanOverWhatIsDifferentiated() {
        check(x -> Lax.scan((Array c, Array s) -> new Pair<>(c.plus(s.exp()), s), Array.of(0.0), Array.linspace(0, 1, 5)
                .times(x)).first(), 0.8);
    }

    @Test void nestedScan() {
        check(x -> Lax.foriLoop(0, 3, (i, c) -> Lax.foriLoop(0, 2, (j, d) -> d.times(c).plus(x.sin()), c), x), 0.6);
    }

    @Test void boundedWhile() { check(x -> Lax.whileLoop(20, c -> c.lt(50.0), c -> c.times(x), x.plus(1)), 2.3); }

    @Test void aLoopThatBreaksItsPromiseIsNoNumber() {
        F1<Array, Array> f = x -> Lax.whileLoop(2, c -> c.lt(100.0), c -> c.times(x), x);
        assertEquals(128, f.apply(Array.of(2.0)).item());
        assertTrue(Double.isNaN(jit(valueAndGrad(f)).apply(Array.of(2.0)).first().item()));
        near(100, jit(valueAndGrad(f)).apply(Array.of(10.0)).first());
    }

    @Test void whileWithoutBoundOutsideJit() {
        F1<Array, Array> f = x -> Lax.whileLoop(c -> c.lt(50.0), c -> c.times(x), x.plus(1));
        double expected = slope(f, 2.3);
        near(expected, grad(f).apply(Array.of(2.3)));
        near(expected, jvp(f).apply(Array.of(2.3), Array.of(1.0)).second());
        near(expected, jit(jvp(f)).apply(Array.of(2.3), Array.of(1.0)).second());
        near(slope(grad(f), 2.3), grad(grad(f)).apply(Array.of(2.3)));
        var slopes = Array.of(expected, slope(f, 1.2), slope(f, 60));
        Close.check("vmap(grad)", slopes, vmap(grad(f)).apply(Array.of(2.3, 1.2, 60)), 1e-5, 1e-6);
    }

    @Test void branches() {
        F1<Array, Array> f = x -> Lax.cond(x.lt(1.0), c -> c.square(), c -> c.times(x).times(c).log(), x);
        check(f, 0.5);
        check(f, 2.5);
        check(x -> Lax.switchCase(Array.of(1), List.<F1<Array, Array>>of(c -> c, c -> c.sin(), c -> c.exp()), x.times(2)), 0.3);
    }

    @Test void examplesTakeTheirOwnBranch() {
        F1<Array, Array> f = x -> Lax.cond(x.lt(1.0), c -> c.square(), c -> c.log(), x);
        Close.check("vmap(cond)", Array.of(0.25, Math.log(2.5)), vmap(f).apply(Array.of(0.5, 2.5)), 1e-12, 0);
        Close.check("its gradient", Array.of(1.0, 0.4), vmap(grad(f)).apply(Array.of(0.5, 2.5)), 1e-12, 0);
    }

    @Test void javaIfOnAValueOutsideJit() {
        F1<Array, Array> f = x -> x.item() > 0 ? x.sin() : x.exp();
        near(Math.cos(0.5), grad(f).apply(Array.of(0.5)));
        near(Math.exp(-0.5), grad(f).apply(Array.of(-0.5)));
        near(-Math.sin(0.5), grad(grad(f)).apply(Array.of(0.5)));
    }

    @Test void perturbationsAreNotConfused() {
        var d = grad((Array x) -> x.times(grad((Array y) -> x.plus(y)).apply(Array.of(1.0)))).apply(Array.of(2.0));
        near(1, d);
        var e = grad((Array x) -> x.times(grad((Array y) -> x.times(y)).apply(Array.of(2.0)))).apply(Array.of(3.0));
        near(6, e);
        var forward = jvp((Array x) -> x.times(jvp((Array y) -> x.times(y)).apply(Array.of(1.0), Array.of(1.0)).second()));
        near(6, forward.apply(Array.of(3.0), Array.of(1.0)).second());
    }

    record Layer(Array w, Array b) {}
    record Model(List<Layer> layers, Map<String, Array> scale, int depth) {}

    private static Array value(Model m, Array x) {
        for (int i = 0; i < m.depth(); i++) x = x.times(m.layers().get(i).w()).plus(m.layers().get(i).b()).tanh();
        return x.times(m.scale().get("out")).sum();
    }

    @Test void treesKeepTheirShape() {
        var m = new Model(List.of(new Layer(Array.of(0.5), Array.of(0.1)), new Layer(Array.of(-0.3), Array.of(0.2))),
                Map.of("out", Array.of(2.0), "unused", Array.of(1.0)), 2);
        var x = Array.of(0.4);
        var g = jit(grad(NestingTest::value)).apply(m, x);
        assertEquals(2, g.depth());
        assertEquals(0, g.scale().get("unused").item());
        double inner = Math.tanh(0.4 * 0.5 + 0.1), outer = Math.tanh(inner * -0.3 + 0.2);
        near(outer, g.scale().get("out"));
        near(2 * (1 - outer * outer) * inner, g.layers().get(1).w());
        near(2 * (1 - outer * outer) * -0.3 * (1 - inner * inner) * 0.4, g.layers().get(0).w());
        var v = valueAndGrad(NestingTest::value).apply(m, x);
        near(2 * outer, v.first());
    }

    @Test void closuresOverTracersAndConstants() {
        var constant = Array.of(3.0);
        F1<Array, Array> f = x -> {
            var y = x.times(constant);
            return jit((Array z) -> z.times(y)).apply(x);
        };
        near(12, f.apply(Array.of(2.0)));
        near(12, grad(f).apply(Array.of(2.0)));
        near(12, jit(grad(f)).apply(Array.of(2.0)));
        near(6, grad(grad(f)).apply(Array.of(2.0)));
    }

    @Test void axesOfVmap() {
        var x = Array.linspace(0, 1, 6).reshape(2, 3);
        var y = Array.of(1.0, 2.0);
        var f = vmap((Array a, Array b) -> a.times(b), new int[] {1, NONE}, 1);
        Close.check("columns", x.times(y.reshape(2, 1)), f.apply(x, y), 1e-15, 0);
        var outer = vmap(vmap((Array a, Array b) -> a.times(b), new int[] {NONE, 0}, 0), new int[] {0, NONE}, 0);
        Close.check("outer product", x.reshape(6, 1).times(y), outer.apply(x.reshape(6), y), 1e-15, 0);
    }

    @Test void derivativesStopWhereTheyAreTold() {
        near(0, grad((Array x) -> stopGradient(x.square())).apply(Array.of(2.0)));
        near(4, jit(grad((Array x) -> x.times(stopGradient(x)).times(2))).apply(Array.of(2.0)));
        near(0, grad((Array x) -> Lax.foriLoop(0, 3, (i, c) -> stopGradient(c.times(x)), Array.of(1.0))).apply(Array.of(2.0)));
    }

    @Test void jacobiansOfArrays() {
        F1<Array, Array> f = v -> v.square().times(v.sum());
        var x = Array.of(1.0, 2.0);
        var expected = Array.of(new double[][] {{7, 1}, {4, 16}});
        Close.check("jacrev", expected, jacrev(f).apply(x), 1e-12, 0);
        Close.check("jacfwd", expected, jit(jacfwd(f)).apply(x), 1e-12, 0);
        var hessian = hessian((Array v) -> v.square().times(v).sum().times(v.sum())).apply(x);
        var again = jacfwd(jacrev((Array v) -> v.square().times(v).sum().times(v.sum()))).apply(x);
        Close.check("hessian", hessian, again, 1e-12, 0);
    }
}
