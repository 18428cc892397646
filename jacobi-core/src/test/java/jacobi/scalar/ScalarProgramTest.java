package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;
import static jacobi.scalar.ScalarType.I1;
import static jacobi.scalar.ScalarType.I32;
import static jacobi.scalar.ScalarType.I64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jacobi.scalar.ScalarProgram.Instruction;
import org.junit.jupiter.api.Test;

/** Building, checking, printing and running scalar programs. */
class ScalarProgramTest {
    @Test
    void printsReadably() {
        var program = ScalarBuilder.of("f", F64, x -> x.times(x).fma(0.5, x.constant(1)));
        assertEquals("""
                f
                  %0:f64 = input
                  %1:f64 = mul %0 %0
                  %4:f64 = fma %1 0x1.0p-1 0x1.0p0
                  return %4
                """, program.toString());
    }

    @Test
    void equalInstructionsAreMadeOnce() {
        var builder = new ScalarBuilder();
        Scalar x = builder.input(F64);
        assertEquals(x.plus(1).times(x), x.times(x.constant(1).plus(x)));
        ScalarProgram sin = VectorMath.SIN.of(F64).slow(), cos = VectorMath.COS.of(F64).slow();
        Scalar s = builder.inline(sin, List.of(x)).getFirst(), c = builder.inline(cos, List.of(x)).getFirst();
        int together = builder.build("sincos", List.of(s, c)).cost();
        assertTrue(together < sin.cost() + cos.cost() / 4, "sin and cos of one argument share their work: " + together);
    }

    @Test
    void whatNoResultNeedsIsLeftOut() {
        var builder = new ScalarBuilder();
        Scalar x = builder.input(F32);
        x.sqrt().plus(7);
        assertEquals(1, builder.build("f", List.of(x.abs())).cost());
    }

    @Test
    void constantsMustBeExact() {
        var x = new ScalarBuilder().input(F32);
        assertThrows(IllegalArgumentException.class, () -> x.plus(0.1));
        assertThrows(IllegalArgumentException.class, () -> x.plus((1L << 24) + 1));
        assertEquals(0.5, x.plus(0.5).builder().build("f", List.of(x.plus(0.5))).instructions().get(1).floating());
    }

    @Test
    void malformedProgramsAreRefused() {
        var input = new Instruction(ScalarOp.INPUT, F64, -1, -1, -1, 0, null);
        var early = new Instruction(ScalarOp.NEG, F64, 2, -1, -1, 0, null);
        var mixed = new Instruction(ScalarOp.BITCAST, I32, 0, -1, -1, 0, null);
        var masked = new Instruction(ScalarOp.ADD, I1, 0, 0, -1, 0, null);
        for (Instruction bad : List.of(early, mixed, masked)) {
            var code = List.of(input, bad);
            assertThrows(IllegalStateException.class, () -> new ScalarProgram("bad", List.of(F64), code, List.of(1)));
        }
        assertThrows(IllegalStateException.class, () -> new ScalarProgram("bad", List.of(F64), List.of(input), List.of()));
    }

    @Test
    void everyOperationMeansWhatItsTableSays() {
        double[] a = {1.5, -2.5, Double.NaN, 0.0, -0.0, 7}, b = {2, -3, 1, -0.0, 0.0, Double.NaN};
        assertArrayEquals(new double[] {1.5, -3, 1, -0.0, 0.0, Double.NaN}, run2(a, b, Scalar::min), "the second if unordered");
        assertArrayEquals(new double[] {2, -2.5, 1, -0.0, 0.0, Double.NaN}, run2(a, b, Scalar::max), "the second if unordered");
        assertArrayEquals(new double[] {2, -2, Double.NaN, 0.0, -0.0, 7}, run2(a, b, (x, y) -> x.rint()));
        assertArrayEquals(new double[] {1, -2, Double.NaN, 0.0, -0.0, 7}, run2(a, b, (x, y) -> x.trunc()));
        assertArrayEquals(new double[] {1, -3, Double.NaN, 0.0, -0.0, 7}, run2(a, b, (x, y) -> x.floor()));
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 0}, run2(a, b, (x, y) -> flag(x.lt(y))));
        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0}, run2(a, b, (x, y) -> flag(x.le(y))));
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 0}, run2(a, b, (x, y) -> flag(x.eq(y))));
        assertArrayEquals(new double[] {1, 1, 1, 0, 0, 1}, run2(a, b, (x, y) -> flag(x.ne(y))));
        assertArrayEquals(new double[] {1.5, -2.5, Double.NaN, -0.0, 0.0, 7}, run2(a, b, Scalar::copySign));
        assertArrayEquals(new double[] {1, -2, 0, 0, 0, 7}, run2(a, b, (x, y) -> x.convert(I64).convert(F64)));
        assertArrayEquals(new double[] {1, -2, 0, 0, 0, 7}, run2(a, b, (x, y) -> x.convert(I32).convert(I64).convert(F64)));
    }

    private static Scalar flag(Scalar mask) {
        return mask.select(mask.builder().constant(F64, 1), mask.builder().constant(F64, 0));
    }

    private static double[] run2(double[] a, double[] b, java.util.function.BinaryOperator<Scalar> f) {
        var y = new double[a.length];
        new ScalarEvaluator(ScalarBuilder.of("f", F64, f)).evaluate(new Object[] {a, b}, new Object[] {y}, 0, a.length);
        return y;
    }

    @Test
    void integersShiftAndWrap() {
        var program = ScalarBuilder.of("f", List.of(I64), x -> {
            Scalar a = x.getFirst();
            return List.of(a.shl(3), a.lshr(60), a.ashr(60), a.times(a), a.convert(I32), a.xor(-1), a.lt(0));
        });
        long[] x = {5, -5, Long.MIN_VALUE};
        Object[] y = {new long[3], new long[3], new long[3], new long[3], new int[3], new long[3], new boolean[3]};
        new ScalarEvaluator(program).evaluate(new Object[] {x}, y, 0, 3);
        assertArrayEquals(new long[] {40, -40, 0}, (long[]) y[0]);
        assertArrayEquals(new long[] {0, 15, 8}, (long[]) y[1]);
        assertArrayEquals(new long[] {0, -1, -8}, (long[]) y[2]);
        assertArrayEquals(new long[] {25, 25, 0}, (long[]) y[3]);
        assertArrayEquals(new int[] {5, -5, 0}, (int[]) y[4]);
        assertArrayEquals(new long[] {-6, 4, Long.MAX_VALUE}, (long[]) y[5]);
        assertArrayEquals(new boolean[] {false, true, true}, (boolean[]) y[6]);
    }

    @Test
    void gathersFromTables() {
        var table = ScalarTable.of("t", 2.5, -1, 8);
        var program = ScalarBuilder.of("f", List.of(I64), x -> List.of(x.getFirst().in(table)));
        var y = new double[4];
        new ScalarEvaluator(program).evaluate(new Object[] {new long[] {2, 0, 1, 2}}, new Object[] {y}, 0, 4);
        assertArrayEquals(new double[] {8, 2.5, -1, 8}, y);
    }

    /** A result is that of its own operand, wherever in a strip it stands and whoever its neighbours are. */
    @Test
    void resultsDoNotDependOnTheGrouping() {
        var x = new double[1000];
        for (int i = 0; i < x.length; i++) x[i] = i % 7 == 3 ? 1e15 * (i + 1) : i * 0.37 - 50;
        for (VectorMath f : List.of(VectorMath.SIN, VectorMath.COS, VectorMath.TAN, VectorMath.EXP)) {
            double[] together = f.of(F64).evaluator().evaluate(x);
            for (int i = 0; i < x.length; i += 13) assertEquals(f.of(F64).at(x[i]), together[i], f + " of " + x[i]);
        }
    }

    @Test
    void resultsMayReplaceOperands() {
        double[] x = {0.5, 1e20, -3}, expected = VectorMath.SIN.of(F64).evaluator().evaluate(x);
        VectorMath.SIN.of(F64).evaluator().evaluate(new Object[] {x}, new Object[] {x}, 0, 3);
        assertArrayEquals(expected, x);
    }
}
