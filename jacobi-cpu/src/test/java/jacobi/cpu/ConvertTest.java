package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.interpret.Interpreter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversions of floats that are too large, or none, in vectors. */
class ConvertTest {
    private static double[] edges() {
        double[] powers = {7, 8, 15, 16, 31, 32, 52, 63, 64, 100};
        double[] x = new double[powers.length * 6 + 8];
        int n = 0;
        for (double p : powers)
            for (double sign : new double[] {1, -1}) {
                double y = sign * Math.pow(2, p);
                for (double z : new double[] {Math.nextDown(y), y, Math.nextUp(y)}) x[n++] = z;
            }
        for (double z : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0, -0.0, 0.5, -0.5, -0.99, -1}) x[n++] = z;
        return x;
    }

    @ParameterizedTest @EnumSource(names = {"S8", "U8", "S16", "U16", "S32", "U32", "S64", "U64"})
    void saturate(DType t) {
        for (var from : new DType[] {DType.F32, DType.F64}) {
            var x = (DenseArray) Array.of(edges()).convert(from);
            var p = program(y -> new Array[] {y[0].convert(t)}, x);
            assertArrayEquals(Interpreter.run(p, x)[0].convert(DType.S64).toLongArray(), Pipeline.compile(p).run(x)[0]
                    .convert(DType.S64).toLongArray());
        }
    }
}
