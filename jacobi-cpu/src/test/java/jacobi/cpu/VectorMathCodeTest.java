package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import jacobi.scalar.ScalarFunction;
import jacobi.scalar.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native vector math gives the bits that the scalar programs give in Java: in vectors and tails, on fast paths and slow ones. */
class VectorMathCodeTest {
    private static final double[] EDGES = {
        0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 5e-324, -1e-310, 1e-40, 1e308,
        -1e300, 1e30, 0.5
    };

    static Stream<Primitive> functions() {
        return Stream.<Primitive>concat(Stream.of(Unary.values()), Stream.of(Binary.POWER, Binary.ATAN2, Binary.HYPOT))
                .filter(f -> ExprWriter.isMath(f, DType.F64));
    }

    @ParameterizedTest @MethodSource("functions")
    void doubles(Primitive f) {
        ScalarFunction function = VectorFunctions.of(f, ScalarType.F64);
        double[][] x = operands(function.arity());
        var expected = new double[x[0].length];
        function.evaluator().evaluate(x, new Object[] {expected}, 0, expected.length);
        double[] given = run(f, DType.F64, x);
        for (int i = 0; i < given.length; i++) {
            if (!Double.isNaN(expected[i])) assertEquals(expected[i], given[i], f.mnemonic() + " of " + x[0][i]);
            else assertEquals(Double.NaN, given[i], f.mnemonic() + " of " + x[0][i]);
        }
    }

    @ParameterizedTest @MethodSource("functions")
    void floats(Primitive f) {
        ScalarFunction function = VectorFunctions.of(f, ScalarType.F32);
        double[][] x = operands(function.arity());
        var single = new Object[x.length];
        for (int k = 0; k < x.length; k++) single[k] = floats(x[k]);
        var expected = new float[x[0].length];
        function.evaluator().evaluate(single, new Object[] {expected}, 0, expected.length);
        double[] given = run(f, DType.F32, x);
        for (int i = 0; i < given.length; i++) {
            assertEquals(expected[i], (float) given[i], f.mnemonic() + " of " + (float) x[0][i]);
        }
    }

    private static double[] run(Primitive f, DType t, double[][] x) {
        var arrays = Stream.of(x).map(v -> Array.of(v).convert(t)).toArray(Array[]::new);
        var program = Agreement.program(y -> new Array[] {f.bind(y)}, arrays);
        var arguments = Stream.of(arrays).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        return Pipeline.compile(program).run(arguments)[0].convert(DType.F64).toDoubleArray();
    }

    private static float[] floats(double[] x) {
        var y = new float[x.length];
        for (int i = 0; i < y.length; i++) y[i] = (float) x[i];
        return y;
    }

    /** The edges, or all pairs of them, then numbers of all sizes. */
    private static double[][] operands(int arity) {
        var random = new SplittableRandom(1);
        int edges = arity == 1 ? EDGES.length : EDGES.length * EDGES.length;
        var x = new double[arity][edges + 1001];
        for (int k = 0; k < arity; k++) {
            for (int i = 0; i < edges; i++) x[k][i] = EDGES[(k == 0 ? i : i / EDGES.length) % EDGES.length];
            for (int i = edges; i < x[k].length; i++) x[k][i] = random.nextDouble(-2, 2) * Math.pow(10, i % 9 - 3);
        }
        return x;
    }
}
