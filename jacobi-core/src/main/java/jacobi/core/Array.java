package jacobi.core;

import static jacobi.lax.Binary.*;
import static jacobi.lax.Unary.*;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jacobi.lax.*;

/**
 * An immutable rectangular array of numbers of one {@link DType}, row-major. Every operation makes a new array; inside a
 * transformation it is recorded instead of computed, and the same code serves. Two arrays meet by NumPy's broadcasting and by
 * {@link DType#promote}; a Java number meets an array in the array's dtype, or in f64 if that has fractions and the array's has
 * not ({@code s32.times(0.5)} is f64). Where an axis is named, -1 is the last. {@code equals} is identity.
 *
 * <p>What does not fit is an error that says what was expected, what was given, where in the caller's code, and how to mend it: a
 * {@link ShapeError} for shapes and axes, an {@link IndexError} for indices, a {@link TypeError} for dtypes, a
 * {@link DomainError} for a number that its dtype cannot hold.
 */
public abstract sealed class Array implements AutoCloseable permits DenseArray, Tracer {
    private final ArrayType type;

    Array(ArrayType type) { this.type = type; }

    /** Dtype and shape together. */
    public final ArrayType type() { return type; }
    /** The kind of number that every element is. */
    public final DType dtype() { return type.dtype(); }
    /** The extents of all axes; a scalar has none. */
    public final Shape shape() { return type.shape(); }
    /** The number of axes; 0 for a scalar. */
    public final int rank() { return type.rank(); }
    /** The number of elements. */
    public final long size() { return type.size(); }
    /** The extent of an axis. */
    public final long dim(int axis) { return type.dim(Sides.axis(this, axis)); }

    /**
     * Gives the memory back at once; the array must not be used any more. Otherwise it is given back when the array is
     * unreachable. A method that has nothing to do, such as {@link #convert} to the array's own dtype, returns the array
     * itself: closing that result closes this.
     */
    @Override public void close() {}

    // creation from Java numbers; Java arrays are copied

    /** A scalar, f64. With several numbers, or a Java array, a vector. */
    public static Array of(double value) { return Creation.full(Constant.of(DType.F64, value), Shape.SCALAR); }
    public static Array of(float value) { return Creation.full(Constant.of(DType.F32, value), Shape.SCALAR); }
    public static Array of(long value) { return Creation.full(Constant.of(DType.S64, value), Shape.SCALAR); }
    public static Array of(int value) { return Creation.full(Constant.of(DType.S32, value), Shape.SCALAR); }
    public static Array of(boolean value) { return Creation.full(Constant.of(DType.PRED, value ? 1 : 0), Shape.SCALAR); }
    public static Array of(double... values) { return Creation.vector(values); }
    public static Array of(float... values) { return Creation.vector(values); }
    public static Array of(long... values) { return Creation.vector(values); }
    public static Array of(int... values) { return Creation.vector(values); }
    public static Array of(boolean... values) { return Creation.vector(values); }
    /**
     * From Java arrays in Java arrays, such as {@code double[][]}: an axis for each [].
     * @throws ShapeError if rows differ in length
     */
    public static Array of(Object[] rows) { return Creation.nested(rows); }
    /**
     * Numbers in row-major order.
     * @throws ShapeError if they do not fill the shape
     * @throws DomainError if the dtype cannot hold one
     */
    public static Array of(DType dtype, Shape shape, double... values) { return Creation.of(dtype, shape, values); }
    public static Array of(DType dtype, Shape shape, long... values) { return Creation.of(dtype, shape, values); }
    /**
     * The memory of a segment, not copied: it must live, and not change, as long as the array is used. Elements as
     * {@link DenseArray}.
     */
    public static Array wrap(ArrayType type, MemorySegment elements) { return new DenseArray(type, Buffer.wrap(type, elements)); }
    /** The complex array with these parts, c64 or c128. */
    public static Array complex(Array real, Array imaginary) { return Operands.meetInexact(COMPLEX, real, imaginary); }

    // creation by rule; a recording holds the rule and not the numbers

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
    public static Array full(DType dtype, double value, long... dims) {
        return Creation.full(Constant.of(dtype, value), Shape.of(dims));
    }
    public static Array full(DType dtype, long value, long... dims) {
        return Creation.full(Constant.of(dtype, value), Shape.of(dims));
    }
    /** Zeros of the dtype and shape of x. */
    public static Array zerosLike(Array x) { return zeros(Absent.refused(x, "zerosLike").type()); }
    /** Ones of the dtype and shape of x. */
    public static Array onesLike(Array x) { return ones(Absent.refused(x, "onesLike").type()); }
    /** One value in the dtype and shape of x. */
    public static Array fullLike(Array x, double value) {
        return Creation.full(Constant.of(Absent.refused(x, "fullLike").dtype(), value), x.shape());
    }
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
    /** As above between arrays, which may be traced, along a new axis 0; the dtype is theirs, or f64. */
    public static Array linspace(Array start, Array stop, long n) { return Creation.linspace(start, stop, n); }
    /** The f64 identity matrix. */
    public static Array eye(long n) { return eye(DType.F64, n, n, 0); }
    public static Array eye(long rows, long columns) { return eye(DType.F64, rows, columns, 0); }
    /** Ones where column - row is k, else zeros. */
    public static Array eye(DType dtype, long rows, long columns, long k) { return Creation.eye(dtype, rows, columns, k); }
    /** Counts 0, 1, 2, … along an axis. */
    public static Array iota(ArrayType type, int axis) { return new Iota(type, axis).bind(); }

    // numbers out; each throws TraceError where the numbers are not known, inside jit and vmap

    /**
     * The number of an array of one element, as a double.
     * @throws ShapeError if it has more or fewer
     * @throws TypeError if it is complex
     */
    public double item() { return read(Conversion::item); }
    /** As {@link #item}, of an integer dtype or pred. @throws DomainError if a u64 does not fit a long */
    public long itemLong() { return read(Conversion::itemLong); }
    /** As {@link #item}, of a pred. */
    public boolean itemBoolean() { return read(Conversion::itemBoolean); }
    /** The elements of a real dtype in row-major order, a copy. @throws TypeError if it is complex */
    public double[] toDoubleArray() { return read(Conversion::doubles); }
    /** The elements of f32, f16 or bf16, a copy. @throws TypeError of another dtype: nothing is narrowed */
    public float[] toFloatArray() { return read(Conversion::floats); }
    /**
     * The elements of an integer dtype or pred, a copy.
     * @throws TypeError of another dtype
     * @throws DomainError if one does not fit
     */
    public long[] toLongArray() { return read(Conversion::longs); }
    /** As {@link #toLongArray}. @throws DomainError if an element does not fit an int */
    public int[] toIntArray() { return read(Conversion::ints); }
    /** The elements of a pred, a copy. */
    public boolean[] toBooleanArray() { return read(Conversion::booleans); }
    /**
     * A copy as Java arrays in Java arrays, such as {@code double[][].class}.
     * @throws ShapeError if the number of [] is not the rank
     */
    public <T> T toJava(Class<T> type) { return type.cast(read(x -> Conversion.nested(x, type))); }

    /**
     * The elements themselves, read-only, without a copy: for other libraries. Keep this array reachable, and open, while
     * using them.
     */
    public MemorySegment asSegment() { return Trace.concrete(this).segment().asReadOnly(); }

    private <R> R read(Function<DenseArray, R> reader) {
        var x = Trace.concrete(this);
        x.buffer().lease();
        try {
            return reader.apply(x);
        } finally {
            x.buffer().release();
        }
    }

    /** The numbers as NumPy prints them, then the type; of a traced array the type. */
    @Override public String toString() { return this instanceof DenseArray ? read(ArrayText::of) : "traced " + type; }

    // arithmetic

    /** The sum, element by element. */
    public Array plus(Array y) { return Operands.meet(ADD, this, y); }
    public Array plus(double y) { return Operands.meet(ADD, this, y); }
    public Array plus(long y) { return Operands.meet(ADD, this, y); }
    /** The difference, element by element. */
    public Array minus(Array y) { return Operands.meet(SUBTRACT, this, y); }
    public Array minus(double y) { return Operands.meet(SUBTRACT, this, y); }
    public Array minus(long y) { return Operands.meet(SUBTRACT, this, y); }
    /** The product, element by element; for matrices see {@link #matmul}. */
    public Array times(Array y) { return Operands.meet(MULTIPLY, this, y); }
    public Array times(double y) { return Operands.meet(MULTIPLY, this, y); }
    public Array times(long y) { return Operands.meet(MULTIPLY, this, y); }
    /** The quotient; integers and preds are divided in f64, as in NumPy. */
    public Array div(Array y) { return Operands.meetInexact(DIVIDE, this, y); }
    public Array div(double y) { return Operands.meetInexact(DIVIDE, this, y); }
    public Array div(long y) { return Operands.meetInexact(DIVIDE, this, y); }
    /** The quotient rounded down, in the common dtype. */
    public Array floorDiv(Array y) { return Functions.floorDiv(this, y); }
    public Array floorDiv(double y) { return Functions.floorDiv(this, Operands.like(this, y)); }
    public Array floorDiv(long y) { return Functions.floorDiv(this, Operands.like(this, y)); }
    /** The remainder of division towards zero, with the sign of this: C's fmod, Java's %. Integers: x rem 0 is x. */
    public Array rem(Array y) { return Operands.meet(REMAINDER, this, y); }
    public Array rem(double y) { return Operands.meet(REMAINDER, this, y); }
    public Array rem(long y) { return Operands.meet(REMAINDER, this, y); }
    /** The remainder of {@link #floorDiv}, with the sign of y: Python's %. */
    public Array mod(Array y) { return Functions.mod(this, y); }
    public Array mod(double y) { return Functions.mod(this, Operands.like(this, y)); }
    public Array mod(long y) { return Functions.mod(this, Operands.like(this, y)); }
    /** This to the power y, element by element, as C99: {@code x.pow(0)} is 1, a negative base with a fractional exponent NaN. */
    public Array pow(Array y) { return Operands.meet(POWER, this, y); }
    public Array pow(double y) { return Operands.meet(POWER, this, y); }
    /** Powers of inexact dtypes from 0 to 4 are products. */
    public Array pow(long y) { return Functions.pow(this, y); }
    /** y - this. */
    public Array rminus(double y) { return Operands.like(this, y).minus(this); }
    public Array rminus(long y) { return Operands.like(this, y).minus(this); }
    /** y / this. */
    public Array rdiv(double y) { return Operands.like(this, y).div(this); }
    public Array rdiv(long y) { return Operands.like(this, y).div(this); }
    /** y to the power of this. */
    public Array rpow(double y) { return Operands.like(this, y).pow(this); }
    public Array rpow(long y) { return Operands.like(this, y).pow(this); }
    /** The negative, element by element; integers wrap around. */
    public Array unaryMinus() { return NEGATE.bind(this); }
    /** Each element times itself. */
    public Array square() { return times(this); }
    /** 1 over each element; of integers in f64. */
    public Array reciprocal() { return rdiv(1); }
    /** The absolute value; of a complex array its modulus, real. The most negative integer stays as it is. */
    public Array abs() { return dtype() == DType.PRED ? this : ABS.bind(this); }
    /** -1, 0 or 1; z / |z| of complex numbers. */
    public Array sign() { return SIGN.bind(this); }
    /** this · y + z, rounded once or twice. */
    public Array fma(Array y, Array z) { return times(y).plus(z); }

    // the larger and the smaller; a NaN wins, but see fmax and fmin

    /** The greater of two elements; NaN if either is. */
    public Array maximum(Array y) { return Operands.meet(MAXIMUM, this, y); }
    public Array maximum(double y) { return Operands.meet(MAXIMUM, this, y); }
    public Array maximum(long y) { return Operands.meet(MAXIMUM, this, y); }
    /** The lesser of two elements; NaN if either is. */
    public Array minimum(Array y) { return Operands.meet(MINIMUM, this, y); }
    public Array minimum(double y) { return Operands.meet(MINIMUM, this, y); }
    public Array minimum(long y) { return Operands.meet(MINIMUM, this, y); }
    /** Brought into [low, high], whose ends may be arrays. */
    public Array clip(Array low, Array high) { return maximum(low).minimum(high); }
    public Array clip(double low, double high) { return maximum(low).minimum(high); }
    public Array clip(long low, long high) { return maximum(low).minimum(high); }
    /** The larger; of a number and a NaN, the number. */
    public Array fmax(Array y) { return Functions.fmax(this, y); }
    public Array fmax(double y) { return fmax(Operands.like(this, y)); }
    /** The lesser of two elements; where one is NaN, the other. */
    public Array fmin(Array y) { return Functions.fmin(this, y); }
    public Array fmin(double y) { return fmin(Operands.like(this, y)); }
    /** max(this - y, 0), and NaN if either is NaN. */
    public Array fdim(Array y) { return Functions.fdim(this, y); }
    public Array fdim(double y) { return fdim(Operands.like(this, y)); }

    // elementwise functions; integers and preds are computed in f64

    /** e to the power of each element. */
    public Array exp() { return EXPONENTIAL.bind(inexact()); }
    /** 2 to the power of each element. */
    public Array exp2() { return dtype().isComplex() ? times(Math.log(2)).exp() : EXP2.bind(inexact()); }
    /** e to the power of each element, minus 1: accurate near 0. */
    public Array expm1() { return EXPONENTIAL_MINUS_ONE.bind(inexact()); }
    /** The natural logarithm; of 0 minus infinity, of negative numbers NaN. */
    public Array log() { return LOG.bind(inexact()); }
    /** The logarithm to base 2, as {@link #log}. */
    public Array log2() { return dtype().isComplex() ? log().div(Math.log(2)) : LOG2.bind(inexact()); }
    /** The logarithm to base 10, as {@link #log}. */
    public Array log10() { return dtype().isComplex() ? log().div(Math.log(10)) : LOG10.bind(inexact()); }
    /** The natural logarithm of 1 plus each element: accurate near 0; below −1 NaN. */
    public Array log1p() { return LOG_PLUS_ONE.bind(inexact()); }
    /** The square root; of negative numbers NaN. */
    public Array sqrt() { return SQRT.bind(inexact()); }
    /** 1 / √x. */
    public Array rsqrt() { return RSQRT.bind(inexact()); }
    /** The cube root, of negative numbers too; of complex ones the principal one. */
    public Array cbrt() { return dtype().isComplex() ? log().div(3).exp() : CBRT.bind(inexact()); }
    /** The sine; elements in radians, of any size. */
    public Array sin() { return SINE.bind(inexact()); }
    /** The cosine; elements in radians, of any size. */
    public Array cos() { return COSINE.bind(inexact()); }
    /** The tangent; elements in radians, of any size. */
    public Array tan() { return TAN.bind(inexact()); }
    /** The arc sine, between −π/2 and π/2; NaN outside [−1, 1]. */
    public Array asin() { return ASIN.bind(inexact()); }
    /** The arc cosine, between 0 and π; NaN outside [−1, 1]. */
    public Array acos() { return ACOS.bind(inexact()); }
    /** The arc tangent, between −π/2 and π/2. */
    public Array atan() { return ATAN.bind(inexact()); }
    /** The hyperbolic sine. */
    public Array sinh() { return SINH.bind(inexact()); }
    /** The hyperbolic cosine. */
    public Array cosh() { return COSH.bind(inexact()); }
    /** The hyperbolic tangent. */
    public Array tanh() { return TANH.bind(inexact()); }
    /** The inverse of {@link #sinh}. */
    public Array asinh() { return ASINH.bind(inexact()); }
    /** The inverse of {@link #cosh}, at least 0; NaN below 1. */
    public Array acosh() { return ACOSH.bind(inexact()); }
    /** The inverse of {@link #tanh}; NaN outside [−1, 1]. */
    public Array atanh() { return ATANH.bind(inexact()); }
    /** The error function, 2/√π times the integral of exp(−t²) from 0 to each element. */
    public Array erf() { return ERF.bind(inexact()); }
    /** 1 minus {@link #erf}, accurate where that is near 1. */
    public Array erfc() { return ERFC.bind(inexact()); }
    /** The inverse of erf on [-1, 1]. */
    public Array erfInv() { return ERF_INV.bind(inexact()); }
    /** log |Γ(x)|. */
    public Array lgamma() { return LGAMMA.bind(inexact()); }
    /** The derivative of lgamma. */
    public Array digamma() { return DIGAMMA.bind(inexact()); }
    /** 1 / (1 + e⁻ˣ). */
    public Array logistic() { return LOGISTIC.bind(inexact()); }
    /** Γ(x). */
    public Array tgamma() { return Functions.gamma(inexact()); }
    /** The angle of the point (y, this), in (-π, π]: this is its second coordinate. */
    public Array atan2(Array y) { return Functions.atan2(this, y); }
    public Array atan2(double y) { return Operands.meetInexact(ATAN2, this, y); }
    /** √(x² + y²), without overflow on the way. */
    public Array hypot(Array y) { return Operands.meetInexact(HYPOT, this, y); }
    public Array hypot(double y) { return Operands.meetInexact(HYPOT, this, y); }
    /** this - n y, for the whole number n nearest to this / y, the even one of two: C's remainder. */
    public Array remainder(Array y) { return Functions.remainder(this, y); }
    public Array remainder(double y) { return remainder(Operands.like(this, y)); }
    /** |this| with the sign of y, which a zero has too. */
    public Array copySign(Array y) { return Functions.copySign(this, y); }
    public Array copySign(double y) { return copySign(Operands.like(this, y)); }
    /** The neighbour among the numbers of the dtype, towards y. */
    public Array nextAfter(Array y) { return Operands.meetInexact(NEXT_AFTER, this, y); }
    public Array nextAfter(double y) { return Operands.meetInexact(NEXT_AFTER, this, y); }
    /** Rounding; an integer is its own. */
    public Array floor() { return rounded(FLOOR); }
    /** The nearest whole number at or above. */
    public Array ceil() { return rounded(CEIL); }
    /** To the nearest whole number, halves away from zero: C's round. */
    public Array round() { return rounded(ROUND_NEAREST_AFZ); }
    /** To the nearest whole number, halves to the even one: C's rint, NumPy's round. */
    public Array rint() { return rounded(ROUND_NEAREST_EVEN); }
    /** Towards zero. */
    public Array trunc() { return dtype().isFloat() ? Functions.truncate(this) : rounded(FLOOR); }
    /** The real part; a real array is its own. */
    public Array real() { return dtype().isComplex() ? REAL.bind(this) : this; }
    /** The imaginary part; of a real array, zeros. */
    public Array imag() { return dtype().isComplex() ? IMAG.bind(this) : zerosLike(this); }
    /** The complex conjugate; a real array is its own. */
    public Array conj() { return dtype().isComplex() ? COMPLEX.bind(real(), imag().unaryMinus()) : this; }
    /** The same numbers, through which no derivative passes. */
    public Array stopGradient() { return STOP_GRADIENT.bind(this); }

    private Array inexact() { return convert(dtype().inexact()); }
    private Array rounded(Unary f) { return dtype().isInteger() || dtype() == DType.PRED ? this : f.bind(this); }

    // comparison; the result is pred. With a NaN all but ne are false

    /** Whether elements are equal, a pred; NaN equals nothing. */
    public Array eq(Array y) { return Operands.meet(Compare.EQ, this, y); }
    public Array eq(double y) { return Operands.meet(Compare.EQ, this, y); }
    public Array eq(long y) { return Operands.meet(Compare.EQ, this, y); }
    /** Whether elements differ, a pred; NaN differs from all, itself too. */
    public Array ne(Array y) { return Operands.meet(Compare.NE, this, y); }
    public Array ne(double y) { return Operands.meet(Compare.NE, this, y); }
    public Array ne(long y) { return Operands.meet(Compare.NE, this, y); }
    /** Whether elements are less than those of y, a pred; false of NaN. */
    public Array lt(Array y) { return Operands.meet(Compare.LT, this, y); }
    public Array lt(double y) { return Operands.meet(Compare.LT, this, y); }
    public Array lt(long y) { return Operands.meet(Compare.LT, this, y); }
    /** Whether elements are at most those of y, a pred; false of NaN. */
    public Array le(Array y) { return Operands.meet(Compare.LE, this, y); }
    public Array le(double y) { return Operands.meet(Compare.LE, this, y); }
    public Array le(long y) { return Operands.meet(Compare.LE, this, y); }
    /** Whether elements are greater than those of y, a pred; false of NaN. */
    public Array gt(Array y) { return Operands.meet(Compare.GT, this, y); }
    public Array gt(double y) { return Operands.meet(Compare.GT, this, y); }
    public Array gt(long y) { return Operands.meet(Compare.GT, this, y); }
    /** Whether elements are at least those of y, a pred; false of NaN. */
    public Array ge(Array y) { return Operands.meet(Compare.GE, this, y); }
    public Array ge(double y) { return Operands.meet(Compare.GE, this, y); }
    public Array ge(long y) { return Operands.meet(Compare.GE, this, y); }
    /** Whether elements are no numbers, a pred. */
    public Array isNaN() { return ne(this); }
    /** Whether elements are plus or minus infinity, a pred. */
    public Array isInf() { return dtype().isInexact() ? abs().eq(Double.POSITIVE_INFINITY) : zeros(type.withDType(DType.PRED)); }
    /** Whether elements are neither infinite nor NaN, a pred. */
    public Array isFinite() { return Functions.isFinite(this); }
    /** Whether the sign bit is set, which it may be of a zero or NaN too. */
    public Array signBit() { return Functions.signBit(this); }

    // logic, of preds, and of the bits of integers

    /** Bits that both have; of preds, whether both hold. */
    public Array and(Array y) { return Operands.meet(AND, this, y); }
    public Array and(long y) { return Operands.meet(AND, this, y); }
    /** Bits that either has; of preds, whether one holds at least. */
    public Array or(Array y) { return Operands.meet(OR, this, y); }
    public Array or(long y) { return Operands.meet(OR, this, y); }
    /** Bits that differ; of preds, whether just one holds. */
    public Array xor(Array y) { return Operands.meet(XOR, this, y); }
    public Array xor(long y) { return Operands.meet(XOR, this, y); }
    /** Bits inverted; of preds, whether it does not hold. */
    public Array not() { return NOT.bind(this); }
    /** Shifted left; by the width or more, 0. */
    public Array shl(Array n) { return Operands.meet(SHIFT_LEFT, this, n); }
    public Array shl(long n) { return Operands.meet(SHIFT_LEFT, this, n); }
    /** Shifted right: copies of the sign come in, zeros in unsigned dtypes. */
    public Array shr(Array n) { return Operands.meet(Functions.shiftRight(dtype()), this, n); }
    public Array shr(long n) { return Operands.meet(Functions.shiftRight(dtype()), this, n); }
    /** Shifted right, zeros coming in. */
    public Array ushr(Array n) { return Operands.meet(SHIFT_RIGHT_LOGICAL, this, n); }
    public Array ushr(long n) { return Operands.meet(SHIFT_RIGHT_LOGICAL, this, n); }
    /** The number of one bits. */
    public Array popcount() { return POPCNT.bind(this); }
    /** The number of zero bits above the highest one. */
    public Array countLeadingZeros() { return COUNT_LEADING_ZEROS.bind(this); }

    // choice

    /** Elements of x where the pred holds, else of y; all three stretched to one shape. */
    public static Array where(Array pred, Array x, Array y) { return Operands.where(pred, x, y); }
    public static Array where(Array pred, Array x, double y) { return Operands.where(pred, x, Operands.like(x, y)); }
    public static Array where(Array pred, Array x, long y) { return Operands.where(pred, x, Operands.like(x, y)); }
    public static Array where(Array pred, double x, Array y) { return Operands.where(pred, Operands.like(y, x), y); }
    public static Array where(Array pred, long x, Array y) { return Operands.where(pred, Operands.like(y, x), y); }
    /** f64. */
    public static Array where(Array pred, double x, double y) { return Operands.where(pred, of(x), of(y)); }
    /** s64. */
    public static Array where(Array pred, long x, long y) { return Operands.where(pred, of(x), of(y)); }

    // dtype and shape

    /**
     * Numbers of another dtype: floats become integers by truncation and saturation, NaN 0; integers wrap; complex numbers lose a
     * part.
     */
    public Array convert(DType dtype) {
        return dtype == dtype() ? this : new Convert(Absent.refused(dtype, "convert", "a dtype")).bind(this);
    }
    /**
     * The same bits read as another dtype. A narrower one gives a new last axis of the parts of each number, the lowest bits
     * first; a wider one makes one number of the last axis.
     * @throws ShapeError if the last axis does not make one
     */
    public Array bitcast(DType dtype) {
        return dtype == dtype() ? this : Bits.read(this, Absent.refused(dtype, "bitcast", "a dtype"));
    }

    /** Stretched to a shape by NumPy's rule. @throws ShapeError if it does not fit */
    public Array broadcastTo(Shape shape) {
        if (Absent.refused(shape, "broadcastTo", "a shape").equals(shape())) return this;
        return new BroadcastInDim(shape, Axes.range(shape.rank() - rank(), shape.rank())).bind(this);
    }

    public Array broadcastTo(long... dims) { return broadcastTo(Shape.of(dims)); }
    /** The same elements in row-major order; memory is shared. */
    public Array reshape(Shape shape) {
        return Absent.refused(shape, "reshape", "a shape").equals(shape()) ? this : new Reshape(shape).bind(this);
    }
    /** One extent may be -1: what is left. */
    public Array reshape(long... dims) { return reshape(Shaping.reshaped(this, dims)); }
    /** As a vector. */
    public Array ravel() { return reshape(Shape.of(size())); }
    /** The axes in reverse order: of a matrix, its transpose. */
    public Array transpose() { return Shaping.transpose(this); }
    /** Axis {@code i} of the result is axis {@code permutation[i]} of this. */
    public Array transpose(int... permutation) { return transpose(Sides.axes(this, Axes.of(permutation))); }
    public Array transpose(Axes permutation) {
        return permutation.equals(type.axes()) ? this : new Transpose(permutation).bind(this);
    }
    /** Two axes exchanged; negative ones count from the end. */
    public Array swapAxes(int a, int b) { return Shaping.swapAxes(this, a, b); }
    /** One axis at another place, the others in their order; negative ones count from the end. */
    public Array moveAxis(int from, int to) { return Shaping.moveAxis(this, from, to); }
    /** An axis of extent 1 put in, so that it is axis {@code axis} of the result. */
    public Array expandDims(int axis) { return Shaping.expandDims(this, axis); }
    /** All axes of extent 1 taken out. */
    public Array squeeze() { return Shaping.squeeze(this, type.axes().where(i -> type.dim(i) == 1)); }
    /** Some axes taken out. @throws ShapeError if one is not of extent 1 */
    public Array squeeze(int... axes) { return Shaping.squeeze(this, Sides.axes(this, Axes.of(axes))); }
    /** The order of elements reversed along all axes. */
    public Array flip() { return Shaping.flip(this, type.axes()); }
    /** The order of elements reversed along some axes. */
    public Array flip(int... axes) { return Shaping.flip(this, Axes.of(axes)); }
    /** Zeros around: {@code low[i]} before and {@code high[i]} after the elements of axis i. */
    public Array pad(long[] low, long[] high) { return pad(low, high, 0); }
    public Array pad(long[] low, long[] high, double value) { return Shaping.pad(this, low, high, value); }
    /** The whole array repeated along each axis; a missing leading axis is put in. */
    public Array tile(long... times) { return Shaping.tile(this, times); }
    /** Each element repeated along an axis. */
    public Array repeat(long times, int axis) { return Shaping.repeat(this, times, axis); }
    /** Shifted along an axis, what leaves at one end coming in at the other. */
    public Array roll(long shift, int axis) { return Shaping.roll(this, shift, axis); }
    /** Equal parts along an axis. @throws ShapeError if the axis does not divide */
    public List<Array> split(long parts, int axis) { return Shaping.split(this, parts, axis); }
    /** Parts that begin at 0 and at given places of an axis. */
    public List<Array> split(long[] places, int axis) { return Shaping.split(this, places, axis); }
    /** One after another along an axis; dtypes are promoted. */
    public static Array concatenate(int axis, Array... parts) { return Shaping.concatenate(axis, Arrays.asList(parts)); }
    public static Array concatenate(int axis, List<Array> parts) { return Shaping.concatenate(axis, parts); }
    /** Arrays of one shape side by side, along a new axis 0. */
    public static Array stack(Array... parts) { return Shaping.stack(0, Arrays.asList(parts)); }
    /** As above, along a new axis, which is axis {@code axis} of the result. */
    public static Array stack(int axis, Array... parts) { return Shaping.stack(axis, Arrays.asList(parts)); }
    public static Array stack(int axis, List<Array> parts) { return Shaping.stack(axis, parts); }

    // indexing; negative indices count from the end, and an index outside is an IndexError

    /** The element, or the part that the leading indices leave. */
    public Array get(long... indices) { return Indexing.get(this, indices); }
    /** A part: see {@link Index}. */
    public Array get(Index... indices) { return Indexing.get(this, indices); }
    /**
     * Elements at integer indices, one array for each leading axis, which are stretched to one shape; scalars may be traced. Or,
     * for one pred, the elements where it holds, whose numbers must then be known: inside jit use {@link #where}.
     */
    public Array get(Array... indices) { return Indexing.get(this, Index.of(indices)); }
    /** Parts along an axis at integer indices of any shape, whose axes take the place of the axis. */
    public Array take(Array indices, int axis) { return Indexing.take(this, indices, axis); }
    /** For each place of {@code indices}, the element with that index along the axis: what {@link #argsort} gives, sorts. */
    public Array takeAlongAxis(Array indices, int axis) { return Indexing.takeAlongAxis(this, indices, axis); }
    /** A place for functional updates: {@code x.at(0).set(v)} is x with its first row replaced. */
    public At at(long... indices) { return new At(this, Index.of(indices)); }
    public At at(Index... indices) { return new At(this, indices); }
    public At at(Array... indices) { return new At(this, Index.of(indices)); }

    // reductions: of all elements, to a scalar; or over some axes, which disappear, or with keepDims stay with extent 1

    /** The sum over some axes, which disappear, in the dtype of this. */
    public Array reduceSum(Axes axes) { return axes.isEmpty() ? this : new Reduce(Monoid.SUM, axes).bind(this); }
    /** The sum, of preds and signed integers in s64, of unsigned ones in u64; of floats pairwise. */
    public Array sum() { return sum(type.axes(), false); }
    /** Over some axes. */
    public Array sum(int... axes) { return sum(Axes.of(axes), false); }
    public Array sum(int axis, boolean keepDims) { return sum(Axes.of(axis), keepDims); }
    public Array sum(Axes axes, boolean keepDims) { return Reductions.sum(this, axes, keepDims); }
    /** The product, of preds and signed integers in s64, of unsigned ones in u64. */
    public Array prod() { return prod(type.axes(), false); }
    /** Over some axes. */
    public Array prod(int... axes) { return prod(Axes.of(axes), false); }
    public Array prod(int axis, boolean keepDims) { return prod(Axes.of(axis), keepDims); }
    public Array prod(Axes axes, boolean keepDims) { return Reductions.prod(this, axes, keepDims); }
    /** The least element; a NaN wins. Of no floats, infinity. @throws ShapeError of no integers */
    public Array min() { return min(type.axes(), false); }
    /** Over some axes. */
    public Array min(int... axes) { return min(Axes.of(axes), false); }
    public Array min(int axis, boolean keepDims) { return min(Axes.of(axis), keepDims); }
    public Array min(Axes axes, boolean keepDims) { return Reductions.min(this, axes, keepDims); }
    /** The greatest element; a NaN wins. Of no floats, minus infinity. @throws ShapeError of no integers */
    public Array max() { return max(type.axes(), false); }
    /** Over some axes. */
    public Array max(int... axes) { return max(Axes.of(axes), false); }
    public Array max(int axis, boolean keepDims) { return max(Axes.of(axis), keepDims); }
    public Array max(Axes axes, boolean keepDims) { return Reductions.max(this, axes, keepDims); }
    /** Whether any element is true, or not 0. */
    public Array any() { return any(type.axes(), false); }
    /** Over some axes. */
    public Array any(int... axes) { return any(Axes.of(axes), false); }
    public Array any(int axis, boolean keepDims) { return any(Axes.of(axis), keepDims); }
    public Array any(Axes axes, boolean keepDims) { return Reductions.any(this, axes, keepDims); }
    /** Whether all elements are true, or not 0. */
    public Array all() { return all(type.axes(), false); }
    /** Over some axes. */
    public Array all(int... axes) { return all(Axes.of(axes), false); }
    public Array all(int axis, boolean keepDims) { return all(Axes.of(axis), keepDims); }
    public Array all(Axes axes, boolean keepDims) { return Reductions.all(this, axes, keepDims); }
    /** The mean, of integers in f64; of no elements NaN. */
    public Array mean() { return mean(type.axes(), false); }
    /** Over some axes. */
    public Array mean(int... axes) { return mean(Axes.of(axes), false); }
    public Array mean(int axis, boolean keepDims) { return mean(Axes.of(axis), keepDims); }
    public Array mean(Axes axes, boolean keepDims) { return Reductions.mean(this, axes, keepDims); }
    /** The mean of squared distances from the mean, of integers in f64. */
    public Array var() { return var(type.axes(), false); }
    /** Over some axes. */
    public Array var(int... axes) { return var(Axes.of(axes), false); }
    public Array var(int axis, boolean keepDims) { return var(Axes.of(axis), keepDims); }
    public Array var(Axes axes, boolean keepDims) { return Reductions.var(this, axes, keepDims); }
    /** The sum of squared distances from the mean, divided by n - ddof. */
    public Array var(Axes axes, boolean keepDims, long ddof) { return Reductions.var(this, axes, keepDims, ddof); }
    /** The square root of {@link #var()}. */
    public Array std() { return std(type.axes(), false); }
    /** Over some axes. */
    public Array std(int... axes) { return std(Axes.of(axes), false); }
    public Array std(int axis, boolean keepDims) { return std(Axes.of(axis), keepDims); }
    public Array std(Axes axes, boolean keepDims) { return Reductions.std(this, axes, keepDims); }
    /** log Σ eˣ, without overflow on the way; of no elements minus infinity. */
    public Array logSumExp() { return logSumExp(type.axes(), false); }
    /** Over some axes. */
    public Array logSumExp(int... axes) { return logSumExp(Axes.of(axes), false); }
    public Array logSumExp(int axis, boolean keepDims) { return logSumExp(Axes.of(axis), keepDims); }
    public Array logSumExp(Axes axes, boolean keepDims) { return Reductions.logSumExp(this, axes, keepDims); }
    /** The index of the first least element of the flattened array, s64; the first NaN wins. */
    public Array argmin() { return ravel().argmin(0); }
    public Array argmin(int axis) { return new ArgReduce(Monoid.MIN, Sides.axis(this, axis)).bind(this); }
    /** The index, s64, of the greatest element in row-major order, the first of equal ones; a NaN counts as greatest. */
    public Array argmax() { return ravel().argmax(0); }
    public Array argmax(int axis) { return new ArgReduce(Monoid.MAX, Sides.axis(this, axis)).bind(this); }
    /** Running sums along an axis, widened as {@link #sum}. */
    public Array cumsum(int axis) { return Reductions.cumulative(Monoid.SUM, this, axis); }
    /** The products of all elements up to each, along an axis. */
    public Array cumprod(int axis) { return Reductions.cumulative(Monoid.PRODUCT, this, axis); }
    /** Sorted along the last axis, stably; NaN last. */
    public Array sort() { return sort(-1); }
    public Array sort(int axis) { return new Sort(Sides.axis(this, axis), 1).bind(this); }
    /** The indices, s64, that sort the last axis. */
    public Array argsort() { return argsort(-1); }
    public Array argsort(int axis) { return Reductions.argsort(this, axis); }

    // products

    /** NumPy's: matrices in the last two axes, the others broadcast; a vector is a row on the left, a column on the right. */
    public Array matmul(Array y) { return Products.matmul(this, y); }
    /** The sum of products over the last axis of this and the last but one of y, or its only one; a scalar multiplies. */
    public Array dot(Array y) { return Products.dot(this, y); }
    /** All products of an element of this with one of y: axes of this, then of y. */
    public Array outer(Array y) { return Products.outer(this, y); }
    /** The sum of products over the last n axes of this and the first n of y. */
    public Array tensordot(Array y, int n) { return Products.tensordot(this, y, n); }
    /** The sum of products over pairs of axes; the result has the others of this, then the others of y. */
    public Array tensordot(Array y, Axes axes, Axes axesOfY) { return Products.tensordot(this, y, axes, axesOfY); }
    /**
     * The sum of products by Einstein's convention, such as {@code "bij,bjk->bik"}; without an arrow, labels met once in order.
     */
    public static Array einsum(String labels, Array... operands) { return Einsum.of(labels, operands); }

    // linear algebra: matrices in the last two axes
    /** X with this X = b; b is a vector [n] or matrices [..., n, k]. @see LinearAlgebra#solve */
    public Array solve(Array b) { return LinearAlgebra.solve(this, b); }
    /** The inverse of square matrices; to solve a system, {@link #solve} is faster and more accurate. */
    public Array inv() { return LinearAlgebra.inverse(this); }
    /** The lower triangular L with L Lᴴ = this, Hermitian and positive definite; else NaN. @see LinearAlgebra#cholesky */
    public Array cholesky() { return LinearAlgebra.cholesky(this); }
}
