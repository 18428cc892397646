package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.cpu.runtime.ThreadPool;
import jacobi.interpret.Interpreter;
import jacobi.lax.Constant;

/** Records programs, and compares what their code gives with what the interpreter gives. */
final class Agreement {
    /** Extents around the widths of vectors. */
    static final long[] EXTENTS = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 1000};

    private Agreement() {}

    interface Function { Array of(Array... x); }

    static void check(Function f, Array... x) { checkAll(y -> new Array[] {f.of(y)}, x); }

    static void checkAll(UnaryOperator<Array[]> f, Array... x) { check(program(f, x), x); }

    static Program program(UnaryOperator<Array[]> f, Array... x) {
        return Recording.of(Arrays.stream(x).map(Array::type).toArray(ArrayType[]::new), f).program();
    }

    static Program program(UnaryOperator<Array[]> f, ArrayType... types) { return Recording.of(types, f).program(); }

    static void check(Program p, Array... x) {
        var arguments = Arrays.stream(x).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        DenseArray[] expected = Interpreter.run(p, arguments), given = Pipeline.compile(p).run(arguments);
        for (int i = 0; i < expected.length; i++) close(p, i, expected[i], given[i]);
    }

    /** That a function's code gives the same bits on one thread, on two and on seven. */
    static void sameBits(UnaryOperator<Array[]> f, Array... x) {
        var code = Pipeline.compile(program(f, x));
        var arguments = Arrays.stream(x).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        var one = ThreadPool.withThreads(1, () -> code.run(arguments));
        for (int threads : new int[] {2, 7}) {
            var many = ThreadPool.withThreads(threads, () -> code.run(arguments));
            for (int i = 0; i < one.length; i++) assertArrayEquals(bytes(one[i]), bytes(many[i]), threads + " threads");
        }
    }

    private static byte[] bytes(DenseArray x) { return x.segment().toArray(ValueLayout.JAVA_BYTE); }

    /** Sums in another order, and other roundings of vector math: relative to the largest element. */
    private static void close(Program p, int result, Array expected, Array given) {
        assertEquals(expected.type(), given.type());
        double[] e = numbers(expected), g = numbers(given);
        double largest = Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        double tolerance = !expected.dtype().isFloat() ? 0 : (1 + largest) * (expected.dtype() == DType.F32 ? 4e-5 : 1e-12);
        for (int i = 0; i < e.length; i++) {
            int at = i;
            assertEquals(e[i], g[i], tolerance, () -> "element " + at + " of result " + result + " of\n" + p);
        }
    }

    private static double[] numbers(Array x) { return x.convert(DType.F64).toDoubleArray(); }

    /** Numbers between -3 and 3, whole ones for integers. */
    static Array array(long seed, DType dtype, long... dims) {
        var random = new SplittableRandom(seed);
        var values = new double[(int) Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) values[i] = dtype.isFloat() ? random.nextDouble(-3, 3)
                : random.nextInt(dtype.isSigned() ? -9 : 0, 10);
        return Array.of(values).reshape(Shape.of(dims)).convert(dtype);
    }

    static Array number(DType dtype, double value) { return Constant.of(dtype, value).bind(); }
}
