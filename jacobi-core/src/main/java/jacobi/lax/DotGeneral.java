package jacobi.lax;

import static jacobi.lax.Linear.one;

import jacobi.core.*;

/**
 * The general contraction: sums of products over pairs of contracting axes, for each index of pairs of batch axes. The result
 * has the batch axes, then the free axes of the left operand, then those of the right. StableHLO dot_general. Bilinear.
 */
public record DotGeneral(Axes leftBatch, Axes rightBatch, Axes leftContract, Axes rightContract) implements Primitive {
    @Override public String mnemonic() { return "dot_general"; }

    public Axes leftFree(int rank) { return Axes.upTo(rank).minus(leftBatch).minus(leftContract); }
    public Axes rightFree(int rank) { return Axes.upTo(rank).minus(rightBatch).minus(rightContract); }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], y = operands[1];
        if (x.dtype() != y.dtype() || x.dtype() == DType.PRED) throw new TypeError("dot_general cannot take these operands")
                .expected("two operands of one dtype of numbers").mend("convert them to %s", DType.promote(x.dtype(), y.dtype()));
        checkAxes(x, leftBatch, leftContract, "left");
        checkAxes(y, rightBatch, rightContract, "right");
        checkPairs(x, y, leftBatch, rightBatch, "batch", "C9");
        checkPairs(x, y, leftContract, rightContract, "contracting", "C10");
        var left = x.shape().select(leftBatch.concat(leftFree(x.rank())));
        return one(x.withShape(left.concat(y.shape().select(rightFree(y.rank())))));
    }

    private void checkAxes(ArrayType x, Axes batch, Axes contract, String side) {
        var all = batch.concat(contract);
        if (!all.within(x.rank()) || !all.distinct()) throw fault("C3")
                .expected("distinct axes of a %s operand of rank %d", side, x.rank());
    }

    private void checkPairs(ArrayType x, ArrayType y, Axes left, Axes right, String what, String label) {
        if (left.size() != right.size()) throw fault(label).expected("as many %s axes on the left as on the right", what);
        for (int i = 0; i < left.size(); i++)
            if (x.dim(left.get(i)) != y.dim(right.get(i)))
                throw fault(label).expected("%s axes of one size: left axis %d has %d, right axis %d has %d", what,
                        left.get(i), x.dim(left.get(i)), right.get(i), y.dim(right.get(i)))
                        .mend("transpose an operand, or contract other axes");
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return one(Elementwise.sum(dx[0] == null ? null : bind(dx[0], x[1]), dx[1] == null ? null : bind(x[0], dx[1])));
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        if (x[0] == null) return new Array[] {forLeft(ct[0], x[1], types[0]), null};
        var swapped = new DotGeneral(rightBatch, leftBatch, rightContract, leftContract);
        return new Array[] {null, swapped.forLeft(swapFree(ct[0], types), x[0], types[1])};
    }

    /** The cotangent with the free axes of the right operand before those of the left. */
    private Array swapFree(Array ct, ArrayType[] types) {
        int b = leftBatch.size(), left = leftFree(types[0].rank()).size();
        return ct.transpose(Axes.upTo(b).concat(Axes.range(b + left, ct.rank())).concat(Axes.range(b, b + left)));
    }

    /**
     * The left operand's cotangent: ct contracted with the right operand over the right's free axes, its axes put where they
     * came from.
     */
    private Array forLeft(Array ct, Array right, ArrayType left) {
        int b = leftBatch.size(), free = leftFree(left.rank()).size();
        var product = new DotGeneral(Axes.upTo(b), rightBatch, Axes.range(b + free, ct.rank()), rightFree(right.rank()))
                .bind(ct, right);
        var contractInRightOrder = Axes.of(rightContract.sorted().stream().map(a -> leftContract.get(rightContract.indexOf(a)))
                .toArray());
        return product.transpose(leftBatch.concat(leftFree(left.rank())).concat(contractInRightOrder).inverse());
    }

    @Override public Batched[] batch(long size, Batched... x) {
        Array left = x[0].array(), right = x[1].array();
        if (x[0].mapped() && x[1].mapped())
            return mapped(new DotGeneral(leftBatch.plus(1).prepend(0), rightBatch.plus(1).prepend(0), leftContract.plus(1),
                    rightContract.plus(1)).bind(left, right));
        int b = leftBatch.size();
        if (x[0].mapped()) return mapped(toFront(new DotGeneral(leftBatch.plus(1), rightBatch, leftContract.plus(1),
                rightContract).bind(left, right), b));
        int at = b + leftFree(left.rank()).size();
        return mapped(toFront(new DotGeneral(leftBatch, rightBatch.plus(1), leftContract, rightContract.plus(1))
                .bind(left, right), at));
    }

    private static Array toFront(Array x, int axis) { return x.transpose(x.type().axes().minus(Axes.of(axis)).prepend(axis)); }
    private static Batched[] mapped(Array x) { return new Batched[] {Batched.mapped(x)}; }
}
