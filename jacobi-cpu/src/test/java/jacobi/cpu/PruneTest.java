package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** What nobody reads of a scan is not computed. */
class PruneTest {
    private static final Array X = array(1, DType.F64, 20), START = number(DType.F64, 0.3);

    record Three(Array a, Array b, Array c) {}

    private static UnaryOperator<Array[]> program(java.util.function.Function<Pair<Three, Pair<Array, Array>>, Array> result) {
        return x -> new Array[] {result.apply(Lax.scan((Three s, Array y) -> new Pair<>(new Three(s.a.times(0.5).plus(y),
                s.b.plus(s.a.exp()), s.c.plus(s.b)), new Pair<>(s.a.tanh(), s.c)), new Three(x[1], x[1], x[1]), x[0]))};
    }

    @Test void carriesThatNobodyReads() {
        check(1, 0, program(r -> r.first().a));
        check(2, 0, program(r -> r.first().b));
        check(3, 0, program(r -> r.first().c));
    }

    @Test void stackedResultsThatNobodyReads() {
        check(1, 1, program(r -> r.second().first()));
        check(3, 1, program(r -> r.second().second()));
    }

    /** What a round gives the next scan is not computed if that does not read it. */
    @Test void slicesThatNobodyReads() {
        UnaryOperator<Array[]> f = x -> {
            var all = Lax.scan((Array c, Array y) -> new Pair<>(c.times(0.5).plus(y), new Pair<>(c, c.exp())), x[1], x[0])
                    .second();
            return new Array[] {Lax.scan((Array c, Pair<Array, Array> y) -> new Pair<>(c.plus(y.first().times(c)), List.of()),
                    x[1], all).first()};
        };
        checkAll(f, X, START);
        assertEquals(List.of(1, 1), sizes(f));
    }

    @Test void checksStay() {
        assertEquals(List.of(2, 0), sizes(x -> {
            var end = Lax.scan((Pair<Array, Array> s, Array y) -> {
                Array picked = new DynamicSlice(Shape.of(1), Bounds.ERROR).bind(x[0], s.second());
                return new Pair<>(new Pair<>(s.first().plus(y), s.second().plus(picked.sum().convert(DType.S64))), List.of());
            }, new Pair<>(x[1], Array.of(0L)), x[0]).first();
            return new Array[] {end.first()};
        }));
    }

    private static void check(int carries, int stacked, UnaryOperator<Array[]> f) {
        checkAll(f, X, START);
        assertEquals(List.of(carries, stacked), sizes(f));
    }

    private static List<Integer> sizes(UnaryOperator<Array[]> f) {
        var scan = Simplify.program(Inline.program(Agreement.program(f, X, START))).equations().stream()
                .map(Equation::primitive).filter(Scan.class::isInstance).map(Scan.class::cast).findFirst().orElseThrow();
        return List.of(scan.carries(), scan.stacked());
    }
}
