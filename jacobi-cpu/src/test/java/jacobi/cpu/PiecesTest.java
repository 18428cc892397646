package jacobi.cpu;

import static jacobi.Jacobi.grad;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that are put together piece by piece are joined, and are the same to the bit. */
class PiecesTest {
    private static Array[] one(Array x) { return new Array[] {x}; }

    private static long count(Program p, Class<? extends Primitive> kind) {
        return p.equations().stream().filter(e -> kind.isInstance(e.primitive())).count();
    }

    private static Program prepared(UnaryOperator<Array[]> f, Array... x) {
        var p = program(f, x);
        check(p, x);
        return Pipeline.prepare(p);
    }

    private static Array total(List<Array> terms) { return terms.stream().reduce(Array::plus).orElseThrow(); }

    private static UnaryOperator<Array[]> gradient(UnaryOperator<Array> f) {
        return x -> one(grad((Array y) -> f.apply(y).sum()).apply(x[0]));
    }

    @ParameterizedTest @ValueSource(ints = {8, 9, 12, 60, 200})
    void elements(int n) {
        for (var t : List.of(DType.F64, DType.F32)) {
            var p = prepared(gradient(x -> total(IntStream.range(0, n).mapToObj(i -> x.get(i).sin().times(x.get((i + 1) % n)))
                    .toList())), array(1, t, n));
            assertEquals(0, count(p, Pad.class), p::toString);
        }
    }

    /** Of a matrix: elements, rows, columns, and blocks of rows; in the end, or with others that read the whole. */
    @ParameterizedTest @CsvSource({"12, 5", "5, 12", "10, 10", "9, 1", "1, 9"})
    void ofMatrices(int m, int n) {
        var x = array(1, DType.F64, m, n);
        UnaryOperator<Array> elements = y -> total(IntStream.range(0, m * n).mapToObj(i -> y.get(i / n, i % n).sin().times(i))
                .toList());
        UnaryOperator<Array> rows = y -> total(IntStream.range(0, m).mapToObj(i -> y.get(i).sin().times(i)).toList());
        UnaryOperator<Array> columns = y -> total(IntStream.range(0, n).mapToObj(i -> y.get(Index.all(), Index.at(i)).sin()
                .times(i)).toList());
        UnaryOperator<Array> windows = y -> total(IntStream.range(0, m - m / 2).mapToObj(i -> y.get(Index.range(i, i + m / 2))
                .sin().times(i)).toList());
        for (var f : List.of(elements, rows, columns, windows)) {
            prepared(gradient(f), x);
            prepared(gradient(y -> y.square().sum().plus(f.apply(y).sum())), x);
            prepared(gradient(y -> f.apply(y).sum().plus(y.square().sum())), x);
            prepared(gradient(y -> f.apply(y.exp()).sum().plus(f.apply(y).sum()).plus(f.apply(y).cos().sum())), x);
        }
    }

    /** The sign of zero, and what is no number, are what the sums make of them. */
    @Test void zerosAndTheLike() {
        double infinite = Double.POSITIVE_INFINITY;
        double[] special = {-0.0, 0.0, Double.NaN, infinite, -infinite, -0.0, 1, -0.0, Double.MIN_VALUE, -0.0, 2};
        var x = Array.of(special);
        UnaryOperator<Array[]> f = y -> {
            var zero = number(DType.F64, 0);
            Array sum = null;
            for (int i = 0; i < special.length; i++) {
                var piece = new Pad(new long[] {i}, new long[] {12 - i}, new long[1]).bind(y[0].get(i).expandDims(0), zero);
                sum = sum == null ? piece : sum.plus(piece);
            }
            return new Array[] {sum, number(DType.F64, 1).div(sum)};
        };
        var p = prepared(f, x);
        assertEquals(0, count(p, Pad.class), p::toString);
        var expected = f.apply(one(x));
        var given = jacobi.Jacobi.jit((Array y) -> f.apply(one(y))[1]).apply(x).toDoubleArray();
        assertArrayEquals(expected[1].toDoubleArray(), given);
    }

    @ParameterizedTest @ValueSource(ints = {8, 9, 30})
    void updates(int n) {
        for (var t : List.of(DType.F64, DType.S32, DType.BF16)) {
            UnaryOperator<Array[]> f = x -> {
                Array all = Array.zeros(t, n), some = Array.full(t, 7, n + n / 5 + 3), own = x[0];
                for (int i = n - 1; i >= 0; i--) {
                    all = all.at(i).set(x[0].get((i + 1) % n));
                    some = some.at(i + i / 5).set(x[0].get(i));
                    own = own.at(i).set(x[0].get(n - 1 - i));
                }
                var twice = all.at(2).set(x[0].get(0)).at(Index.range(1, 4)).set(x[0].get(Index.range(2, 5)));
                return new Array[] {all, some, own, twice, all.at(3).add(x[0].get(3))};
            };
            prepared(f, array(1, t, n));
        }
    }

    @Test void updatesAreJoined() {
        var p = prepared(x -> {
            var all = Array.zeros(40, 3);
            for (int i = 0; i < 40; i++) all = all.at(i).set(x[0].times(i));
            return one(all);
        }, array(1, DType.F64, 3));
        assertEquals(0, count(p, DynamicUpdateSlice.class), p::toString);
        assertEquals(1, count(p, Concatenate.class), p::toString);
    }

    /** A loop that writes a few elements of its state writes them where they lie. */
    @Test void updatesOfStatesStay() {
        UnaryOperator<Array[]> f = x -> Lax.foriLoop(0, 5, (i, s) -> {
            var y = s[0];
            for (int k = 0; k < 12; k++) y = y.at(3 * k).set(y.get(3 * k + 1).plus(1));
            return one(y);
        }, one(x[0]));
        checkAll(f, array(1, DType.F64, 1000));
    }

    /** Sums of thousands of pieces go neither deep nor slow. */
    @Test void thousands() {
        int n = 3000;
        var x = array(1, DType.F64, n);
        var p = Pipeline.prepare(program(gradient(y -> {
            var terms = new ArrayList<Array>();
            for (int i = 0; i < n; i++) terms.add(y.get(i).square());
            return total(terms);
        }), x));
        assertEquals(0, count(p, Pad.class));
    }
}
