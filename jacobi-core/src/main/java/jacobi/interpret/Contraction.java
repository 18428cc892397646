package jacobi.interpret;

import jacobi.core.Axes;
import jacobi.core.Shape;
import jacobi.lax.DotGeneral;

/** The general contraction: for each result element, the sum of products over the contracting axes. */
final class Contraction {
    private Contraction() {}

    static void dot(DotGeneral p, Elements x, Elements y, Elements z) {
        var inner = x.shape().select(p.leftContract());
        var left = new Side(x.shape(), p.leftBatch(), p.leftFree(x.shape().rank()), p.leftContract());
        var right = new Side(y.shape(), p.rightBatch(), p.rightFree(y.shape().rank()), p.rightContract());
        int b = p.leftBatch().size(), l = left.free.size();
        var position = new long[1];
        Indices.forEach(z.shape(), to -> {
            long i = left.start(to, b), j = right.start(to, b + l);
            var sum = new Sum(x.dtype());
            Indices.forEach(inner, k -> sum.addProduct(x.get(i + left.along(k)), y.get(j + right.along(k))));
            z.set(position[0]++, sum.result());
        });
    }

    /** Where an operand's elements lie. */
    private record Side(long[] strides, Axes batch, Axes free, Axes contract) {
        Side(Shape shape, Axes batch, Axes free, Axes contract) { this(shape.strides(), batch, free, contract); }

        /** The first element for a result index, whose axes from {@code freeAt} on are this side's free ones. */
        long start(long[] to, int freeAt) {
            long offset = 0;
            for (int i = 0; i < batch.size(); i++) offset += to[i] * strides[batch.get(i)];
            for (int i = 0; i < free.size(); i++) offset += to[freeAt + i] * strides[free.get(i)];
            return offset;
        }

        long along(long[] k) {
            long offset = 0;
            for (int i = 0; i < k.length; i++) offset += k[i] * strides[contract.get(i)];
            return offset;
        }
    }
}
