package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.Close;
import jacobi.testing.Specimen;
import jacobi.testing.Specimens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every primitive that takes floats of 16 bits has code for them. What f32 decides as f64 does has the interpreter's bits;
 * vector math, and sums in another order, may be the next number where the exact result is almost in the middle of two.
 */
class HalfSpecimensTest {
    static Stream<Specimen> all() {
        return Specimens.all().stream().flatMap(s -> Stream.of(s.in(DType.F16), s.in(DType.BF16))).filter(
                s -> Arrays.stream(s.operands()).anyMatch(x -> x.dtype().isHalf())).filter(HalfSpecimensTest::takesHalves);
    }

    static Stream<Specimen> smooth() { return all().filter(Specimen::smooth); }

    /** Linear algebra does not, and no complex number has such parts. */
    private static boolean takesHalves(Specimen s) {
        return switch (s.primitive()) {
            case Cholesky _, Lu _, Solve _, TriangularSolve _ -> false;
            case Binary b -> b != Binary.COMPLEX;
            default -> true;
        };
    }

    @ParameterizedTest @MethodSource("all")
    void codeRoundsAsTheInterpreter(Specimen s) {
        var code = SpecimenCode.of(s.primitive()::bindAll, s.operands());
        DenseArray[] expected = code.expected(), given = code.given();
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].dtype().isHalf()) Close.check(s.toString(), expected[i], given[i], 0, 0);
            else near(s, expected[i], given[i], isExact(s.primitive()) ? 0 : 1);
        }
    }

    private static void near(Specimen s, DenseArray expected, DenseArray given, int steps) {
        assertEquals(expected.type(), given.type());
        short[] e = expected.segment().toArray(ValueLayout.JAVA_SHORT), g = given.segment().toArray(ValueLayout.JAVA_SHORT);
        double[] x = numbers(expected), y = numbers(given);
        for (int i = 0; i < x.length; i++) {
            boolean close = e[i] == g[i] || Double.isNaN(x[i]) && Double.isNaN(y[i])
                    || Math.abs(place(e[i]) - place(g[i])) <= steps;
            if (!close) throw new AssertionError("%s, element %d: expected %s, given %s".formatted(s, i, x[i], y[i]));
        }
    }

    private static double[] numbers(Array x) { return x.convert(DType.F64).reshape(x.size()).toDoubleArray(); }

    /** Neighbours have neighbouring places. */
    private static int place(short bits) { return bits < 0 ? -(bits & 0x7fff) : bits; }

    private static boolean isExact(Primitive f) {
        return switch (f) {
            case Unary u -> !ExprWriter.isMath(u, DType.F32) && u != Unary.RSQRT;
            case Binary b -> !ExprWriter.isMath(b, DType.F32);
            case Reduce r -> r.monoid() != Monoid.SUM && r.monoid() != Monoid.PRODUCT;
            case Cumulative c -> c.monoid() != Monoid.SUM && c.monoid() != Monoid.PRODUCT;
            case DotGeneral _ -> false;
            default -> true;
        };
    }

    @ParameterizedTest @MethodSource("smooth")
    void gradients(Specimen s) { check(s, SpecimenCode.gradient(s, DType::isHalf, s.operands())); }

    @ParameterizedTest @MethodSource("all")
    void batches(Specimen s) { check(s, SpecimenCode.batch(s, s.operands())); }

    private static void check(Specimen s, SpecimenCode code) {
        for (int i = 0; i < code.expected().length; i++) {
            double near = Close.relative(code.expected()[i].dtype());
            Close.check(s.toString(), code.expected()[i], code.given()[i], near, near);
        }
    }
}
