package jacobi.cpu;

import static jacobi.cpu.Agreement.*;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nests large enough to be shared: compiled = interpreted, and the same bits for any number of threads. */
class ThreadsTest {
    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    static Stream<Case> cases() {
        return Stream.of(DType.F32, DType.F64).flatMap(t -> Stream.of(
                new Case("chain " + t, x -> arrays(x[0].square().cos().plus(x[0].abs().sqrt())), array(1, t, 100_003)),
                new Case("sum " + t, x -> arrays(x[0].sin().sum()), array(1, t, 300_007)),
                new Case("rows " + t, x -> arrays(logSumExp(x[0], 1)), array(1, t, 301, 1003)),
                new Case("columns " + t, x -> arrays(logSumExp(x[0], 0)), array(1, t, 1003, 301)),
                new Case("few long rows " + t, x -> arrays(logSumExp(x[0], 1)), array(1, t, 3, 100_003)),
                new Case("maximum over actions " + t, x -> arrays(bellman(x[0], x[1])), array(1, t, 60, 70), array(2, t, 70, 60)),
                new Case("two sums and a map " + t, x -> arrays(x[0].sum(), x[0].exp().times(2.0), x[0].exp().sum()), array(1, t,
                        100_003)),
                new Case("product " + t, x -> arrays(x[0].matmul(x[1])), array(1, t, 130, 150), array(2, t, 150, 101)),
                new Case("products " + t, x -> arrays(x[0].matmul(x[1]).tanh()), array(1, t, 20, 45, 33),
                        array(2, t, 20, 33, 50)),
                new Case("large products " + t, x -> arrays(x[0].matmul(x[1])), array(1, t, 5, 270, 66), array(2, t, 5, 66, 265)),
                new Case("softmax and products " + t, x -> arrays(x[0].exp().div(x[0].exp().sum(2, true)).matmul(x[1])),
                        array(1, t, 4, 70, 128), array(2, t, 4, 128, 64)),
                new Case("tall product " + t, x -> arrays(x[0].transpose(Axes.of(1, 0)).matmul(x[0])), array(1, t, 5003, 23)),
                new Case("loop " + t, ThreadsTest::loop, array(1, t, 50_001))));
    }

    private static Array[] arrays(Array... x) { return x; }

    private static Array logSumExp(Array x, int axis) {
        var over = Axes.of(axis);
        var max = new Reduce(Monoid.MAX, over).bind(x);
        return x.minus(new BroadcastInDim(x.shape(), Axes.of(1 - axis)).bind(max)).exp().reduceSum(over).log().plus(max);
    }

    /** max over k of x[i, j] + y[k, i] sin(j), which reads y across its rows. */
    private static Array bellman(Array x, Array y) {
        var shape = Shape.of(60, 70, 70);
        var value = new BroadcastInDim(shape, Axes.of(0, 1)).bind(x).plus(new BroadcastInDim(shape, Axes.of(0, 2))
                .bind(y.transpose(Axes.of(1, 0))).sin());
        return new Reduce(Monoid.MAX, Axes.of(2)).bind(value);
    }

    private static Array[] loop(Array[] x) {
        var below = program(y -> arrays(Compare.LT.bind(y[0], Constant.of(DType.S64, 5).bind())), ArrayType.scalar(DType.S64),
                x[0].type());
        var step = program(y -> arrays(y[0].plus(1), y[1].sin().minus(y[1].sum().times(1e-6))), ArrayType.scalar(DType.S64),
                x[0].type());
        return new While(below, step, 2, While.UNBOUNDED).bindAll(Constant.of(DType.S64, 0).bind(), x[0]);
    }

    @ParameterizedTest @MethodSource("cases")
    void sharedNestsAgreeWithTheInterpreter(Case c) { checkAll(c.f, c.x); }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }
}
