package jacobi.cpu;

import static jacobi.Jacobi.*;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks are taken apart wherever they go, and nothing changes. */
class UnstackTest {
    private static Array cross(Array a, Array b) {
        return Array.stack(a.get(1).times(b.get(2)).minus(a.get(2).times(b.get(1))),
                a.get(2).times(b.get(0)).minus(a.get(0).times(b.get(2))),
                a.get(0).times(b.get(1)).minus(a.get(1).times(b.get(0))));
    }

    private static Array lorenz(Array s) {
        Array x = s.get(0), y = s.get(1), z = s.get(2);
        return Array.stack(y.minus(x).times(10), x.times(z.rminus(28)).minus(y), x.times(y).minus(z.times(8.0 / 3)));
    }

    private static Array flow(Array s) { return Lax.foriLoop(0, 5, (_, x) -> x.plus(lorenz(x.plus(lorenz(x).times(0.005))).times(
            0.01)), s); }

    private static void check(UnaryOperator<Array[]> f, Array... x) { checkAll(f, x); }

    @ParameterizedTest @ValueSource(longs = {1, 7, 8, 100, 1003})
    void vectorProducts(long n) {
        for (var t : new DType[] {DType.F32, DType.F64, DType.S32}) {
            Array a = array(1, t, n, 3), b = array(2, t, n, 3);
            check(x -> new Array[] {vmap(UnstackTest::cross).apply(x[0], x[1])}, a, b);
            check(x -> new Array[] {vmap((Array u, Array v) -> cross(u, cross(u, v).times(2)).plus(v)).apply(x[0], x[1])}, a, b);
        }
    }

    @Test void oneNestMakesAllParts() {
        var p = program(x -> new Array[] {vmap((Array u, Array v) -> cross(u, cross(u, v)).plus(v)).apply(x[0], x[1])}, ArrayType
                .of(DType.F32, 1000, 3), ArrayType.of(DType.F32, 1000, 3));
        var loops = Lower.program(Pipeline.prepare(p)).body();
        assertEquals(1, loops.size(), loops::toString);
        assertEquals(3, ((Stmt.Nest) loops.getFirst()).stores().size());
    }

    @Test void carriesOfLoops() {
        check(x -> new Array[] {flow(x[0])}, array(1, DType.F64, 3));
        check(x -> new Array[] {vmap(UnstackTest::flow).apply(x[0])}, array(1, DType.F64, 40, 3));
        check(x -> new Array[] {jacfwd(UnstackTest::flow).apply(x[0]), jacrev(UnstackTest::flow).apply(x[0])}, array(1, DType.F64,
                3));
        check(x -> new Array[] {vmap(jacfwd(UnstackTest::flow)).apply(x[0]), vmap(jacrev(UnstackTest::flow)).apply(x[0])},
                array(1, DType.F64, 33, 3));
    }

    @Test void noStackIsLeftInTheLoop() {
        var p = Pipeline.prepare(program(x -> new Array[] {vmap(UnstackTest::flow).apply(x[0])}, ArrayType.of(DType.F64, 40, 3)));
        var scan = (Scan) p.equations().stream().map(Equation::primitive).filter(Scan.class::isInstance).findFirst()
                .orElseThrow();
        assertTrue(scan.body().equations().stream().noneMatch(e -> e.primitive() instanceof Concatenate
                || e.primitive() instanceof Slice), p::toString);
    }

    @Test void whileLoops() {
        check(x -> new Array[] {vmap((Array s) -> Lax.whileLoop(y -> y.get(0).lt(5), y -> Array.stack(y.get(0).plus(1.5), y.get(
                1).times(0.5).plus(y.get(0))), s)).apply(x[0])}, array(1, DType.F64, 37, 2));
    }

    @Test void scansThatGiveTheirCarries() {
        check(x -> {
            var all = Lax.scan((Array s, Array y) -> {
                var next = Array.stack(s.get(1), s.get(0).times(0.5).plus(y));
                return new Pair<>(next, List.of(next, s.get(0)));
            }, x[1], x[0]);
            return new Array[] {all.first(), all.second().get(0), all.second().get(1)};
        }, array(1, DType.F64, 50), array(2, DType.F64, 2));
    }

    @Test void gradientsAreStacksToo() {
        check(x -> new Array[] {vmap(hessian((Array v) -> v.get(0).times(v.get(1)).sin().plus(v.get(2).square().times(v.get(
                0))))).apply(x[0])}, array(1, DType.F64, 65, 3));
        check(x -> new Array[] {grad((Array v) -> v.get(0).square().plus(v.get(Index.from(1)).prod()).sum()).apply(x[0])},
                array(2, DType.F64, 4, 10));
    }

    /** What comes back to the elements of a vector adds up to a vector of numbers, not to a choice. */
    @Test void gradientsOfParameters() {
        UnaryOperator<Array[]> f = x -> new Array[] {grad((Array w) -> Lax.scan((Array c, Array y) -> new Pair<>(c.times(w.get(0))
                .plus(y.times(w.get(1))).tanh(), List.of()), x[1], x[0]).first()).apply(x[2])};
        Array[] x = {array(1, DType.F64, 90), number(DType.F64, 0.2), array(2, DType.F64, 2)};
        check(f, x);
        var p = Pipeline.prepare(program(f, x));
        assertTrue(p.equations().stream().filter(e -> e.primitive() instanceof Scan).noneMatch(e -> ((Scan) e.primitive()).body()
                .equations().stream().anyMatch(b -> b.primitive() instanceof Pad)), p::toString);
    }

    @Test void stacksOfStacks() {
        check(x -> {
            Array c = x[0].cos(), s = x[0].sin();
            Array rows = Array.stack(Array.stack(c, s.unaryMinus()), Array.stack(s, c));
            return new Array[] {rows, rows.get(0).get(1).plus(rows.get(1).get(0)), rows.sum(0), rows.sum(1), rows.sum(),
                    rows.times(rows).max(0)};
        }, array(1, DType.F64, 100));
    }

    @Test void alongOtherAxes() {
        check(x -> {
            Array y = Array.concatenate(1, x[0].expandDims(1), x[1].expandDims(1)).times(2);
            return new Array[] {y, y.transpose(Axes.of(2, 1, 0)), y.get(Index.all(), Index.at(1)), y.sum(0), y.reshape(5, 14),
                    y.get(Index.all(), Index.range(0, 1), Index.range(1, 6)), y.max(1)};
        }, array(1, DType.F32, 5, 7), array(2, DType.F32, 5, 7));
    }
}
