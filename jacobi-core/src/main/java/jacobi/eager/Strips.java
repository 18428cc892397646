package jacobi.eager;

import java.lang.foreign.MemorySegment;
import jacobi.core.DType;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;

/**
 * The kernels of one dtype, over strips: short Java arrays that stay in the first cache. HotSpot compiles each loop by itself,
 * for one type of array, wherever the elements come from. What has no kernel here is said to have none, and the reference
 * interpreter computes it.
 * @param <A> the Java array of a strip
 */
abstract class Strips<A> {
    /** Elements of a strip. */
    static final int LENGTH = 512;
    private static final Strips<?>[] BY_DTYPE = new Strips<?>[DType.values().length];

    static {
        BY_DTYPE[DType.F64.ordinal()] = new F64Strips();
        BY_DTYPE[DType.F32.ordinal()] = new F32Strips();
        BY_DTYPE[DType.S64.ordinal()] = new S64Strips();
        BY_DTYPE[DType.S32.ordinal()] = new S32Strips();
        BY_DTYPE[DType.U64.ordinal()] = new U64Strips();
        BY_DTYPE[DType.U32.ordinal()] = new U32Strips();
        BY_DTYPE[DType.PRED.ordinal()] = new PredStrips();
    }

    /** The kernels of a dtype, or null if it has none. */
    static Strips<?> of(DType dtype) { return BY_DTYPE[dtype.ordinal()]; }

    abstract A make(int n);
    /** Reads elements from index {@code at} of a segment on. */
    abstract void load(MemorySegment s, long at, A a, int n);
    abstract void store(A a, MemorySegment s, long at, int n);
    /** Fills a strip with the first element of a segment. */
    abstract void spread(MemorySegment s, A a, int n);

    abstract boolean has(Unary f);
    abstract boolean has(Binary f);
    abstract boolean has(Monoid m);
    abstract void apply(Unary f, A x, A y, int n);
    abstract void apply(Binary f, A x, A y, A z, int n);
    abstract void apply(Compare f, A x, A y, byte[] z, int n);
    abstract void select(byte[] p, A x, A y, A z, int n);

    /** The reduction of the first n ≥ 1 elements, put into z[at]; sums of floats are formed pairwise. */
    abstract void reduce(Monoid m, A x, int n, A z, int at);

    abstract void toDoubles(A x, double[] y, int n);
    abstract void toLongs(A x, long[] y, int n);
    abstract void fromDoubles(double[] x, A y, int n);
    abstract void fromLongs(long[] x, A y, int n);
}
