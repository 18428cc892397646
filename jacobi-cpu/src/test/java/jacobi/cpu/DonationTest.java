package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results written over arguments. */
class DonationTest {
    private static final Axes TURN = Axes.of(1, 0);

    /** @param over for each result the argument that it is written over, or -1; all arguments are donated */
    record Case(String name, List<Integer> over, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }

        LoopProgram loops() { return Lower.program(Pipeline.prepare(program(f, x)), donated()); }

        boolean[] donated() {
            var all = new boolean[x.length];
            Arrays.fill(all, true);
            return all;
        }
    }

    private static Case of(String name, List<Integer> over, UnaryOperator<Array[]> f, Array... x) {
        return new Case(name, over, f, x);
    }

    private static Array[] arrays(Array... x) { return x; }

    private static Array square(long seed, DType t) { return array(seed, t, 130, 130); }

    /** A layer's weights are read forward and backward, and are then moved along their gradient. */
    private static Array[] descent(Array... x) {
        Array h = x[2].matmul(x[0]).tanh(), e = h.matmul(x[1]);
        Array second = h.transpose(TURN).matmul(e);
        Array first = x[2].transpose(TURN).matmul(e.matmul(x[1].transpose(TURN)).times(h.square().times(-1).plus(1)));
        return arrays(x[0].minus(first.times(0.01)), x[1].minus(second.times(0.01)));
    }

    /** A round of shortest ways, over one point. */
    private static Array[] ways(Array... x) {
        Array k = Array.of(3);
        return arrays(x[0].minimum(x[0].take(k, 1).expandDims(1).plus(x[0].take(k, 0))));
    }

    static Stream<Case> cases() {
        Array a = square(1, DType.F64), b = square(2, DType.F64), short1 = array(3, DType.F64, 11);
        var f32 = Stream.of(1, 2, 3).map(i -> square(i, DType.F32)).toArray(Array[]::new);
        var large = new Array[] {array(4, DType.F32, 300, 280), array(5, DType.F32, 280, 320), array(6, DType.F32, 290, 300)};
        return Stream.of(
                of("elements", List.of(0), x -> arrays(x[0].times(2).plus(1)), a),
                of("itself", List.of(0), x -> arrays(x[0]), a),
                of("two", List.of(0, 1), x -> arrays(x[0].plus(x[1]), x[0].minus(x[1])), a, b),
                of("changed places", List.of(1, 0), x -> arrays(x[1], x[0]), a, b),
                of("one for two", List.of(0, -1), x -> arrays(x[0].plus(1), x[0].minus(1)), a),
                of("turned", List.of(-1), x -> arrays(x[0].transpose(TURN).plus(1)), a),
                of("read again", List.of(-1, -1), x -> arrays(x[0].plus(1), x[0].matmul(x[0])), a),
                of("another shape", List.of(0), x -> arrays(x[0].reshape(16_900).exp()), a),
                of("another dtype", List.of(-1), x -> arrays(x[0].convert(DType.F32)), a),
                of("small", List.of(-1), x -> arrays(x[0].plus(1)), short1),
                of("empty", List.of(-1), x -> arrays(x[0].plus(1)), array(7, DType.F64, 0, 4)),
                of("a row and a column", List.of(0), DonationTest::ways, a),
                of("no longer read", List.of(-1, 0), x -> arrays(x[0].sum(1), x[1].expandDims(1).plus(x[1])), a,
                        array(8, DType.F64, 130)),
                of("loop", List.of(0, 1), x -> Lax.foriLoop(0, 5, (i, c) -> arrays(c[0].times(0.5).plus(c[1]), c[1].plus(i)), x),
                        a, b),
                of("loop that turns", List.of(-1, 1), x -> Lax.foriLoop(0, 5, (_, c) -> arrays(c[0].transpose(TURN).plus(c[1]),
                        c[1].times(0.5)), x), a, b),
                of("descent", List.of(0, 1), DonationTest::descent, f32),
                of("descent of large ones", List.of(0, 1), DonationTest::descent, large));
    }

    private static DenseArray[] copies(Array... x) {
        return Arrays.stream(x).map(a -> (DenseArray) a.plus(0)).toArray(DenseArray[]::new);
    }

    @ParameterizedTest @MethodSource("cases")
    void isWrittenWhereItMayBe(Case c) {
        var loops = c.loops();
        assertTrue(LoopCheck.check(loops.body()));
        assertEquals(c.over, Arrays.stream(loops.takenOver()).boxed().toList());
    }

    @ParameterizedTest @MethodSource("cases")
    void resultsAreTheSame(Case c) {
        var p = program(c.f, c.x);
        DenseArray[] plain = Pipeline.compile(p).run(copies(c.x)), x = copies(c.x);
        var given = Pipeline.compile(p, c.donated()).run(x);
        for (int i = 0; i < plain.length; i++)
            assertArrayEquals(plain[i].convert(DType.F64).toDoubleArray(), given[i].convert(DType.F64).toDoubleArray(),
                    c.name + i);
        for (int over : c.over) if (over >= 0) assertThrows(ResourceError.class, x[over]::segment);
    }

    /** A gradient waits until what it changes is read no more, and is added to that: it lies nowhere. */
    @Test
    void updatesAreProductsThatAddThemselves() {
        var loops = cases().filter(c -> c.name.equals("descent of large ones")).findFirst().orElseThrow().loops();
        var sums = loops.body().stream().filter(s -> s instanceof Stmt.Call c && c.arguments().get(10).equals(1.0)).toList();
        var into = sums.stream().map(s -> ((Stmt.At) ((Stmt.Call) s).arguments().get(11)).memory().toString()).sorted().toList();
        assertEquals(List.of("y0", "y1"), into);
    }

    /** What somebody else holds is copied, and stays as it was. */
    @ParameterizedTest @MethodSource("cases")
    void whatIsHeldElsewhereStays(Case c) {
        var p = program(c.f, c.x);
        DenseArray[] x = copies(c.x), held = Arrays.stream(x).map(a -> a.reshaped(a.shape())).toArray(DenseArray[]::new);
        var plain = Pipeline.compile(p).run(x);
        var given = Pipeline.compile(p, c.donated()).run(x);
        for (int i = 0; i < plain.length; i++)
            assertArrayEquals(plain[i].convert(DType.F64).toDoubleArray(), given[i].convert(DType.F64).toDoubleArray());
        for (int i = 0; i < x.length; i++) assertArrayEquals(c.x[i].toDoubleArray(), held[i].toDoubleArray());
    }

    @Test
    void oneArrayForTwoArgumentsIsCopied() {
        var x = copies(square(1, DType.F64))[0];
        double[] before = x.toDoubleArray();
        var code = Pipeline.compile(program(y -> arrays(y[0].plus(y[1]), y[0].minus(y[1])), x, x), new boolean[] {true, true});
        var given = code.run(x, x);
        for (int i = 0; i < before.length; i++) assertEquals(2 * before[i], given[0].toDoubleArray()[i]);
        assertArrayEquals(new double[before.length], given[1].toDoubleArray());
        assertArrayEquals(before, x.toDoubleArray());
    }

    /** A step of descent needs no memory for what it subtracts, and nothing is copied. */
    @Test
    void aProductSubtractsItselfFromWhatIsThere() {
        var c = of("", List.of(0), x -> arrays(x[0].minus(x[1].matmul(x[2]).times(0.5))), array(1, DType.F32, 300, 280),
                array(2, DType.F32, 300, 310), array(3, DType.F32, 310, 280));
        var body = c.loops().body();
        assertEquals(1, body.size(), body::toString);
        var call = assertInstanceOf(Stmt.Call.class, body.getFirst());
        assertEquals(List.of(-0.5, 1.0), List.of(call.arguments().get(3), call.arguments().get(10)));
    }
}
