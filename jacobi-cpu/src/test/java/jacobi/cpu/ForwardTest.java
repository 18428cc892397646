package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that a loop writes into an array and reads again shortly after: which are carried, and that nothing else changes. */
class ForwardTest {
    private static final Array X = array(1, DType.F64, 40), PAIRS = array(2, DType.F32, 40, 2), PLACE = Array.of(1);

    /** @param reads how many blocks of what it writes a round still reads from the array */
    record Case(String name, int reads, UnaryOperator<Array> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private interface Round { Array of(Array t, Array y); }

    private static Case over(String name, int reads, long from, long to, Round round) {
        return new Case(name, reads, x -> Lax.foriLoop(from, to, round::of, x), X);
    }

    private static Array next(Array y, Array... places) {
        Array sum = Array.of(0.1);
        for (var p : places) sum = sum.times(0.7).plus(y.get(p).sin());
        return sum;
    }

    static Stream<Case> cases() {
        return Stream.of(over("the last", 0, 1, 40, (t, y) -> y.at(t).set(next(y, t.minus(1)))),
                over("the last two", 0, 2, 40, (t, y) -> y.at(t).set(next(y, t.minus(1), t.minus(2)))),
                over("the third", 0, 3, 40, (t, y) -> y.at(t).set(next(y, t.minus(3)))),
                over("the fifth", 1, 5, 40, (t, y) -> y.at(t).set(next(y, t.minus(5)))),
                over("the present place too", 1, 1, 40, (t, y) -> y.at(t).set(next(y, t, t.minus(1)))),
                over("the next place", 0, 0, 39, (t, y) -> y.at(t.plus(1)).set(next(y, t))),
                over("one that is still to come", 1, 0, 39, (t, y) -> y.at(t).set(next(y, t.plus(1)))),
                over("few rounds", 0, 4, 6, (t, y) -> y.at(t).set(next(y, t.minus(1), t.minus(4)))),
                over("no round", 1, 4, 4, (t, y) -> y.at(t).set(next(y, t.minus(1)))),
                over("from the end", 1, 0, 40, (t, y) -> y.at(t).set(next(y, t.minus(1)))),
                over("places that run back", 0, 0, 39, (t, y) -> y.at(t.unaryMinus().plus(38)).set(next(y, t.unaryMinus().plus(
                        39)))),
                over("a number", 0, 1, 40, (t, y) -> y.at(t).set(Array.of(2.0)).plus(y.get(t.minus(1)).times(0))),
                new Case("a column", 0, x -> Lax.foriLoop(1, 40, (t, y) -> y.at(t, Array.of(1)).set(y.get(t.minus(1), Array.of(
                        1)).sin()), x), PAIRS),
                new Case("another column", 1, x -> Lax.foriLoop(1, 40, (t, y) -> y.at(t, Array.of(1)).set(y.get(t.minus(
                        1), Array.of(0)).sin()), x), PAIRS),
                new Case("rows", 0, x -> Lax.foriLoop(1, 40, (t, y) -> y.at(t).set(y.get(t.minus(1)).times(0.5).plus(1)), x),
                        PAIRS));
    }

    @ParameterizedTest @MethodSource("cases")
    void agrees(Case c) { check(x -> c.f.apply(x[0]), c.x); }

    @ParameterizedTest @MethodSource("cases")
    void batchAgrees(Case c) {
        Array rows = new Concatenate(0).bind(c.x[0].expandDims(0), c.x[0].times(0.3).expandDims(0));
        check(x -> Jacobi.vmap((Array y) -> c.f.apply(y)).apply(x[0]), rows);
    }

    @ParameterizedTest @MethodSource("cases")
    void gradientAgrees(Case c) {
        check(x -> Jacobi.grad((Array y) -> c.f.apply(y).square().sum()).apply(x[0]), c.x);
    }

    @ParameterizedTest @MethodSource("cases")
    void whatWasWrittenShortlyBeforeIsCarried(Case c) {
        if (c.name.equals("a number")) return;               // it is no update in the end
        var p = Pipeline.prepare(program(x -> new Array[] {c.f.apply(x[0])}, c.x));
        long reads = p.equations().stream().filter(e -> e.primitive() instanceof Scan).flatMap(e -> ((Scan) e.primitive()).body()
                .equations().stream()).filter(e -> e.primitive() instanceof DynamicSlice).count();
        assertEquals(c.reads, reads, p::toString);
    }

    /** A column that is known only at run time, the same in all rounds; outside of the array it is an error as before. */
    @Test
    void aPlaceOfTheCallers() {
        UnaryOperator<Array[]> f = x -> new Array[] {Lax.foriLoop(1, 40, (t, y) -> y.at(t, x[1]).set(y.get(t.minus(1), x[1])
                .times(0.5)), x[0])};
        check(x -> f.apply(x)[0], PAIRS, PLACE);
        var code = Pipeline.compile(program(f, PAIRS, PLACE));
        assertThrows(IndexError.class, () -> code.run((DenseArray) PAIRS, (DenseArray) Array.of(2)));
    }
}
