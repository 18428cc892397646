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
}
