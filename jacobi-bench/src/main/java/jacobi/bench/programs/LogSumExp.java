package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import java.util.Arrays;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.core.Axes;

/** log Σ eˣ over one axis of an f32 matrix of {@code rows × columns}, the largest element subtracted on the way. */
public enum LogSumExp implements Entry {
    AXIS0, AXIS1;

    private static final double SPREAD = 20;

    static Array logSumExp(Array x, int axis) {
        Array most = x.max(Axes.of(axis), true);
        return x.minus(most).exp().sum(axis).log().plus(most.squeeze(axis));
    }

    private static double[] input(long... n) {
        double[] x = Inputs.noise(1, n[0] * n[1]);
        for (int i = 0; i < x.length; i++) x[i] *= SPREAD;
        return x;
    }

    @Override public Contender jacobi(long... n) {
        Array x = Array.of(Inputs.single(input(n))).reshape(n);
        var f = jit((Array matrix) -> logSumExp(matrix, ordinal()));
        return new Calls(() -> f.apply(x));
    }

    @Override public Contender java(long... n) {
        int rows = (int) n[0], columns = (int) n[1];
        float[] x = Inputs.single(input(n));
        float[] y = new float[this == AXIS0 ? columns : rows];
        Loop.Block block = this == AXIS0 ? (begin, end) -> columns(x, y, rows, columns, begin, end)
            : (begin, end) -> rows(x, y, columns, begin, end);
        return new Loop(() -> Loop.parallel(y.length, block), () -> new double[][] {Loop.doubles(y)});
    }

    private static void rows(float[] x, float[] y, int columns, int begin, int end) {
        for (int i = begin; i < end; i++) {
            float most = Float.NEGATIVE_INFINITY, sum = 0;
            for (int j = 0; j < columns; j++) most = Math.max(most, x[i * columns + j]);
            for (int j = 0; j < columns; j++) sum += (float) Math.exp(x[i * columns + j] - most);
            y[i] = (float) Math.log(sum) + most;
        }
    }

    private static void columns(float[] x, float[] y, int rows, int columns, int begin, int end) {
        float[] most = new float[columns], sum = new float[columns];
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++)
            for (int j = begin; j < end; j++) most[j] = Math.max(most[j], x[i * columns + j]);
        for (int i = 0; i < rows; i++)
            for (int j = begin; j < end; j++) sum[j] += (float) Math.exp(x[i * columns + j] - most[j]);
        for (int j = begin; j < end; j++) y[j] = (float) Math.log(sum[j]) + most[j];
    }
}
