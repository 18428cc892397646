package jacobi.cpu;

import jacobi.core.ArrayType;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.lax.DotGeneral;

/** Which contractions are matrix products worth handing to the runtime, and how their operands lie. */
final class Products {
    private static final long WORTH = 24 * 24 * 24, SLENDER = 16;
    /** Elements of matrices that stay in a core's caches, and of one that stays there beside two long ones. */
    private static final long NEAR = 1 << 16, NEAREST = 1 << 14;
    /** The longest rows of a matrix that are read in panels, each of which reaches over all of them. */
    private static final long FAR = 512;

    private Products() {}

    /** Extents of the product: a batch of [m,k] times [k,n]. */
    record Extents(long batch, long m, long n, long k) {}

    static Extents extents(Equation e) {
        var d = (DotGeneral) e.primitive();
        ArrayType x = e.operands().get(0).type(), y = e.operands().get(1).type();
        return new Extents(size(x, d.leftBatch()), size(x, d.leftFree(x.rank())), size(y, d.rightFree(y.rank())), size(x,
                d.leftContract()));
    }

    private static long size(ArrayType t, Axes axes) { return t.shape().select(axes).size(); }

    /** Big ones go to the runtime; small ones, and products with a vector, are loops of ours. */
    static boolean isBig(Equation e) {
        var t = e.result().type().dtype();
        if (t != DType.F32 && t != DType.F64) return false;
        var x = extents(e);
        return x.m >= 4 && x.n >= 4 && x.k >= 4 && x.m * x.n * x.k >= WORTH && !isSlender(x) && !isNear(x);
    }

    /**
     * Whether caches hold all, or one matrix as the others pass by. Then tiles in registers need no copies of the operands,
     * which is what the runtime's products begin with; where there are registers for such tiles.
     */
    private static boolean isNear(Extents x) {
        if (!Avx512.isHere()) return false;
        long a = x.m * x.k, b = x.k * x.n, c = x.m * x.n;
        return Math.max(Math.max(a, b), c) <= NEAR || c <= NEAREST || b <= NEAREST || a <= NEAREST && x.k <= FAR;
    }

    /** Whether one side of the result, or all of it, is short: the runtime's blocks would be empty for the most part. */
    private static boolean isSlender(Extents x) {
        return Math.min(x.m, x.n) <= SLENDER && x.k <= 2 * SLENDER || x.m * x.n <= SLENDER * SLENDER;
    }

    /** How an operand lies: as rows of [outer, inner] in memory, transposed, or neither. */
    enum Layout { ROWS, TRANSPOSED, OTHER }

    static Layout layout(int rank, Axes batch, Axes outer, Axes inner) {
        if (batch.concat(outer).concat(inner).isIdentity()) return Layout.ROWS;
        return batch.concat(inner).concat(outer).isIdentity() ? Layout.TRANSPOSED : Layout.OTHER;
    }
}
