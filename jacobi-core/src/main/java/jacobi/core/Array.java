package jacobi.core;

import static jacobi.lax.Binary.*;
import static jacobi.lax.Unary.*;

import jacobi.lax.*;

/**
 * An immutable rectangular array of numbers of one {@link DType}, row-major. Every operation makes a new array; inside a transformation it is
 * recorded instead of computed, and the same code serves. Two arrays meet by NumPy's broadcasting and by {@link DType#promote}; a Java number
 * meets an array in the array's dtype ({@code s32.times(0.5)} is f64). {@code equals} is identity.
 */
public abstract sealed class Array implements AutoCloseable permits DenseArray, Tracer {
    private final ArrayType type;

    Array(ArrayType type) { this.type = type; }

    public final ArrayType type() { return type; }
    public final DType dtype() { return type.dtype(); }
    public final Shape shape() { return type.shape(); }
    public final int rank() { return type.rank(); }
    public final long size() { return type.size(); }

    /** Gives the memory back at once; the array must not be used any more. Otherwise it is given back when the array is unreachable. */
    @Override public void close() {}

    // creation from Java numbers

    /** A scalar, f64. With several numbers, or a Java array, a vector. */
    public static Array of(double value) { return full(value); }
    public static Array of(float value) { return Creation.full(Constant.of(DType.F32, value), Shape.SCALAR); }
    public static Array of(long value) { return Creation.full(Constant.of(DType.S64, value), Shape.SCALAR); }
    public static Array of(int value) { return Creation.full(Constant.of(DType.S32, value), Shape.SCALAR); }
    public static Array of(boolean value) { return Creation.full(Constant.of(DType.PRED, value ? 1 : 0), Shape.SCALAR); }
    /** A vector, f64; the numbers are copied. */
    public static Array of(double... values) { return Creation.vector(values); }
    public static Array of(float... values) { return Creation.vector(values); }
    public static Array of(long... values) { return Creation.vector(values); }
    public static Array of(int... values) { return Creation.vector(values); }
    public static Array of(boolean... values) { return Creation.vector(values); }
    /** From Java arrays in Java arrays, such as {@code double[][]}: an axis for each []. @throws ShapeError if rows differ in length */
    public static Array of(Object[] rows) { return Creation.nested(rows); }
    /** Numbers in row-major order. @throws ShapeError if they do not fill the shape @throws DomainError if the dtype cannot hold one */
    public static Array of(DType dtype, Shape shape, double... values) { return Creation.of(dtype, shape, values); }
    public static Array of(DType dtype, Shape shape, long... values) { return Creation.of(dtype, shape, values); }

    // creation by rule; inside jit these stay rules, and take no memory

    /** f64 zeros. */
    public static Array zeros(long... dims) { return zeros(ArrayType.of(DType.F64, dims)); }
    public static Array zeros(DType dtype, long... dims) { return zeros(ArrayType.of(dtype, dims)); }
    public static Array zeros(ArrayType type) { return Creation.full(Constant.of(type.dtype(), 0), type.shape()); }
    /** f64 ones. */
    public static Array ones(long... dims) { return ones(ArrayType.of(DType.F64, dims)); }
    public static Array ones(DType dtype, long... dims) { return ones(ArrayType.of(dtype, dims)); }
    public static Array ones(ArrayType type) { return Creation.full(Constant.of(type.dtype(), 1), type.shape()); }
    /** f64 of one value. */
    public static Array full(double value, long... dims) { return full(DType.F64, value, dims); }
    /** @throws DomainError if the dtype cannot hold the value */
    public static Array full(DType dtype, double value, long... dims) { return Creation.full(Constant.of(dtype, value), Shape.of(dims)); }
    public static Array full(DType dtype, long value, long... dims) { return Creation.full(Constant.of(dtype, value), Shape.of(dims)); }
    /** Zeros of the dtype and shape of x. */
    public static Array zerosLike(Array x) { return zeros(x.type()); }
    public static Array onesLike(Array x) { return ones(x.type()); }
    /** s64: 0, 1, …, stop - 1. */
    public static Array arange(long stop) { return arange(0, stop, 1); }
    public static Array arange(long start, long stop) { return arange(start, stop, 1); }
    /** s64 from {@code start} in steps as long as {@code stop} is not reached. */
    public static Array arange(long start, long stop, long step) { return Creation.arange(start, stop, step); }
    public static Array arange(double stop) { return arange(0, stop, 1); }
    public static Array arange(double start, double stop) { return arange(start, stop, 1); }
    /** f64 from {@code start} in steps as long as {@code stop} is not reached; the count is ⌈(stop - start) / step⌉. */
    public static Array arange(double start, double stop, double step) { return Creation.arange(DType.F64, start, stop, step); }
    /** f64: n numbers in even steps, both ends among them. */
    public static Array linspace(double start, double stop, long n) { return linspace(of(start), of(stop), n); }
    /** As above between scalars, which may be traced. */
    public static Array linspace(Array start, Array stop, long n) { return Creation.linspace(start, stop, n); }
    /** The f64 identity matrix. */
    public static Array eye(long n) { return eye(DType.F64, n, n, 0); }
    public static Array eye(long rows, long columns) { return eye(DType.F64, rows, columns, 0); }
    /** Ones where column - row is k, else zeros. */
    public static Array eye(DType dtype, long rows, long columns, long k) { return Creation.eye(dtype, rows, columns, k); }
    /** Counts 0, 1, 2, … along an axis. */
    public static Array iota(ArrayType type, int axis) { return new Iota(type, axis).bind(); }

    // numbers out; each throws TraceError where the numbers are not known, inside jit and vmap

    /** The number of an array of one element, as a double. @throws ShapeError if it has more or fewer @throws TypeError if it is complex */
    public double item() { return Conversion.item(numbers()); }
    /** As {@link #item}, of an integer dtype or pred. @throws DomainError if a u64 does not fit a long */
    public long itemLong() { return Conversion.itemLong(numbers()); }
    /** As {@link #item}, of a pred. */
    public boolean itemBoolean() { return Conversion.itemBoolean(numbers()); }
    /** The elements of a real dtype in row-major order, a copy. @throws TypeError if it is complex */
    public double[] toDoubleArray() { return Conversion.doubles(numbers()); }
    /** The elements of f32, f16 or bf16, a copy. @throws TypeError of another dtype: nothing is narrowed */
    public float[] toFloatArray() { return Conversion.floats(numbers()); }
    /** The elements of an integer dtype or pred, a copy. @throws TypeError of another dtype @throws DomainError if one does not fit a long */
    public long[] toLongArray() { return Conversion.longs(numbers()); }
    /** As {@link #toLongArray}. @throws DomainError if an element does not fit an int */
    public int[] toIntArray() { return Conversion.ints(numbers()); }
    /** The elements of a pred, a copy. */
    public boolean[] toBooleanArray() { return Conversion.booleans(numbers()); }
    /** A copy as Java arrays in Java arrays, such as {@code x.toJava(double[][].class)}. @throws ShapeError if the number of [] is not the rank */
    public <T> T toJava(Class<T> type) { return type.cast(Conversion.nested(numbers(), type)); }

    private DenseArray numbers() { return Trace.concrete(this); }

    // arithmetic
    public Array plus(Array y) { return Operands.meet(ADD, this, y); }
    public Array minus(Array y) { return Operands.meet(SUBTRACT, this, y); }
    public Array times(Array y) { return Operands.meet(MULTIPLY, this, y); }
    /** The quotient; integers and preds are divided in f64, as in NumPy. */
    public Array div(Array y) { return Operands.meetInexact(DIVIDE, this, y); }
    public Array pow(Array y) { return Operands.meet(POWER, this, y); }
    public Array plus(double y) { return Operands.meet(ADD, this, y); }
    public Array plus(long y) { return Operands.meet(ADD, this, y); }
    public Array minus(double y) { return Operands.meet(SUBTRACT, this, y); }
    public Array minus(long y) { return Operands.meet(SUBTRACT, this, y); }
    public Array times(double y) { return Operands.meet(MULTIPLY, this, y); }
    public Array times(long y) { return Operands.meet(MULTIPLY, this, y); }
    public Array div(double y) { return Operands.meetInexact(DIVIDE, this, y); }
    public Array unaryMinus() { return NEGATE.bind(this); }
    public Array square() { return times(this); }

    // elementwise functions; integers are computed in f64
    public Array exp() { return EXPONENTIAL.bind(inexact()); }
    public Array expm1() { return EXPONENTIAL_MINUS_ONE.bind(inexact()); }
    public Array log() { return LOG.bind(inexact()); }
    public Array log1p() { return LOG_PLUS_ONE.bind(inexact()); }
    public Array sin() { return SINE.bind(inexact()); }
    public Array cos() { return COSINE.bind(inexact()); }
    public Array tanh() { return TANH.bind(inexact()); }
    public Array sqrt() { return SQRT.bind(inexact()); }
    public Array abs() { return ABS.bind(this); }
    public Array rsqrt() { return RSQRT.bind(inexact()); }
    public Array sinh() { return SINH.bind(inexact()); }
    public Array cosh() { return COSH.bind(inexact()); }
    public Array sign() { return SIGN.bind(this); }
    public Array floor() { return FLOOR.bind(inexact()); }
    /** The real part; a real array is its own. */
    public Array real() { return dtype().isComplex() ? REAL.bind(this) : this; }
    /** The imaginary part; of a real array, zeros. */
    public Array imag() { return IMAG.bind(this); }

    // comparison; the result is pred
    public Array eq(Array y) { return Operands.meet(Compare.EQ, this, y); }
    public Array eq(double y) { return Operands.meet(Compare.EQ, this, y); }
    public Array eq(long y) { return Operands.meet(Compare.EQ, this, y); }

    private Array inexact() { return convert(dtype().inexact()); }

    // dtype and shape
    public Array convert(DType dtype) { return dtype == dtype() ? this : new Convert(dtype).bind(this); }

    /** Stretched to a shape by NumPy's rule. @throws ShapeError if it does not fit */
    public Array broadcastTo(Shape shape) {
        if (shape.equals(shape())) return this;
        return new BroadcastInDim(shape, Axes.range(shape.rank() - rank(), shape.rank())).bind(this);
    }

    public Array reshape(Shape shape) { return shape.equals(shape()) ? this : new Reshape(shape).bind(this); }
    public Array reshape(long... dims) { return reshape(Shape.of(dims)); }
    /** Axis {@code i} of the result is axis {@code permutation.get(i)} of this. */
    public Array transpose(Axes permutation) { return permutation.isIdentity() ? this : new Transpose(permutation).bind(this); }

    /** The sum over some axes, which disappear. */
    public Array reduceSum(Axes axes) { return axes.isEmpty() ? this : new Reduce(Monoid.SUM, axes).bind(this); }
    /** The sum of all elements, a scalar. */
    public Array sum() { return reduceSum(type.axes()); }

    // linear algebra: matrices in the last two axes
    /** X with this X = b; b is a vector [n] or matrices [..., n, k]. @see LinearAlgebra#solve */
    public Array solve(Array b) { return LinearAlgebra.solve(this, b); }
    /** The inverse of square matrices; to solve a system, {@link #solve} is faster and more accurate. */
    public Array inv() { return LinearAlgebra.inverse(this); }
    /** The lower triangular L with L Lᴴ = this, Hermitian and positive definite; else NaN. @see LinearAlgebra#cholesky */
    public Array cholesky() { return LinearAlgebra.cholesky(this); }
}
