package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maxima and minima of floats: NaNs come through, and -0 is below +0, to the bit. */
class FloatExtremesTest {
    private static final double[] SPECIAL = {Double.NaN, Double.NEGATIVE_INFINITY, -1e30, -2, -1, -1e-40, -0.0, 0, 1e-40, 1, 2,
            1e30, Double.POSITIVE_INFINITY};

    /** Each special number beside each, in vectors and what is left of them; then single numbers. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void twoOperands(DType t) {
        int n = SPECIAL.length;
        Array x = Array.of(SPECIAL).reshape(n, 1).broadcastTo(n, n).reshape(n * n).convert(t);
        Array y = Array.of(SPECIAL).reshape(1, n).broadcastTo(n, n).reshape(n * n).convert(t);
        same(v -> new Array[] {v[0].maximum(v[1]), v[0].minimum(v[1])}, x, y);
        for (int i = 0; i < n * n; i += 5) {
            Array a = Array.of(x.get(Index.at(i)).item()).convert(t), b = Array.of(y.get(Index.at(i)).item()).convert(t);
            same(v -> new Array[] {v[0].maximum(v[1]), v[0].minimum(v[1])}, a, b);
        }
    }

    @ParameterizedTest @ValueSource(doubles = {0.0, -0.0, 1, -1, 1e-40, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.NaN})
    void literals(double c) {
        for (var t : new DType[] {DType.F32, DType.F64})
            same(v -> new Array[] {v[0].maximum(c), v[0].minimum(c), number(t, c).maximum(v[0]), number(t, c).minimum(v[0])},
                    Array.of(SPECIAL).convert(t));
    }

    private static Array number(DType t, double c) { return Agreement.number(t, c); }

    private static void same(UnaryOperator<Array[]> f, Array... x) {
        var p = Agreement.program(f, x);
        var arguments = java.util.Arrays.stream(x).map(DenseArray.class::cast).toArray(DenseArray[]::new);
        DenseArray[] expected = Interpreter.run(p, arguments), given = Pipeline.compile(p).run(arguments);
        for (int r = 0; r < expected.length; r++) {
            double[] e = expected[r].convert(DType.F64).toDoubleArray(), g = given[r].convert(DType.F64).toDoubleArray();
            for (int i = 0; i < e.length; i++)
                assertEquals(Double.doubleToLongBits(e[i]), Double.doubleToLongBits(g[i]), "element " + i + " of\n" + p);
        }
    }
}
