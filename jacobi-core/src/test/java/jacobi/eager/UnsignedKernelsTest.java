package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.Primitive;
import jacobi.core.Shape;
import jacobi.interpret.Interpreter;
import jacobi.lax.Binary;
import jacobi.lax.Bitcast;
import jacobi.lax.Compare;
import jacobi.lax.Convert;
import jacobi.lax.Monoid;
import jacobi.lax.Reduce;
import jacobi.lax.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of u32 and u64 give what the reference interpreter gives, at the ends of the range and beyond the middle of it. */
class UnsignedKernelsTest {
    record Case(Primitive primitive, DType dtype, int operands) {}

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var dtype : List.of(DType.U32, DType.U64)) {
            var strips = Strips.of(dtype);
            for (var f : Unary.values()) if (strips.has(f)) cases.add(new Case(f, dtype, 1));
            for (var f : Binary.values()) if (strips.has(f)) cases.add(new Case(f, dtype, 2));
            for (var f : Compare.values()) cases.add(new Case(f, dtype, 2));
            for (var m : Monoid.values()) cases.add(new Case(new Reduce(m, Axes.of(0)), dtype, 1));
            for (var to : DType.values()) cases.add(new Case(new Convert(to), dtype, 1));
        }
        return cases.stream();
    }

    @ParameterizedTest @MethodSource("cases")
    void kernelIsTheInterpreter(Case c) {
        var x = new DenseArray[c.operands()];
        for (int i = 0; i < x.length; i++) x[i] = sample(c.dtype(), i);
        check(c.primitive(), x);
    }

    @ParameterizedTest @MethodSource("jacobi.eager.UnsignedKernelsTest#dtypes")
    void conversionFromFloatsSaturates(DType dtype) {
        var floats = Array.of(-1.0, 0.9, 2.5, 3e9, 5e9, 1e19, 3e19, Double.NaN, Double.POSITIVE_INFINITY);
        check(new Convert(dtype), (DenseArray) floats);
    }

    static Stream<DType> dtypes() { return Stream.of(DType.U32, DType.U64); }

    private static void check(Primitive p, DenseArray... x) {
        var expected = Interpreter.apply(p, x)[0];
        var given = new EagerEvaluator().run(p, x)[0];
        assertEquals(expected.type(), given.type());
        assertArrayEquals(expected.segment().toArray(JAVA_BYTE), given.segment().toArray(JAVA_BYTE));
    }

    /** Bits at both ends and in the middle of the range, each against each, then arbitrary ones, longer than a strip. */
    private static DenseArray sample(DType dtype, int operand) {
        long[] edges = {0, 1, 2, 31, 32, 64, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};
        int n = edges.length, size = n * n + 2 * Strips.LENGTH;
        var random = new Random(operand);
        var bits = new long[size];
        for (int i = 0; i < size; i++) bits[i] = i < n * n ? edges[operand == 0 ? i / n : i % n] : random.nextLong();
        var wide = Array.of(DType.S64, Shape.of(size), bits);
        return (DenseArray) (dtype == DType.U64 ? new Bitcast(dtype).bind(wide) : new Convert(dtype).bind(wide));
    }
}
