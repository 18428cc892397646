package jacobi.numpy;

import static jacobi.Jacobi.jit;

import jacobi.F3;
import jacobi.core.Absent;
import jacobi.core.Array;
import jacobi.core.Backends;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.core.Trace;

/**
 * A draw of a shape and dtype: some hundred operations on each element. A large one runs as one compiled program, once through
 * memory; a small one operation by operation, because compiling takes as long as many passes over memory. Where something is
 * being recorded, it becomes part of that.
 */
record Draw(F3<Key, Shape, DType, Array> plain, F3<Key, Shape, DType, Array> compiled) {
    /** Elements from which on a draw is compiled: about as long as compiling takes. */
    private static final long LARGE = 1 << 18;

    static Draw of(F3<Key, Shape, DType, Array> f) { return new Draw(f, jit(f)); }

    Array draw(Key key, Shape shape, DType dtype) {
        Absent.refused(key, "a draw", "a key");
        Absent.refused(shape, "a draw", "a shape");
        Absent.refused(dtype, "a draw", "a dtype");
        return (isLarge(shape) ? compiled : plain).apply(key, shape, dtype);
    }

    private static boolean isLarge(Shape shape) {
        return shape.size() >= LARGE && !Trace.isStaging() && Backends.chosen().isNative();
    }
}
