package jacobi.core;

import jacobi.lax.DotGeneral;

/** Sums of products. */
final class Products {
    private Products() {}

    private static Array product(Array x, Array y, Axes batchX, Axes batchY, Axes contractX, Axes contractY) {
        var dtype = DType.promote(x.dtype(), y.dtype());
        return new DotGeneral(batchX, batchY, contractX, contractY).bind(x.convert(dtype), y.convert(dtype));
    }

    private static Array product(Array x, Array y, int contractX, int contractY) {
        return product(x, y, Axes.NONE, Axes.NONE, Axes.of(contractX), Axes.of(contractY));
    }

    static Array matmul(Array x, Array y) {
        Absent.refused(y, "matmul");
        if (x.rank() == 0 || y.rank() == 0) throw scalars(x, y);
        checkInner(x, y);
        if (x.rank() == 1) return product(x, y, 0, Math.max(0, y.rank() - 2));
        if (y.rank() <= 2) return product(x, y, x.rank() - 1, 0);
        return x.rank() == 2 ? matrixWithBatch(x, y) : batches(x, y);
    }

    private static JacobiError scalars(Array x, Array y) {
        return new ShapeError("matmul cannot take a scalar").expected("arrays with at least one axis")
                .given("%s", Given.types(x, y))
                .mend("use times").at(Frame.user());
    }

    private static void checkInner(Array x, Array y) {
        long inner = y.dim(y.rank() == 1 ? 0 : -2);
        if (x.dim(-1) != inner) throw new ShapeError("matmul cannot take these operands")
                .expected("a last axis on the left of the extent of axis %d on the right: %d", Math.max(0, y.rank() - 2), inner)
                .given("%s", Given.types(x, y)).mend("transpose one of them, or contract other axes with tensordot")
                .at(Frame.user());
    }

    /** One matrix on the left of many: its rows come first and are moved behind the batch. */
    private static Array matrixWithBatch(Array x, Array y) { return product(x, y, 1, y.rank() - 2).moveAxis(0, -2); }

    private static Array batches(Array x, Array y) {
        var batch = Shape.broadcast(x.shape().slice(0, x.rank() - 2), y.shape().slice(0, y.rank() - 2));
        if (batch == null) throw new ShapeError("matmul cannot take these operands").expected("leading axes that broadcast")
                .given("%s", Given.types(x, y))
                .mend("reshape one of them so that its leading axes line up").at(Frame.user());
        var a = x.broadcastTo(batch.concat(x.shape().slice(x.rank() - 2, x.rank())));
        var b = y.broadcastTo(batch.concat(y.shape().slice(y.rank() - 2, y.rank())));
        int n = batch.rank();
        return product(a, b, Axes.upTo(n), Axes.upTo(n), Axes.of(n + 1), Axes.of(n));
    }

    static Array dot(Array x, Array y) {
        Absent.refused(y, "dot");
        if (x.rank() == 0 || y.rank() == 0) return x.times(y);
        checkInner(x, y);
        return product(x, y, x.rank() - 1, Math.max(0, y.rank() - 2));
    }

    static Array outer(Array x, Array y) { return product(x, Absent.refused(y, "outer"), Axes.NONE, Axes.NONE, Axes.NONE,
            Axes.NONE); }

    static Array tensordot(Array x, Array y, int n) {
        Absent.refused(y, "tensordot");
        if (n < 0 || n > x.rank() || n > y.rank()) throw new ShapeError("tensordot cannot take so many axes")
                .expected("at most %d axes", Math.min(x.rank(), y.rank()))
                .given("%d axes, %s", n, Given.types(x, y)).mend("contract fewer axes").at(Frame.user());
        return tensordot(x, y, Axes.range(x.rank() - n, x.rank()), Axes.upTo(n));
    }

    static Array tensordot(Array x, Array y, Axes axesOfX, Axes axesOfY) {
        Absent.refused(y, "tensordot");
        return product(x, y, Axes.NONE, Axes.NONE, Sides.axes(x, axesOfX), Sides.axes(y, axesOfY));
    }

    /** The contraction with batch axes. */
    static Array contract(Array x, Array y, Axes batchX, Axes batchY, Axes contractX, Axes contractY) {
        return product(x, y, batchX, batchY, contractX, contractY);
    }
}
