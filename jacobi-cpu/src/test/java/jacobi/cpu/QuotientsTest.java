package jacobi.cpu;

import static jacobi.cpu.Agreement.program;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import jacobi.core.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotients by a common divisor have the bits of Java's division, whatever their operands. */
class QuotientsTest {
    private static final int N = 1000;

    /** What {@link Quotients} proves, for all significands of a few bits. */
    @ParameterizedTest @ValueSource(ints = {4, 5, 8, 10})
    void isRoundedForAllSignificands(int p) {
        int one = 1 << p - 1;
        for (int c = one; c < 2 * one; c++) {
            double r = rounded(1.0 / c, p);
            for (int x = one; x < 2 * one; x++) {
                double q = rounded(x * r, p), e = rounded(q * c - x, p);
                assertEquals(rounded((double) x / c, p), rounded(q - e * r, p), x + " / " + c);
            }
        }
    }

    /** To so many bits; quotients of so few are far enough from midpoints to be rounded twice. */
    private static double rounded(double x, int p) {
        int shift = p - 1 - Math.getExponent(x);
        return x == 0 ? x : Math.scalb(Math.rint(Math.scalb(x, shift)), -shift);
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void divisorsKnownWhenRun(DType t) {
        var p = program(v -> new Array[] {v[0].div(v[1])}, ArrayType.of(t, N), ArrayType.scalar(t));
        assertTrue(Code.of(Lower.program(Pipeline.prepare(p))).ir().contains("divided"));
        var code = Pipeline.compile(p);
        var random = new SplittableRandom(1);
        for (int k = 0; k < 400; k++) {
            double c = number(t, random, k);
            for (int kind = 0; kind < 4; kind++) {
                Array x = dividends(t, random, c, kind);
                check(x, c, code.run((DenseArray) x, (DenseArray) Array.of(c).convert(t))[0]);
            }
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void literals(DType t) {
        var random = new SplittableRandom(2);
        for (double literal : new double[] {3, -3, 1.9999, 1e-30, -1e30, 2, -0.5, 0, Double.NaN, Double.POSITIVE_INFINITY,
                1e-40, 0.1f}) {
            double c = t == DType.F32 ? (float) literal : literal;
            var code = Pipeline.compile(program(v -> new Array[] {v[0].div(c)}, ArrayType.of(t, N)));
            for (int kind = 0; kind < 4; kind++) {
                Array x = dividends(t, random, c, kind);
                check(x, c, code.run((DenseArray) x)[0]);
            }
        }
    }

    /** Rows by what is computed of them, and columns by what is read once. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void rowsAndColumns(DType t) {
        Array x = Agreement.array(3, t, 40, 300);
        Agreement.checkAll(v -> new Array[] {v[0].div(v[0].sum(1, true)), v[0].exp().div(v[0].exp().sum(1, true)),
                v[0].div(v[0].get(Index.range(0, 1))).sum(0), v[0].div(v[0].get(Index.range(3, 4)))}, x);
    }

    @Test
    void quotientsBesideVectorMathAreDivided() {
        var p = program(v -> new Array[] {v[0].exp().div(v[1])}, ArrayType.of(DType.F64, N), ArrayType.scalar(DType.F64));
        assertFalse(Code.of(Lower.program(Pipeline.prepare(p))).ir().contains("divided"));
    }

    @Test
    void shortRowsAreDivided() {
        var p = program(v -> new Array[] {v[0].div(v[1])}, ArrayType.of(DType.F64, 1000, 16), ArrayType.of(DType.F64, 1000, 1));
        assertFalse(Code.of(Lower.program(Pipeline.prepare(p))).ir().contains("divided"));
    }

    private static void check(Array x, double c, Array quotients) {
        boolean single = x.dtype() == DType.F32;
        double[] a = x.convert(DType.F64).toDoubleArray(), q = quotients.convert(DType.F64).toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            double expected = single ? (float) a[i] / (float) c : a[i] / c;
            if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(q[i]))
                fail(a[i] + " / " + c + " is " + expected + ", not " + q[i]);
        }
    }

    // ---- operands

    /** Any number; of near exponents, zeros among them; near multiples of the divisor; and near midpoints. */
    private static Array dividends(DType t, SplittableRandom random, double c, int kind) {
        double unit = t == DType.F32 ? 0x1p-24 : 0x1p-53;
        IntToDoubleFunction one = switch (kind) {
            case 0 -> i -> number(t, random, i);
            case 1 -> i -> i % 7 == 0 ? Math.copySign(0.0, i % 2 - 0.5) : random.nextDouble(-2, 2);
            case 2 -> i -> c * random.nextInt(1, 1000) * (1 + (i % 5 - 2) * 2 * unit);
            default -> i -> c * (1 + (2 * (random.nextLong() & 0xfffff) + 1) * unit) * Math.scalb(1.0, i % 3);
        };
        double[] x = new double[N];
        Arrays.setAll(x, i -> t == DType.F32 ? (float) one.applyAsDouble(i) : one.applyAsDouble(i));
        return Array.of(x).convert(t);
    }

    /** Of any bits, and some that are special. */
    private static double number(DType t, SplittableRandom random, int i) {
        double[] special = {0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
                Double.MIN_VALUE, Float.MIN_VALUE, Double.MAX_VALUE, Float.MAX_VALUE, Double.MIN_NORMAL, Float.MIN_NORMAL,
                2 - 0x1p-52, 2 - 0x1p-23, 0x1p-967, 0x1p-100, 0x1p1021, 0x1p125, 0x1p-1021, 0x1p-125};
        if (i % 3 == 0 && random.nextInt(4) == 0) return t == DType.F32 ? (float) special[random.nextInt(special.length)]
                : special[random.nextInt(special.length)];
        if (i % 3 == 1) return t == DType.F32 ? (float) random.nextDouble(1, 2) : random.nextDouble(1, 2);
        return t == DType.F32 ? Float.intBitsToFloat(random.nextInt()) : Double.longBitsToDouble(random.nextLong());
    }
}
