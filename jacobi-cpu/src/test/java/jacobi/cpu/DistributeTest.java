package jacobi.cpu;

import static jacobi.Jacobi.vmap;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dear functions leave scans that do not wait for them, and nothing changes. */
class DistributeTest {
    private static final Array X = array(1, DType.F64, 300);

    record Two(Array a, Array b) {}

    @Test void ofSlicesBeforeTheScan() {
        check(1, 0, x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.times(0.5).plus(y.exp()), c), x[1], x[0])
            .second()}, X, number(DType.F64, 0.1));
    }

    @Test void ofCarriesBetweenTwoScans() {
        check(2, 0, x -> {
            var end = Lax.scan((Two s, Array y) -> new Pair<>(new Two(s.a.times(0.5).plus(y.square()).plus(1.0),
                    s.b.plus(s.a.log()).plus(y.div(s.a))), List.of()), new Two(x[1], x[1]), x[0]).first();
            return new Array[] {end.a, end.b};
        }, X, number(DType.F64, 2.0));
    }

    @Test void ofResultsAfterTheScan() {
        check(1, 0, x -> {
            var all = Lax.scan((Array c, Array y) -> new Pair<>(c.times(0.5).plus(y), List.of(c.sin(), c, y, y.tanh().plus(c))),
                    x[1], x[0]);
            return new Array[] {all.first(), all.second().get(0), all.second().get(1), all.second().get(2), all.second().get(3)};
        }, X, number(DType.F64, 2.0));
    }

    @Test void theyStayWhereTheNextRoundWaits() {
        check(1, 1, x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.plus(y).sin(), c), x[1], x[0]).second()}, X,
                number(DType.F64, 2.0));
        check(1, 3, x -> new Array[] {Lax.scan((Two s, Array y) -> new Pair<>(new Two(s.b.tanh(), s.a.plus(y).exp().minus(1.0)
                .tanh().times(0.1)), s.a), new Two(x[1], x[1]), x[0]).second()}, X, number(DType.F64, 0.2));
    }

    @Test void sineStaysWithItsCosine() {
        check(1, 2, x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.plus(y).cos(), c.plus(y).sin()), x[1], x[0])
            .second()}, X, number(DType.F64, 2.0));
    }

    @Test void productsOfSlices() {
        Array w = array(3, DType.F64, 4, 6), data = array(4, DType.F64, 100, 6);
        check(1, 0, x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(x[1].matmul(y).plus(c.times(0.5)), c), x[2], x[0])
                .second()}, data, w, array(5, DType.F64, 4));
    }

    @Test void backwardsToo() {
        UnaryOperator<Array[]> f = x -> new Array[] {jacobi.Jacobi.grad((Array s) -> Lax.scan((Array c, Array y) -> new Pair<>(
                c.times(s).plus(y.sin()), c.square().log()), s, x[0]).second().sum()).apply(x[1])};
        checkAll(f, X, number(DType.F64, 0.7));
    }

    @ParameterizedTest @ValueSource(longs = {0, 1, 63, 64, 65})
    void anyLength(long n) {
        checkAll(x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.plus(y.exp()), c), x[1], x[0]).second()},
                array(1, DType.F64, n), number(DType.F64, 0.1));
    }

    @Test void scansInScans() {
        checkAll(x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.plus(Lax.scan((Array d, Array z) -> new Pair<>(
                d.plus(z.times(y).sin()), List.of()), c, x[0]).first().tanh()), y.cos()), x[1], x[0]).second()}, X, number(
                DType.F64, 0.1));
    }

    // ---- beside a batch

    private static final Array ROWS = array(6, DType.F64, 40, 50);

    /** What all examples have in common, computed of a counter: for all rounds at once. */
    @ParameterizedTest @ValueSource(booleans = {false, true})
    void rowsThatExamplesShare(boolean reverse) {
        check(1, 0, x -> new Array[] {vmap((Array row) -> Lax.scan((Two s, Array y) -> {
            var shared = x[1].minus(s.a.convert(DType.F64)).times(0.01).exp();
            return new Pair<>(new Two(s.a.plus(3), row.minus(shared).maximum(s.b.times(0.9)).plus(y)), s.b.get(0));
        }, new Two(Array.of(-5), row), x[2], reverse).second()).apply(x[0])}, ROWS, array(7, DType.F64, 50), X);
    }

    /** What a small carry needs, and what only it needs, is a scan of its own. */
    @Test void statesThatExamplesShare() {
        Array a = array(8, DType.F64, 3, 3), data = array(9, DType.F64, 200, 100);
        UnaryOperator<Array[]> f = x -> {
            var all = vmap((Array y) -> {
                var end = Lax.scan((Two s, Array now) -> {
                    var next = s.a.matmul(x[1]).tanh().plus(0.1);
                    return new Pair<>(new Two(next, s.b.times(0.5).plus(next.sum(0).times(now))), next.sum().log());
                }, new Two(x[1], x[1].get(0)), y);
                return List.of(end.first().a, end.first().b, end.second());
            }).apply(x[0]);
            return all.toArray(Array[]::new);
        };
        check(2, 2, f, data, a);
        checkAll(x -> f.apply(new Array[] {x[0].get(Array.arange(17)), x[1]}), data, a);
    }

    @ParameterizedTest @ValueSource(strings = {"s8", "s32", "s64", "u16"})
    void countersWrap(String dtype) {
        var t = DType.valueOf(dtype.toUpperCase());
        check(0, 0, x -> {
            var y = Lax.scan((Array c) -> new Pair<>(c.plus(Array.of(7).convert(t)), c.convert(DType.F64).exp()), x[0], 300);
            return new Array[] {y.first(), y.second()};
        }, number(t, 100));
    }

    /** A counter that leads to dear functions before the loop is counted in the loop again, and known to be inside. */
    @Test void countersThatLookThingsUp() {
        UnaryOperator<Array[]> f = x -> new Array[] {Lax.foriLoop(0, 100, (i, c) -> c.times(0.9).plus(x[1].get(i)).plus(i.convert(
                DType.F64).times(x[2]).sin()), x[0])};
        Array[] x = {array(1, DType.F64, 30, 20), array(2, DType.F64, 100, 30, 20), array(3, DType.F64, 20)};
        check(1, 0, f, x);
        assertTrue(Lower.program(Pipeline.prepare(program(f, x))).checks().isEmpty());
    }

    /** @param scans how many are expected, @param dear how many functions of vector math in all their bodies */
    private static void check(int scans, int dear, UnaryOperator<Array[]> f, Array... x) {
        checkAll(f, x);
        var bodies = Pipeline.prepare(program(f, x)).equations().stream().map(Equation::primitive).filter(Scan.class::isInstance)
                .map(s -> ((Scan) s).body()).toList();
        assertEquals(scans, bodies.size());
        assertEquals(dear, bodies.stream().flatMap(b -> b.equations().stream()).filter(e -> e.primitive() instanceof DotGeneral
                || e.primitive() instanceof Unary u && ExprWriter.isMath(u, DType.F64)).count());
    }
}
