package jacobi.cpu;

import static jacobi.Jacobi.*;
import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.F1;
import jacobi.F2;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks among zeros are added where they belong, and zeros keep their signs. */
class BlockSumsTest {
    record Case(String name, F1<Array, Array> f) {
        @Override public String toString() { return name; }
    }

    private static Array[] one(Array x) { return new Array[] {x}; }

    private static Array number(Array i) { return i.convert(DType.F64); }

    private static Array isRead(Array x) {
        return Lax.scan((Array h, Array i) -> {
            var next = h.plus(x.get(i)).tanh();
            return new Pair<>(next, List.of(next));
        }, Array.of(0.1), Array.arange(20L)).first();
    }

    private static Array isReadTwice(Array x) {
        return Lax.foriLoop(0, 19, (i, h) -> h.times(x.get(i)).plus(x.get(i.plus(1)).sin()), Array.of(1.0));
    }

    private static Array rows(Array x) {
        return Lax.foriLoop(0, 4, (i, h) -> h.times(0.5).plus(x.reshape(4, 5).get(i)), Array.zeros(5)).square().sum();
    }

    private static Array isWritten(Array x) {
        return Lax.foriLoop(1, 20, (i, c) -> c.at(i).set(c.get(i.minus(1)).times(0.9).plus(c.get(i))), x).square().sum();
    }

    private static Array isAddedTo(Array x) {
        return Lax.foriLoop(1, 20, (i, c) -> {
            var d = c.at(i).add(c.get(i.minus(1)).sin());
            return d.at(i.minus(1)).add(c.get(i).times(number(i)));
        }, x).square().sum();
    }

    private static Array twoLoops(Array x) {
        return Lax.foriLoop(1, 4, (i, c) -> Lax.foriLoop(1, 5, (k, d) -> d.at(i.times(4L).plus(k)).add(d.get(k).times(x.get(i))),
                c), x).square().sum();
    }

    private static Array untilItIsLarge(Array x) {
        return Lax.whileLoop(30, (Pair<Array, Array> s) -> s.first().sum().lt(30), s -> {
            var next = s.first().at(s.second()).add(x.get(s.second()).square().plus(1));
            return new Pair<>(next, s.second().plus(1L).rem(20L));
        }, new Pair<>(x, Array.of(0L))).first().square().sum();
    }

    private static Array inSomeRounds(Array x) {
        F2<Array, Array, Array> times = (i, d) -> d.at(i).set(d.get(i).times(d.get(i.minus(1))));
        return Lax.foriLoop(1, 20, (i, c) -> Lax.cond(c.get(i).gt(0), d -> times.apply(i, d), d -> d, c), x).square().sum();
    }

    static Stream<Case> loops() {
        return Stream.of(new Case("an array is read", BlockSumsTest::isRead), new Case("twice", BlockSumsTest::isReadTwice),
                new Case("rows are read", BlockSumsTest::rows), new Case("an array is written", BlockSumsTest::isWritten),
                new Case("added to", BlockSumsTest::isAddedTo), new Case("a loop in a loop", BlockSumsTest::twoLoops),
                new Case("until it is large", BlockSumsTest::untilItIsLarge),
                new Case("in some rounds", BlockSumsTest::inSomeRounds));
    }

    @ParameterizedTest @MethodSource("loops")
    void gradients(Case c) {
        var x = array(1, DType.F64, 20);
        checkAll(y -> one(grad(c.f).apply(y[0])), x);
        checkAll(y -> one(vmap(grad(c.f)).apply(y[0])), array(2, DType.F64, 70, 20));
        sameBits(y -> one(grad(c.f).apply(y[0])), x);
    }

    /** A round touches a few elements of a thousand. */
    @Test void roundsAreShort() {
        F1<Array, Array> f = x -> Lax.foriLoop(1, 1000, (i, c) -> c.at(i).set(c.get(i.minus(1)).times(0.9)), x).sum();
        var loops = Lower.program(Pipeline.prepare(program(y -> one(grad(f).apply(y[0])), array(1, DType.F64, 1000)))).body();
        for (var s : loops)
            if (s instanceof Stmt.Counted c) for (var t : c.body()) assertTrue(!(t instanceof Stmt.Nest n) || n.points() == 1,
                    loops::toString);
    }

    @Test void zerosKeepTheirSigns() {
        var x = Array.of(-0.0, 0.0, -0.0, 1, -1, -0.0, 0.0, 2, -0.0, -0.0, 3, 0.0);
        for (boolean negative : new boolean[] {true, false}) {
            UnaryOperator<Array[]> f = y -> one(Lax.foriLoop(0, 3, (i, c) -> c.plus(Array.zeros(12).at(i.times(2L)).set(negative
                    ? -0.0 : 0.0)), y[0]).reciprocal());
            checkAll(f, x);
            checkAll(y -> f.apply(one(y[0].times(0))), x);
            checkAll(y -> f.apply(one(Array.zeros(12).minus(y[0].times(0)))), x);
            checkAll(y -> one(f.apply(one(Array.zeros(12)))[0].plus(y[0])), x);
        }
    }
}
