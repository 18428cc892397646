package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.DotGeneral;

/**
 * Contractions of small operands: both are brought to batches of matrices, the left {@code [b, m, k]}, the right
 * {@code [b, k, n]}, and rows of the result are sums of multiples of rows of the right.
 */
final class Products {
    private Products() {}

    /** Null where the dtype has no kernel. */
    static DenseArray product(DotGeneral p, DenseArray x, DenseArray y) {
        if (x.dtype() != DType.F64 && x.dtype() != DType.F32 && x.dtype() != DType.S32 && x.dtype() != DType.S64) return null;
        Axes leftFree = p.leftFree(x.rank()), rightFree = p.rightFree(y.rank());
        var left = ordered(x, p.leftBatch().concat(leftFree).concat(p.leftContract()));
        var right = ordered(y, p.rightBatch().concat(p.rightContract()).concat(rightFree));
        var result = Results.of(p.infer(x.type(), y.type())[0]);
        int b = Math.toIntExact(x.shape().select(p.leftBatch()).size()), m = Math.toIntExact(x.shape().select(leftFree).size());
        int k = Math.toIntExact(x.shape().select(p.leftContract()).size()),
                n = Math.toIntExact(y.shape().select(rightFree).size());
        switch (x.dtype()) {
            case F64 -> doubles(left, right, result, b, m, k, n);
            case F32 -> floats(left, right, result, b, m, k, n);
            case S64 -> longs(left, right, result, b, m, k, n);
            default -> ints(left, right, result, b, m, k, n);
        }
        return result;
    }

    private static DenseArray ordered(DenseArray x, Axes order) { return order.isIdentity() ? x : Layouts.transpose(order, x); }

    private static void doubles(DenseArray left, DenseArray right, DenseArray result, int batches, int m, int k, int n) {
        double[] a = left.segment().toArray(JAVA_DOUBLE), b = right.segment().toArray(JAVA_DOUBLE), row = new double[n];
        for (int i = 0; i < batches * m; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < k; j++) addMultiple(a[i * k + j], b, (i / m * k + j) * n, row);
            MemorySegment.copy(row, 0, result.segment(), JAVA_DOUBLE, 8L * i * n, n);
        }
    }

    private static void addMultiple(double a, double[] b, int at, double[] row) {
        for (int i = 0; i < row.length; i++) row[i] = Math.fma(a, b[at + i], row[i]);
    }

    private static void floats(DenseArray left, DenseArray right, DenseArray result, int batches, int m, int k, int n) {
        float[] a = left.segment().toArray(JAVA_FLOAT), b = right.segment().toArray(JAVA_FLOAT), row = new float[n];
        for (int i = 0; i < batches * m; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < k; j++) addMultiple(a[i * k + j], b, (i / m * k + j) * n, row);
            MemorySegment.copy(row, 0, result.segment(), JAVA_FLOAT, 4L * i * n, n);
        }
    }

    private static void addMultiple(float a, float[] b, int at, float[] row) {
        for (int i = 0; i < row.length; i++) row[i] = Math.fma(a, b[at + i], row[i]);
    }

    private static void longs(DenseArray left, DenseArray right, DenseArray result, int batches, int m, int k, int n) {
        long[] a = left.segment().toArray(JAVA_LONG), b = right.segment().toArray(JAVA_LONG), row = new long[n];
        for (int i = 0; i < batches * m; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < k; j++) addMultiple(a[i * k + j], b, (i / m * k + j) * n, row);
            MemorySegment.copy(row, 0, result.segment(), JAVA_LONG, 8L * i * n, n);
        }
    }

    private static void addMultiple(long a, long[] b, int at, long[] row) {
        for (int i = 0; i < row.length; i++) row[i] += a * b[at + i];
    }

    private static void ints(DenseArray left, DenseArray right, DenseArray result, int batches, int m, int k, int n) {
        int[] a = left.segment().toArray(JAVA_INT), b = right.segment().toArray(JAVA_INT), row = new int[n];
        for (int i = 0; i < batches * m; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < k; j++) addMultiple(a[i * k + j], b, (i / m * k + j) * n, row);
            MemorySegment.copy(row, 0, result.segment(), JAVA_INT, 4L * i * n, n);
        }
    }

    private static void addMultiple(int a, int[] b, int at, int[] row) {
        for (int i = 0; i < row.length; i++) row[i] += a * b[at + i];
    }
}
