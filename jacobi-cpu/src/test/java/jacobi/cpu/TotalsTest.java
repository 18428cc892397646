package jacobi.cpu;

import static jacobi.Jacobi.grad;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carries that only take in what rounds give become reductions; others stay carries. */
class TotalsTest {
    private static final Array X = array(1, DType.F64, 300), START = number(DType.F64, 0.1);

    record Two(Array a, Array b) {}

    private static Array last(Fold f, Array start, Array slices) {
        return Lax.scan((Array c, Array y) -> new Pair<>(f.of(c, y), List.of()), start, slices).first();
    }

    private interface Fold { Array of(Array c, Array y); }

    @ParameterizedTest @ValueSource(longs = {0, 1, 2, 63, 1000})
    void ofEveryMonoid(long n) {
        for (var t : new DType[] {DType.F32, DType.F64, DType.S32}) {
            Array x = array(1, t, n), start = number(t, 1);
            check(0, y -> new Array[] {last(Array::plus, y[1], y[0]), last((c, z) -> z.square().plus(c), y[1], y[0])}, x, start);
            check(0, y -> new Array[] {last(Array::maximum, y[1], y[0]), last(Array::minimum, y[1], y[0])}, x, start);
        }
        check(0, y -> new Array[] {last(Array::times, y[1], y[0])}, array(2, DType.F64, n).times(0.01).plus(1), START);
    }

    @Test void besidesOtherCarries() {
        check(1, x -> {
            var end = Lax.scan((Two s, Array y) -> new Pair<>(new Two(s.a.plus(y.square()), s.b.times(0.5).plus(y)), s.b),
                    new Two(x[1], x[1]), x[0]);
            return new Array[] {end.first().a, end.first().b, end.second()};
        }, X, START);
    }

    @Test void notWhereOthersReadThem() {
        check(1, x -> new Array[] {Lax.scan((Array c, Array y) -> new Pair<>(c.plus(y), c), x[1], x[0]).second()}, X, START);
        check(1, x -> new Array[] {last((c, y) -> c.plus(c.times(y).times(1e-3)), x[1], x[0])}, X, START);
        check(1, x -> new Array[] {last(Array::minus, x[1], x[0])}, X, START);
    }

    @Test void aLoopOfNothingButTheCarryAddsNothing() {
        check(1, x -> new Array[] {Lax.foriLoop(0, 3, (_, y) -> Lax.foriLoop(0, 2, (_, z) -> z.times(0.5), y), x[0])}, START
                .expandDims(0));
    }

    /** What a round adds to a gradient is a product of what it read and what came back; of all rounds it is one product. */
    @Test void gradientsOfWhatAllRoundsShare() {
        UnaryOperator<Array[]> f = x -> new Array[] {grad((Array w) -> Lax.scan((Array c, Array y) -> new Pair<>(c.matmul(w).plus(
                y).tanh(), List.of()), x[2], x[0]).first().square().sum()).apply(x[1])};
        check(2, f, array(1, DType.F64, 100, 8), array(2, DType.F64, 8, 8).times(0.2), array(3, DType.F64, 8));
    }

    /** A thousand matrices side by side would be large; their sum is not. */
    @Test void productsOfAllRoundsNeedNoMemory() {
        UnaryOperator<Array[]> f = x -> new Array[] {last((c, y) -> c.plus(y.expandDims(1).times(y.expandDims(0))), x[1], x[0])};
        Array x = array(1, DType.F32, 1000, 40), start = array(2, DType.F32, 40, 40);
        check(0, f, x, start);
        long bytes = Code.of(Lower.program(Pipeline.prepare(program(f, x.type(), start.type())))).workspace();
        assertTrue(bytes < 1 << 20, () -> bytes + " bytes of temporaries");
    }

    /** @param scans how many are left */
    private static void check(int scans, UnaryOperator<Array[]> f, Array... x) {
        checkAll(f, x);
        var p = Pipeline.prepare(program(f, x));
        if (x[0].dim(0) > 0) assertEquals(scans, p.equations().stream().filter(e -> e.primitive() instanceof Scan).count(),
                p::toString);
    }
}
