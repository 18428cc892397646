package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Jacobi;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.LoopPrinter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers lie where ranges say; indices that are known to be inside are not checked, others are. */
class RangesTest {
    record Two(Array a, Array b) {}

    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static final Array TABLE = array(1, DType.F64, 7), INDEX = array(2, DType.S32, 33), WIDE = array(3, DType.F64, 9, 7);

    private static Array[] arrays(Array... x) { return x; }

    private static Case take(String name, UnaryOperator<Array> index) {
        return new Case(name, x -> arrays(x[0].take(index.apply(x[1]), 0)), TABLE, INDEX);
    }

    // ---- what is inside

    static Stream<Case> inside() {
        return Stream.of(take("clipped", i -> i.clip(0, 6)), take("clipped from the end", i -> i.clip(-7, -1)),
                take("clipped on both sides", i -> i.clip(-7, 6)), take("mod", i -> i.mod(7)), take("rem", i -> i.abs().mod(7)),
                take("halved", i -> i.clip(0, 13).div(2).convert(DType.S64).clip(0, 6)),
                take("sums of preds", i -> i.expandDims(1).gt(Array.arange(6)).convert(DType.S32).sum(1)),
                take("chosen", i -> Array.where(i.gt(3), i.minus(4).clip(0, 6), i.clip(0, 3))),
                take("of floats", i -> i.convert(DType.F64).times(0.3).floor().clip(0, 6).convert(DType.S32)),
                take("narrow", i -> i.clip(0, 6).convert(DType.S8)), take("joined", i -> Array.concatenate(0, i.clip(0, 3), i
                        .clip(2, 6))),
                new Case("argmax", x -> arrays(x[0].take(x[1].argmax(1), 0)), TABLE, WIDE),
                new Case("two axes", x -> arrays(x[1].get(x[0].clip(0, 8), x[0].clip(0, 6))), INDEX, WIDE),
                new Case("iota", x -> arrays(x[0].get(Array.arange(7), x[1].argmin(0).mod(7))), WIDE, WIDE),
                new Case("counter", x -> arrays(Lax.foriLoop(0, 7, (i, s) -> s.plus(x[0].get(i)).plus(x[0].get(i.rminus(6))),
                        Array.of(0.0))), TABLE),
                new Case("counter backwards", x -> arrays(Lax.foriLoop(1, 7, (i, s) -> s.times(0.5).plus(x[0].get(i.minus(1))),
                        Array.of(0.0))), TABLE),
                new Case("while", x -> arrays(Lax.whileLoop((Two s) -> s.a.lt(7), (Two s) -> new Two(s.a.plus(1), s.b.plus(x[0]
                        .get(s.a))), new Two(Array.of(0), Array.of(0.0))).b), TABLE),
                new Case("a state", x -> arrays(chain(x[0], x[1])), WIDE, INDEX.convert(DType.F64)),
                new Case("states", x -> arrays(Jacobi.vmap(RangesTest::chain, new int[] {Jacobi.NONE, 1}, 0).apply(x[0], x[1])),
                        WIDE, array(4, DType.F64, 33, 65)),
                new Case("loops in loops", x -> arrays(Lax.foriLoop(0, 7, (i, s) -> Lax.foriLoop(0, 9, (j, t) -> t.times(0.5)
                        .plus(x[0].get(j, i)), s), Array.of(0.0))), WIDE),
                new Case("updates", x -> arrays(x[0].at(x[1].clip(0, 6)).add(1.0)), TABLE, INDEX),
                new Case("updates of rows", x -> arrays(Lax.foriLoop(0, 7, (i, a) -> a.at(i).set(a.get(i.rminus(6)).plus(1)),
                        x[0])), TABLE));
    }

    /** Each row of a table says, from which of its entries on, where a state goes: from 0 to 7 of 9 rows. */
    private static Array chain(Array table, Array draws) {
        return Lax.scan((Two s, Array x) -> {
            Array next = table.get(s.a).lt(x).convert(DType.S32).sum().convert(DType.S32);
            return new Pair<>(new Two(next, s.b.at(next).add(1)), List.of());
        }, new Two(Array.of(0), Array.zeros(DType.S32, 9)), draws).first().b;
    }

    @ParameterizedTest @MethodSource("inside") void areNotChecked(Case c) {
        checkAll(c.f, c.x);
        var loops = LoopPrinter.print(Lower.program(Pipeline.prepare(program(c.f, c.x))).body());
        assertFalse(loops.contains("check"), loops);
    }

    // ---- what may not be

    static Stream<Case> outside() {
        return Stream.of(take("unknown", i -> i.plus(20)), take("one too many", i -> i.plus(20).clip(0, 7)),
                take("one too few", i -> i.minus(20).clip(-8, 6)), take("wrapped", i -> i.times(0).plus(127).convert(DType.S8)
                        .plus(Array.of(1).convert(DType.S8))),
                take("mod of too much", i -> i.times(0).plus(7).mod(8)),
                new Case("counter", x -> arrays(Lax.foriLoop(1, 8, (i, s) -> s.plus(x[0].get(i)), Array.of(0.0))), TABLE),
                new Case("counter down by wrapping", x -> arrays(Lax.scan((Array s, Array e) -> new Pair<>(s.plus(new Constant(
                        DType.U64, -1, 0).bind()), x[0].get(s)), number(DType.U64, 3), x[0]).second()), TABLE),
                new Case("while", x -> arrays(Lax.whileLoop((Two s) -> s.a.le(7), (Two s) -> new Two(s.a.plus(1), s.b.plus(x[0]
                        .get(s.a))), new Two(Array.of(0), Array.of(0.0))).b), TABLE),
                new Case("growing", x -> arrays(Lax.scan((Array s, Array e) -> new Pair<>(s.plus(s).plus(1), x[0].get(s)), Array
                        .of(0), x[0]).second()), TABLE));
    }

    @ParameterizedTest @MethodSource("outside") void areChecked(Case c) {
        var code = Pipeline.compile(program(c.f, c.x));
        var dense = Arrays.stream(c.x).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        assertThrows(IndexError.class, () -> code.run(dense));
    }

    // ---- elements

    private static final double[] ENDS = {-128, -127, -9, -2, -1, 0, 1, 2, 3, 7, 100, 127, 255};

    /** All pairs of ranges with ends among a few numbers. */
    private static void within(DType t, UnaryOperator<Array[]> f) {
        var ends = Arrays.stream(ENDS).filter(v -> Range.of(t).isWithin(v, v) || Range.of(v).isWithin(Range.of(t))).toArray();
        var all = Array.of(ends).convert(t);
        for (int i = 0; i < ends.length; i += 2) for (int j = i; j < ends.length; j += 2)
            for (int k = 0; k < ends.length; k += 3) for (int l = k; l < ends.length; l += 3) {
                double a = ends[i], b = ends[j], c = ends[k], d = ends[l];
                within(program(x -> f.apply(arrays(x[0].maximum(number(t, a)).minimum(number(t, b)).expandDims(1), x[0]
                        .maximum(number(t, c)).minimum(number(t, d)))), all), all);
            }
    }

    private static void within(Program p, Array x) {
        var ranges = Ranges.of(p);
        var results = jacobi.interpret.Interpreter.run(p, (DenseArray) x);
        for (int i = 0; i < results.length; i++) {
            var range = ranges.of(p.results().get(i));
            for (double v : results[i].convert(DType.F64).toDoubleArray())
                assertTrue(v >= range.low() && v <= range.high() || Double.isNaN(v), () -> v + " in " + range + "\n" + p);
        }
    }

    @ParameterizedTest @EnumSource(names = {"S8", "U8", "S32", "S64", "F64"}) void ofElements(DType t) {
        within(t, x -> {
            var results = new ArrayList<Array>();
            for (var b : Binary.values()) if (b.domain().contains(t) && b != Binary.COMPLEX) results.add(b.bind(widened(x)));
            for (var c : Compare.values()) {
                var chosen = c.bind(widened(x));
                results.add(chosen);
                if (!t.isInteger()) continue;
                var w = widened(x);
                results.add(Array.where(chosen, w[0], w[1]));
                results.add(Array.where(chosen, w[0].plus(w[1]), w[0]));
                results.add(Array.where(Unary.NOT.bind(c.bind(w[0], Constant.of(t, 1).bind())), w[0].plus(Constant.of(t, 5)
                        .bind()), w[0]));
            }
            for (var u : Unary.values()) if (u.domain().contains(t) && Unary.NOT != u) results.add(u.bind(x[0]));
            for (var to : DType.values()) if (!to.isComplex()) results.add(x[0].convert(to));
            results.add(x[0].sum(0));
            results.add(x[0].max(0));
            results.add(new Cumulative(Monoid.SUM, 0, false).bind(x[0]));
            return results.toArray(Array[]::new);
        });
    }

    private static Array[] widened(Array... x) {
        var shape = Shape.of(x[0].dim(0), x[1].dim(0));
        return arrays(x[0].broadcastTo(shape), x[1].expandDims(0).broadcastTo(shape));
    }

    @Test void manyLoopsInLoops() {
        UnaryOperator<Array[]> f = x -> arrays(nested(x[0], 9));
        checkAll(f, TABLE);
    }

    private static Array nested(Array x, int depth) {
        return Lax.foriLoop(0, 2, (i, y) -> depth == 0 ? y.plus(y.take(i, 0)) : nested(y, depth - 1), x);
    }
}
