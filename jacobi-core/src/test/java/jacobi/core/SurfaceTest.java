package jacobi.core;

import static jacobi.core.Index.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The surface on small examples, whose results follow by hand. */
class SurfaceTest {
    private static Array counting(long... dims) { return Array.arange(Shape.of(dims).size()).reshape(dims); }

    private static void same(Object expected, Array x) {
        if (expected instanceof Double d) assertEquals(d, x.item(), 1e-14 * Math.abs(d));
        else if (expected instanceof Object[] rows) assertArrayEquals(rows, (Object[]) x.toJava(expected.getClass()));
        else if (expected instanceof double[] row) assertArrayEquals(row, x.toDoubleArray(), 1e-14);
        else if (expected instanceof long[] row) assertArrayEquals(row, x.toLongArray());
        else if (expected instanceof boolean[] row) assertArrayEquals(row, x.toBooleanArray());
        else fail("no comparison for " + expected.getClass());
    }

    private static long[] longs(long... x) { return x; }
    private static double[] doubles(double... x) { return x; }
    private static boolean[] preds(boolean... x) { return x; }

    @Test void weakNumbers() {
        assertEquals(DType.F32, Array.of(1f).plus(0.1).dtype());
        assertEquals(DType.F64, Array.of(1).times(0.5).dtype());
        assertEquals(DType.S32, Array.of(1).plus(1).dtype());
        assertEquals(DType.S64, Array.of(true).plus(1).dtype());
        assertThrows(DomainError.class, () -> Array.of(1).plus(1L << 40));
        assertThrows(DomainError.class, () -> Array.of(1f).times(1e300));
        same(doubles(1, -1), Array.of(2.0, 4.0).rminus(3));
        same(doubles(0.5, 0.25), Array.of(2, 4).rdiv(1));
        same(doubles(8, 16), Array.of(3.0, 4).rpow(2));
    }

    @Test void division() {
        var x = Array.of(7, -7, 7, -7);
        var y = Array.of(2, 2, -2, -2);
        same(longs(3, -4, -4, 3), x.floorDiv(y));
        same(longs(1, 1, -1, -1), x.mod(y));
        same(longs(1, -1, 1, -1), x.rem(y));
        same(doubles(3.5, -3.5, -3.5, 3.5), x.div(y));
        same(doubles(1, 1, -1, -1), x.convert(DType.F64).mod(y));
        var a = new double[] {5, -5, 7.5, 2.5, 1e300, 3, 0.3};
        var b = new double[] {3, 3, 3, 1, 7, -2, 0.2};
        for (int i = 0; i < a.length; i++) assertEquals(Math.IEEEremainder(a[i], b[i]),
                Array.of(a[i]).remainder(Array.of(b[i])).item());
    }

    @Test void libraryFunctions() {
        same(doubles(-2, 2), Array.of(2.0, -2.0).copySign(Array.of(-0.0, 1.0)));
        same(doubles(-1, 2), Array.of(-1.7, 2.9).trunc());
        same(doubles(-3, 2, 3), Array.of(-2.5, 2.4, 2.5).round());
        same(doubles(-2, 2, 2), Array.of(-2.5, 2.4, 2.5).rint());
        same(doubles(0, 2), Array.of(1.0, 4).fdim(Array.of(3.0, 2)));
        same(doubles(3, 4), Array.of(Double.NaN, 4).fmax(Array.of(3.0, 2)));
        same(preds(true, false, true), Array.of(1 / 0.0, 0, -1 / 0.0).isInf());
        same(preds(false, true, true), Array.of(0.0, -0.0, -1).signBit());
        for (int n = 1; n < 20; n++) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) factorial *= i;
            assertEquals(factorial, Array.of((double) n + 1).tgamma().item(), 1e-13 * factorial);
        }
        assertEquals(-2 * Math.sqrt(Math.PI), Array.of(-0.5).tgamma().item(), 1e-14);
        assertEquals(Double.NaN, Array.of(-3.0).tgamma().item());
        assertEquals(Double.POSITIVE_INFINITY, Array.of(0.0).tgamma().item());
    }

    @Test void choice() {
        same(longs(1, 7, 3), Array.where(Array.of(true, false, true), Array.of(1, 2, 3), 7));
        assertEquals(DType.S32, Array.where(Array.of(true), 7, Array.of(1, 2)).dtype());
        assertEquals(DType.F32, Array.of(1f).copySign(-1).remainder(0.3).dtype());
        same(doubles(1, 0, 3), Array.where(Array.of(true, false, true), Array.of(1.0, 2, 3), 0));
        same(doubles(0.5, 2, 2), Array.of(0.5, 2, 3).clip(0.0, 2.0));
        same(new long[][] {{10, 0}, {0, 10}}, Array.where(Array.eye(2).eq(1), Array.of(10L), Array.of(0L)));
    }

    @Test void shapes() {
        var x = counting(2, 3);
        same(new long[][] {{0, 3}, {1, 4}, {2, 5}}, x.transpose());
        same(new long[][] {{0, 1}, {2, 3}, {4, 5}}, x.reshape(-1, 2));
        same(new long[][] {{5, 4, 3}, {2, 1, 0}}, x.flip(0, -1));
        same(new long[][] {{5, 4, 3}, {2, 1, 0}}, x.flip());
        same(new long[][] {{1, 2, 0}, {4, 5, 3}}, x.roll(-1, 1));
        same(new long[][] {{0, 1, 2, 0, 1, 2}, {3, 4, 5, 3, 4, 5}}, x.tile(2));
        same(new long[][] {{0, 0, 1, 1, 2, 2}, {3, 3, 4, 4, 5, 5}}, x.repeat(2, -1));
        same(new long[][] {{9, 0, 1, 2}, {9, 3, 4, 5}}, x.pad(new long[] {0, 1}, new long[2], 9));
        assertEquals(Shape.of(2, 1, 3), x.expandDims(1).shape());
        assertEquals(Shape.of(2, 3, 1), x.expandDims(-1).shape());
        assertEquals(Shape.of(2, 3), x.reshape(1, 2, 1, 3).squeeze().shape());
        assertEquals(Shape.of(3, 4, 2), counting(2, 3, 4).moveAxis(0, -1).shape());
        assertEquals(Shape.of(4, 3, 2), counting(2, 3, 4).swapAxes(0, 2).shape());
        same(new long[][] {{0, 1, 2, 0, 1, 2}, {3, 4, 5, 3, 4, 5}}, Array.concatenate(1, x, x));
        assertEquals(Shape.of(2, 3, 2), Array.stack(-1, x, x).shape());
        same(new long[][] {{1, 2}, {4, 5}}, x.split(new long[] {1}, 1).get(1));
        assertEquals(3, x.split(3, 1).size());
        assertEquals(Shape.of(0, 3), Array.zeros(0, 3).transpose().transpose().shape());
    }

    @Test void basicIndices() {
        var x = counting(3, 4);
        assertEquals(6, x.get(1, 2).itemLong());
        assertEquals(11, x.get(-1, -1).itemLong());
        same(longs(4, 5, 6, 7), x.get(1));
        same(new long[][] {{1, 2}, {5, 6}}, x.get(to(2), range(1, 3)));
        same(new long[][] {{3, 2, 1, 0}}, x.get(range(0, 1), all().step(-1)));
        same(longs(10, 6, 2), x.get(all().step(-1), at(2)));
        same(new long[][] {{0, 2}, {4, 6}, {8, 10}}, x.get(all(), all().step(2)));
        same(longs(7, 5), x.get(at(1), range(3, 0, -2)));
        assertEquals(Shape.of(3, 1, 4), x.get(all(), newAxis()).shape());
        assertEquals(Shape.of(1, 3), x.get(newAxis(), rest(), at(0)).shape());
        assertEquals(Shape.of(0, 4), x.get(range(1, 1)).shape());
    }

    @Test void arrayIndices() {
        var x = counting(3, 4);
        same(new long[][] {{8, 9, 10, 11}, {0, 1, 2, 3}}, x.get(Array.of(-1, 0)));
        same(longs(1, 10), x.get(Array.of(0, 2), Array.of(1, 2)));
        same(new long[][] {{1, 3}, {5, 7}, {9, 11}}, x.take(Array.of(1, 3), 1));
        same(longs(9, 1), x.get(range(0, 3, 2).step(2), at(1)).flip(0));
        same(longs(6, 7), x.get(at(Array.of(1)), from(2)));
        assertEquals(Shape.of(2, 4), counting(3, 4, 5).get(at(0), all(), at(Array.of(1, 2))).shape());
        assertEquals(Shape.of(3, 2, 2), counting(3, 4, 5).get(all(), at(Array.of(new int[][] {{0, 1}, {2, 3}})), at(Array.of(1,
                2))).shape());
        same(longs(3, 8), x.get(x.rem(5).eq(3)));
        same(new long[][] {{4, 5, 6, 7}}, x.get(Array.of(false, true, false)));
        same(new long[][] {{0}, {6}, {9}}, x.takeAlongAxis(Array.of(new int[][] {{0}, {2}, {1}}), 1));
        same(longs(0, 1), counting(4).get(Array.of(DType.U8, Shape.of(2), 0L, 1)));
    }

    @Test void updates() {
        var x = counting(2, 3);
        same(new long[][] {{0, 1, 2}, {7, 8, 9}}, x.at(1).set(Array.of(7, 8, 9)));
        same(new long[][] {{0, 1, 9}, {3, 4, 9}}, x.at(all(), at(-1)).set(9));
        same(new long[][] {{10, 1, 12}, {13, 4, 15}}, x.at(all(), all().step(2)).add(10));
        same(new long[][] {{2, 1, 0}, {3, 4, 5}}, x.at(at(0), all().step(-1)).set(Array.of(0, 1, 2)));
        same(new long[][] {{5, 1, 2}, {3, 4, 0}}, x.at(Array.of(0, 1), Array.of(0, -1)).set(Array.of(5, 0)));
        same(longs(3, 10, 0), Array.zeros(DType.S64, 3).at(Array.of(0, 1, 0, 1)).add(Array.of(1, 4, 2, 6)));
        same(longs(1, 5, 2), Array.of(1L, 2, 2).at(Array.of(0, 1, 1)).max(Array.of(0, 5, 3)));
        same(new long[][] {{0, 0, 2}, {0, 4, 0}}, x.at(x.rem(2).eq(1)).set(0));
        same(new long[][] {{0, 1, 2}, {3, 40, 50}}, x.at(at(1), from(1)).multiply(10));
        same(new long[][] {{0, 7, 2}, {3, 7, 5}}, x.at(all(), at(Array.of(1))).set(7));
        same(new long[][] {{0, 1, 2}, {3, 7, 8}}, x.at(at(1), at(Array.of(1, 2))).set(Array.of(7, 8)));
        assertThrows(TypeError.class, () -> x.at(0).set(Array.of(0.5)));
        assertThrows(DomainError.class, () -> x.at(0).set(0.5));
    }

    @Test void reductions() {
        var x = counting(2, 3);
        assertEquals(15, x.sum().itemLong());
        same(longs(3, 5, 7), x.sum(0));
        same(longs(3, 12), x.sum(-1));
        assertEquals(Shape.of(2, 1), x.sum(Axes.of(-1), true).shape());
        assertEquals(Shape.of(1, 3), x.max(0, true).shape());
        assertEquals(DType.S64, Array.of(true, true).sum().dtype());
        assertEquals(2, Array.of(true, true).sum().itemLong());
        assertEquals(DType.U64, Array.zeros(DType.U8, 3).sum().dtype());
        same(doubles(1, 4), x.mean(1));
        assertEquals(35 / 12.0, x.var().item(), 1e-15);
        assertEquals(3.5, x.var(Axes.of(0, 1), false, 1).item(), 1e-15);
        assertEquals(Math.log(Math.exp(1) + Math.exp(2)) + 1000, Array.of(1001.0, 1002).logSumExp().item(), 1e-12);
        assertEquals(Double.NEGATIVE_INFINITY, Array.zeros(0).logSumExp().item());
        assertEquals(4, Array.of(1.0, 3, 3, 2, Double.NaN).argmax().itemLong());
        assertEquals(1, Array.of(1.0, 3, 3, 2).argmax().itemLong());
        same(longs(0, 0, 0), x.argmin(0));
        same(longs(0, 1, 3), counting(3).cumsum(0));
        same(longs(1, 2, 6), Array.of(1, 2, 3).cumprod(0));
        same(doubles(-1, 2, 3, Double.NaN), Array.of(3, Double.NaN, -1.0, 2).sort());
        same(longs(2, 3, 0, 1), Array.of(3, Double.NaN, -1.0, 2).argsort());
        same(preds(false, true), Array.of(new boolean[][] {{true, false}, {true, true}}).all(1));
        same(preds(true, true), x.any(1));
        assertEquals(0, Array.zeros(0).sum().item());
        assertEquals(720, Array.of(1, 2, 3, 4, 5, 6).prod().itemLong());
        assertThrows(ShapeError.class, () -> Array.zeros(DType.S32, 0).max());
    }

    @Test void products() {
        var x = Array.of(new double[][] {{1, 2}, {3, 4}});
        same(new double[][] {{7, 10}, {15, 22}}, x.matmul(x));
        same(doubles(5, 11), x.matmul(Array.of(1.0, 2)));
        same(doubles(7, 10), Array.of(1.0, 2).matmul(x));
        assertEquals(5, Array.of(1.0, 2).dot(Array.of(1.0, 2)).item());
        assertEquals(Shape.of(5, 2, 4), Array.ones(5, 2, 3).matmul(Array.ones(3, 4)).shape());
        assertEquals(Shape.of(5, 2, 4), Array.ones(2, 3).matmul(Array.ones(5, 3, 4)).shape());
        assertEquals(Shape.of(6, 5, 2, 4), Array.ones(6, 1, 2, 3).matmul(Array.ones(5, 3, 4)).shape());
        same(new double[][] {{3, 4}, {6, 8}}, Array.of(1, 2).outer(Array.of(3.0, 4)));
        assertEquals(30, x.tensordot(x, 2).item());
        same(new double[][] {{7, 15}, {10, 22}}, Array.einsum("ij,jk->ki", x, x));
        assertEquals(5, Array.einsum("ii", x).item());
        same(doubles(1, 4), Array.einsum("ii->i", x));
        same(doubles(4, 6), Array.einsum("ij->j", x));
        assertEquals(Shape.of(3, 2, 5), Array.einsum("bij,bjk,k->bik", Array.ones(3, 2, 4), Array.ones(3, 4, 5),
                Array.ones(5)).shape());
        same(new double[][] {{7, 10}, {15, 22}}, Array.einsum("ij,jk", x, x));
    }

    @Test void logicAndBits() {
        same(preds(true, false), Array.of(true, false).or(Array.of(false, false)));
        same(longs(-2, 1), Array.of(1, -2).not());
        same(longs(8, 16), Array.of(1, 2).shl(3));
        same(longs(-1, 1), Array.of(-2, 2).shr(1));
        same(longs(0x7FFFFFFFL, 1), Array.of(-2, 2).ushr(1));
        same(longs(32, 1), Array.of(-1, 4).popcount());
        assertEquals(List.of(29L), List.of(Array.of(4).countLeadingZeros().itemLong()));
    }
}
