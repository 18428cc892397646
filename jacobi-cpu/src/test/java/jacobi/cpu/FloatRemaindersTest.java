package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import jacobi.core.*;
import jacobi.lax.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Remainders are exact: the same bits as Java's. */
class FloatRemaindersTest {
    private static final double[] SPECIAL = {0, -0.0, 1, -1, 0.5, 3, -3, 7.25, 1e300, -1e300, Double.MIN_VALUE, -Double.MIN_VALUE,
        Double.MIN_NORMAL, Double.MAX_VALUE, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN, Math.nextDown(1.0), Math.nextUp(1.0), Math.nextDown(3.0), 0x1p52, 0x1p53,
        0x1p24 - 1};

    private static Array of(DType t, double... x) { return Array.of(x).convert(t); }

    private static void same(DType t, double[] x, double[] y) {
        Array a = of(t, x), b = of(t, y);
        var given = Pipeline.compile(program(v -> new Array[] {Binary.REMAINDER.bind(v[0], v[1])}, a, b)).run((DenseArray) a,
                (DenseArray) b)[0].convert(DType.F64).toDoubleArray();
        double[] xs = a.convert(DType.F64).toDoubleArray(), ys = b.convert(DType.F64).toDoubleArray();
        for (int i = 0; i < xs.length; i++) {
            double expected = xs[i] % ys[i];                     // exact: in f32 too, whose remainders f64 holds
            int at = i;
            assertEquals(expected, given[i], () -> xs[at] + " % " + ys[at]);
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void specialOperands(DType t) {
        int n = SPECIAL.length;
        same(t, DoubleStream.of(SPECIAL).flatMap(x -> DoubleStream.generate(() -> x).limit(n)).toArray(),
                DoubleStream.iterate(0, i -> i + 1).limit((long) n * n).map(i -> SPECIAL[(int) i % n]).toArray());
        for (double x : SPECIAL) for (double y : new double[] {-3, 0, Double.POSITIVE_INFINITY}) same(t, new double[] {x},
                new double[] {y});
    }

    /** Operands of all sizes, quotients near whole numbers, and huge ones. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void randomOperands(DType t) {
        var random = new SplittableRandom(3);
        int n = 200_003, most = t == DType.F32 ? 120 : 1000;
        double[] x = new double[n], y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = Math.scalb(random.nextDouble(1, 2), random.nextInt(-most, most)) * (random.nextBoolean() ? 1 : -1);
            double whole = Math.floor(Math.scalb(random.nextDouble(), random.nextInt(1, t == DType.F32 ? 26 : 55)));
            x[i] = switch (random.nextInt(4)) {
                case 0 -> y[i] * whole;
                case 1 -> Math.nextDown((float) (y[i] * whole));
                case 2 -> Math.nextDown(y[i] * whole);
                default -> y[i] * Math.scalb(random.nextDouble(), random.nextInt(-60, 60));
            };
        }
        same(t, x, y);
    }

    @Test
    void oneDivisorForAll() {
        double[] x = DoubleStream.iterate(-700, v -> v + 0.37).limit(4001).toArray();
        for (double y : new double[] {2 * Math.PI, 1, 0.1, -3}) same(DType.F64, x, DoubleStream.generate(() -> y).limit(4001)
                .toArray());
        check(v -> v[0].mod(2 * Math.PI).sin(), of(DType.F64, x));
        check(v -> Binary.REMAINDER.bind(v[0], Array.full(DType.F32, 0.7, 4001)), of(DType.F32, x));
    }
}
