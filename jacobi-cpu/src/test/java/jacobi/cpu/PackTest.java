package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Lax;
import jacobi.lax.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalars that are computed alike become arrays, and mean what they did. */
class PackTest {
    record Many(List<Array> x) {}

    /** One step of a loop over scalars. */
    interface Step { Array of(List<Array> x, int i); }

    private static UnaryOperator<Array[]> loop(int steps, Step step) {
        return x -> Lax.foriLoop(0, steps, (_, m) -> new Many(IntStream.range(0, m.x.size()).mapToObj(i -> step.of(m.x, i))
                .toList()), new Many(List.of(x))).x.toArray(Array[]::new);
    }

    private static Array[] scalars(int n, DType dtype) {
        var values = array(7, dtype, n);
        return IntStream.range(0, n).mapToObj(values::get).toArray(Array[]::new);
    }

    private static Array around(List<Array> x, int i) { return x.get((i + x.size()) % x.size()); }

    private static final Step RING = (x, i) -> x.get(i).plus(around(x, i + 1).minus(x.get(i)).times(x.get(i).cos()).times(0.01));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 9, 16, 17, 60, 64, 65, 100})
    void ringsOfAnySize(int n) {
        var x = scalars(n, DType.F64);
        checkAll(loop(3, RING), x);
        assertEquals(List.of(), scalarStores(loop(3, RING), x));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"F32", "F64", "S32", "U8", "S64"})
    void everyDtype(DType dtype) {
        var x = scalars(20, dtype);
        checkAll(loop(4, (m, i) -> m.get(i).times(m.get(i)).plus(around(m, i - 1))), x);
    }

    /** What packed members store, others read. */
    @Test void valuesAreComputedOnce() {
        UnaryOperator<Array[]> f = x -> {
            var y = IntStream.range(0, 20).mapToObj(i -> x[0].get(i).times(2).tanh()).toList();
            return new Array[] {Array.stack(0, y), y.stream().map(Array::square).reduce(Array::plus).orElseThrow(), y.get(3)};
        };
        var x = array(1, DType.F64, 20);
        checkAll(f, x);
        int[] functions = {0};
        for (var s : Lower.program(Pipeline.prepare(program(f, x))).body())
            Weight.each(Stmts.exprs(((Stmt.Nest) s).stores()), e -> {
                if (e instanceof Expr.Apply a && a.function() == Unary.TANH) functions[0]++;
            });
        assertEquals(1, functions[0]);
    }

    @Test void neighboursInAnyOrder() {
        var order = new int[] {3, 1, 4, 15, 9, 2, 6, 5, 35, 8, 7, 23, 0, 11, 10};
        Step step = (x, i) -> x.get(i).sin().plus(around(x, order[i % order.length]).times(0.5));
        checkAll(loop(5, step), scalars(40, DType.F64));
        assertEquals(List.of(), scalarStores(loop(5, step), scalars(40, DType.F64)));
    }

    @Test void numbersThatDiffer() {
        Step step = (x, i) -> x.get(i).times(0.5 + 0.01 * i).sin().plus(i % 3);
        checkAll(loop(5, step), scalars(40, DType.F32));
        assertEquals(List.of(), scalarStores(loop(5, step), scalars(40, DType.F32)));
    }

    @Test void someAreUnlike() {
        checkAll(loop(4, (x, i) -> i == 3 ? x.get(5).exp().tanh() : i % 2 == 0 ? x.get(i).sin().plus(x.get(3))
                : x.get(i).times(around(x, i + 2)).tanh()), scalars(31, DType.F64));
    }

    @Test void keptInEveryStep() {
        UnaryOperator<Array[]> f = x -> {
            var all = Lax.scan((Many m, Array y) -> {
                var next = new Many(m.x.stream().map(v -> v.plus(y).sin()).toList());
                return new Pair<>(next, new Many(next.x.stream().map(v -> v.times(2.0)).toList()));
            }, new Many(List.of(x).subList(1, x.length)), x[0]);
            return Stream.concat(all.first().x.stream(), all.second().x.stream().limit(3)).toArray(Array[]::new);
        };
        checkAll(f, Stream.concat(Stream.of(array(3, DType.F64, 11)), Arrays.stream(scalars(12, DType.F64)))
            .toArray(Array[]::new));
    }

    @Test void gradientsOfRecords() {
        var x = scalars(13, DType.F64);
        UnaryOperator<Array[]> f = y -> {
            var loss = jacobi.Jacobi.grad((Many start) -> Lax.scan((Many m) -> new Pair<>(new Many(IntStream.range(0, 13)
                    .mapToObj(i -> RING.of(m.x, i)).toList()), List.of()), start, 20).first().x.stream().map(Array::square)
                    .reduce(Array::plus).orElseThrow());
            return loss.apply(new Many(List.of(y))).x.toArray(Array[]::new);
        };
        checkAll(f, x);
    }

    @Test void stepsThatDependOnOneAnotherStayApart() {
        checkAll(x -> {
            var chain = new ArrayList<Array>(List.of(x));
            for (int i = 0; i < 12; i++) chain.add(chain.get(i).sin().plus(chain.get(i + 1)));
            return chain.toArray(Array[]::new);
        }, scalars(4, DType.F64));
    }

    @Test void whileLoopsReadTheirTestFromPackedMemory() {
        checkAll(x -> Lax.whileLoop(m -> m.x.getFirst().lt(50.0), m -> new Many(m.x.stream().map(v -> v.plus(v.square())
                .plus(1.0))
                .toList()), new Many(List.of(x))).x.toArray(Array[]::new), scalars(9, DType.F64));
    }

    @Test void fewCheapOnesAreLeftAlone() {
        UnaryOperator<Array[]> f = loop(3, (x, i) -> x.get(i).times(around(x, i + 1)));
        assertTrue(nests(f, scalars(4, DType.F64)).allMatch(n -> n.domain().isEmpty()));
    }

    /** Floats stored in loops that are not packed. */
    private static List<Stmt.Store> scalarStores(UnaryOperator<Array[]> f, Array... x) {
        return nests(f, x).filter(n -> n.domain().isEmpty()).flatMap(n -> n.stores().stream()).filter(s -> s.memory().dtype()
                .isFloat()).toList();
    }

    private static Stream<Stmt.Nest> nests(UnaryOperator<Array[]> f, Array... x) {
        return Lower.program(Pipeline.prepare(program(f, x))).body().stream().flatMap(PackTest::bodies)
                .filter(Stmt.Nest.class::isInstance).map(Stmt.Nest.class::cast);
    }

    private static Stream<Stmt> bodies(Stmt s) {
        return switch (s) {
            case Stmt.Counted c -> c.body().stream();
            case Stmt.While w -> w.body().stream();
            default -> Stream.of();
        };
    }
}
