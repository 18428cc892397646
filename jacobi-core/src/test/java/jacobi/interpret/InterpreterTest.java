package jacobi.interpret;

import static jacobi.core.DType.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs, and the primitives that hold them. */
class InterpreterTest {
    private static final ArrayType S = ArrayType.scalar(F64), I = ArrayType.scalar(S32);

    private static Program program(UnaryOperator<Array[]> body, ArrayType... types) {
        return Recording.of(types, body).program().check();
    }

    private static DenseArray f64(double x) { return Numbers.scalar(F64, x); }

    private static Array[] results(Array... x) { return x; }

    @Test
    void a_while_repeats_its_body() {
        var below = program(x -> results(Compare.LT.bind(x[0], x[1])), S, S);
        var doubled = program(x -> results(x[0].times(x[1])), S, S);
        var y = Interpreter.apply(new While(below, doubled, 1, While.UNBOUNDED), f64(1), f64(100), f64(3));
        assertArrayEquals(new double[] {243}, Numbers.reals(y[0]));
    }

    @Test
    void a_scan_reads_and_stacks_slices() {
        var body = program(x -> results(x[0].plus(x[1].times(x[2])), x[0]), S, S, S);
        for (boolean reverse : new boolean[] {false, true}) {
            var y = Interpreter.apply(new Scan(body, 1, 1, 3, reverse), f64(0), Numbers.vector(1, 2, 3), f64(10));
            assertArrayEquals(new double[] {60}, Numbers.reals(y[0]));
            assertArrayEquals(reverse ? new double[] {50, 30, 0} : new double[] {0, 10, 30}, Numbers.reals(y[1]));
        }
    }

    @Test
    void a_scan_of_nothing_returns_its_carry() {
        var body = program(x -> results(x[0].plus(1), x[0]), S);
        var y = Interpreter.apply(new Scan(body, 1, 0, 0, false), f64(7));
        assertArrayEquals(new double[] {7}, Numbers.reals(y[0]));
        assertEquals(ArrayType.of(F64, 0), y[1].type());
    }

    @Test
    void a_case_takes_the_last_branch_outside() {
        var branches = new Case(List.of(program(x -> results(x[0].plus(1)), S), program(x -> results(x[0].times(5)), S)));
        for (int index : new int[] {-1, 0, 1, 2}) {
            var y = Interpreter.apply(branches, Numbers.wholes(I, index), f64(3));
            assertArrayEquals(new double[] {index == 0 ? 4 : 15}, Numbers.reals(y[0]));
        }
    }

    @Test
    void a_call_runs_its_program() {
        var y = Interpreter.apply(new Call("f", program(x -> results(x[0].times(x[0])), S), false), f64(3));
        assertArrayEquals(new double[] {9}, Numbers.reals(y[0]));
    }

    /** A user's own primitive, which captures an array from outside. */
    private record Shifted(Array by) implements Custom {
        @Override public String mnemonic() { return "shifted"; }

        @Override public ArrayType[] infer(ArrayType... x) { return x.clone(); }

        @Override public Array[] expand(Array... x) { return results(x[0].plus(by)); }

        @Override public Batched[] batch(long size, Batched... x) { throw new UnsupportedOperationException(); }
    }

    @Test
    void a_custom_primitive_is_expanded() {
        var y = Interpreter.apply(new Shifted(Numbers.vector(1, 2)), Numbers.vector(10, 20));
        assertArrayEquals(new double[] {11, 22}, Numbers.reals(y[0]));
    }

    @Test
    void results_may_be_inputs_literals_and_repeated() {
        var p = program(x -> results(x[0], Constant.of(S32, 4).bind(), x[0]), S);
        var y = Interpreter.run(p, f64(2));
        assertArrayEquals(new long[] {4}, Numbers.wholes(y[1]));
        assertArrayEquals(new double[] {2}, Numbers.reals(y[2]));
    }

    @Test
    @Timeout(20)
    void an_endless_loop_can_be_interrupted() throws InterruptedException {
        var always = program(x -> results(Compare.EQ.bind(x[0], x[0])), S);
        var same = program(x -> results(x[0]), S);
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofPlatform().start(() -> {
            thrown.set(assertThrows(CancellationException.class, () ->
                    Interpreter.apply(new While(always, same, 1, While.UNBOUNDED), f64(1))));
            assertTrue(Thread.currentThread().isInterrupted());
        });
        thread.interrupt();
        thread.join();
        assertEquals("the thread was interrupted while computing", thrown.get().getMessage());
    }

    /** What was added last is as exact as what was added first: 10⁵ times 0.1 in f32, and what plain summation would lose. */
    @Test
    void sums_do_not_depend_on_order() {
        var tenths = Numbers.reals(ArrayType.of(F32, 100_000), java.util.stream.DoubleStream.generate(() -> 0.1).limit(100_000)
                .toArray());
        var sum = new Reduce(Monoid.SUM, Axes.of(0));
        assertArrayEquals(new double[] {(float) (100_000.0 * 0.1f)}, Numbers.reals(Interpreter.apply(sum, tenths)[0]));
        assertArrayEquals(new double[] {2}, Numbers.reals(Interpreter.apply(sum, Numbers.vector(1, 1e100, 1, -1e100))[0]));
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY},
                Numbers.reals(Interpreter.apply(sum, Numbers.vector(1, Double.POSITIVE_INFINITY, 1))[0]));
        var dot = new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(0), Axes.of(0));
        var x = Numbers.vector(1e100, 1, -1e100);
        assertArrayEquals(new double[] {3}, Numbers.reals(Interpreter.apply(dot, x, Numbers.vector(1, 3, 1))[0]));
    }

    @Test
    void integer_sums_wrap() {
        var x = Numbers.wholes(ArrayType.of(U8, 3), 200, 100, 1);
        assertArrayEquals(new long[] {45}, Numbers.wholes(Interpreter.apply(new Reduce(Monoid.SUM, Axes.of(0)), x)[0]));
        assertArrayEquals(new long[] {200, 44, 45},
                Numbers.wholes(Interpreter.apply(new Cumulative(Monoid.SUM, 0, false), x)[0]));
    }

    @Test
    void reductions_of_nothing_are_neutral() {
        for (var t : new DType[] {S8, U16, F32, F64})
            for (var m : new Monoid[] {Monoid.SUM, Monoid.PRODUCT, Monoid.MIN, Monoid.MAX}) {
                var y = Interpreter.apply(new Reduce(m, Axes.of(1)), Numbers.reals(ArrayType.of(t, 2, 0)))[0];
                assertArrayEquals(new double[] {Conversions.constant(m.neutral(t)) instanceof Element.Real(double v) ? v
                        : m.neutral(t).bits()},
                        new double[] {Numbers.reals(y)[1]});
            }
    }

    @Test
    void a_sort_is_stable_with_nan_last_and_one_zero() {
        var keys = Numbers.vector(0.0, Double.NaN, -0.0, -1, Double.NEGATIVE_INFINITY, 0.0);
        var places = Numbers.wholes(ArrayType.of(S32, 6), 0, 1, 2, 3, 4, 5);
        var y = Interpreter.apply(new Sort(0, 1), keys, places);
        assertArrayEquals(new long[] {4, 3, 0, 2, 5, 1}, Numbers.wholes(y[1]));
    }

    @Test
    void the_first_nan_is_both_least_and_greatest() {
        var x = Numbers.vector(3, Double.NaN, 1, Double.NaN);
        assertArrayEquals(new long[] {1}, Numbers.wholes(Interpreter.apply(new ArgReduce(Monoid.MIN, 0), x)[0]));
        assertArrayEquals(new long[] {1}, Numbers.wholes(Interpreter.apply(new ArgReduce(Monoid.MAX, 0), x)[0]));
        assertArrayEquals(new long[] {0},
                Numbers.wholes(Interpreter.apply(new ArgReduce(Monoid.MAX, 0), Numbers.vector(2, 2))[0]));
    }
}
