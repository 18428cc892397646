package jacobi.cpu;

import static jacobi.cpu.Agreement.*;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise functions, index maps and reductions: compiled = interpreted, at the tails of vectors. */
class LoopNestsTest {
    static Stream<Arguments> sizes() {
        return LongStream.of(EXTENTS).boxed().flatMap(n -> Stream.of(Arguments.of(DType.F64, n), Arguments.of(DType.F32, n)));
    }

    private static final DotGeneral PRODUCT = new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(1), Axes.of(0));

    @ParameterizedTest @MethodSource("sizes")
    void elementwise(DType t, long n) {
        check(x -> x[0].plus(x[1]).times(x[0]), array(1, t, n), array(2, t, n));
        check(x -> x[0].sin().plus(x[0].cos()).times(2.0), array(1, t, n));
        check(x -> x[0].times(1e9).sin(), array(1, t, n));
        check(x -> x[0].times(1e9).sin().plus(x[0].times(1e9).cos()), array(1, t, n));
        check(x -> x[0].abs().sqrt().plus(x[0].exp()).minus(x[0].tanh()), array(1, t, n));
    }

    @ParameterizedTest @MethodSource("sizes")
    void sums(DType t, long n) {
        check(x -> x[0].sum(), array(1, t, n));
        check(x -> x[0].square().sum(), array(1, t, n));
        check(x -> x[0].plus(x[1]).reduceSum(Axes.of(1)), array(1, t, 5, n), array(2, t, n));
        check(x -> x[0].plus(x[1]).reduceSum(Axes.of(0)), array(1, t, 5, n), array(2, t, n));
        checkAll(x -> {
            var y = x[0].sin();
            return new Array[] {y.sum(), y.square().sum(), y.times(2.0), y};
        }, array(1, t, n));
    }

    @ParameterizedTest @MethodSource("sizes")
    void extremes(DType t, long n) {
        for (var m : new Monoid[] {Monoid.MAX, Monoid.MIN})
            for (int axis = 0; axis < 2; axis++) {
                var reduce = new Reduce(m, Axes.of(axis));
                check(x -> reduce.bind(x[0].times(0.5)), array(1, t, 5, n));
                if (n == 0) continue;
                var place = new ArgReduce(m, axis);
                check(x -> place.bind(x[0]), array(1, t, 5, n));
            }
    }

    @ParameterizedTest @MethodSource("sizes")
    void aNanWinsOverAll(DType t, long n) {
        if (n == 0) return;
        var x = array(1, t, n).abs().log().plus(array(2, t, n).sqrt());
        check(y -> new Reduce(Monoid.MAX, Axes.of(0)).bind(y[0]), x);
        check(y -> new ArgReduce(Monoid.MIN, 0).bind(y[0]), x);
    }

    @ParameterizedTest @MethodSource("sizes")
    void indexMaps(DType t, long n) {
        check(x -> x[0].transpose(Axes.of(1, 0)).plus(1.0), array(1, t, 5, n));
        check(x -> new Pad(new long[] {2}, new long[] {-1}, new long[] {1}).bind(x[0], number(t, 7)), array(1, t, n + 1));
        check(x -> new Concatenate(0).bind(x[0], x[1], x[0].sin()), array(1, t, n), array(2, t, 3));
        check(x -> x[0].reshape(n, 6).transpose(Axes.of(1, 0)).reshape(2, 3, n).sin(), array(1, t, 6, n));
        check(x -> new Reverse(Axes.of(0, 1)).bind(x[0]).plus(x[0]), array(1, t, 6, n));
        check(x -> new Iota(ArrayType.of(t, 3, n), 1).bind().times(new Iota(ArrayType.of(t, 3, n), 0).bind()));
    }

    @ParameterizedTest @MethodSource("sizes")
    void contractions(DType t, long n) {
        check(x -> PRODUCT.bind(x[0], x[1]), array(1, t, 5, n), array(2, t, n, 3));
        check(x -> PRODUCT.bind(x[0], x[1]), array(1, t, n, 40), array(2, t, 40, 33));
        check(x -> new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(0), Axes.of(1)).bind(x[0], x[1]), array(1, t, 40, n), array(2, t,
                33, 40));
        check(x -> new DotGeneral(Axes.of(0), Axes.of(1), Axes.of(2), Axes.of(0)).bind(x[0], x[1]), array(1, t, 3, n, 40),
                array(2, t, 40, 3, 33));
        check(x -> new DotGeneral(Axes.of(0), Axes.of(0), Axes.of(1), Axes.of(1)).bind(x[0], x[1]), array(1, t, 3, n), array(2, t,
                3, n));
    }

    @ParameterizedTest @MethodSource("sizes")
    void softmax(DType t, long n) {
        for (int axis = 0; axis < 2; axis++) {
            int reduced = axis, kept = 1 - axis;
            check(x -> {
                var back = new BroadcastInDim(x[0].shape(), Axes.of(kept));
                var e = x[0].minus(back.bind(new Reduce(Monoid.MAX, Axes.of(reduced)).bind(x[0]))).exp();
                return e.div(back.bind(e.reduceSum(Axes.of(reduced))));
            }, array(1, t, 5, n));
        }
    }

    @ParameterizedTest @MethodSource("sizes")
    void runningResults(DType t, long n) {
        for (boolean reverse : new boolean[] {false, true}) {
            check(x -> new Cumulative(Monoid.SUM, 0, reverse).bind(x[0].times(0.5)), array(1, t, n));
            check(x -> new Cumulative(Monoid.MAX, 1, reverse).bind(x[0]), array(1, t, 3, n));
            check(x -> new Cumulative(Monoid.SUM, 0, reverse).bind(x[0]), array(1, t, 3, n));
        }
    }

    @ParameterizedTest @MethodSource("sizes")
    void wholeNumbers(DType t, long n) {
        for (var whole : new DType[] {DType.S32, DType.S64, DType.U32, DType.U64}) {
            Array a = array(1, whole, n), b = array(2, whole, n);
            for (var f : Arrays.asList(Binary.ADD, Binary.MULTIPLY, Binary.DIVIDE, Binary.REMAINDER, Binary.POWER, Binary.MAXIMUM,
                    Binary.XOR,
                    Binary.SHIFT_LEFT, Binary.SHIFT_RIGHT_ARITHMETIC, Binary.SHIFT_RIGHT_LOGICAL)) check(x -> f.bind(x[0], x[1]),
                            a, b);
            check(x -> x[0].convert(t).times(0.5).convert(whole), a);
            check(x -> new Reduce(Monoid.OR, Axes.of(0)).bind(Compare.LT.bind(x[0], x[1])), a, b);
        }
    }
}
