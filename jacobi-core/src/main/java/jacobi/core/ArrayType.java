package jacobi.core;

/** The dtype and shape of an array: all that is known of it before it has numbers. Prints as {@code f64[3,5]}. */
public record ArrayType(DType dtype, Shape shape) implements Type {
    public ArrayType {
        Absent.refused(dtype, "an array's type", "a dtype");
        Absent.refused(shape, "an array's type", "a shape");
    }

    public static ArrayType of(DType dtype, long... dims) { return new ArrayType(dtype, Shape.of(dims)); }
    public static ArrayType scalar(DType dtype) { return new ArrayType(dtype, Shape.SCALAR); }

    public int rank() { return shape.rank(); }
    public long dim(int axis) { return shape.dim(axis); }
    public long size() { return shape.size(); }
    public Axes axes() { return shape.axes(); }
    /** Bytes of the elements in memory. @throws ResourceError if a {@code long} cannot count them */
    public long bytes() {
        if (size() <= Long.MAX_VALUE / 16) return size() * dtype.bytes();
        throw new ResourceError("there is no memory for an array").expected("fewer than 2^59 elements").given("%s", this)
                .mend("work on parts").at(Frame.user());
    }
    public ArrayType withShape(Shape other) { return new ArrayType(dtype, other); }
    public ArrayType withDType(DType other) { return new ArrayType(other, shape); }
    /** Types are compared wherever anything is bound. */
    @Override public boolean equals(Object o) {
        return this == o || o instanceof ArrayType t && t.dtype == dtype && t.shape.equals(shape);
    }

    @Override public int hashCode() { return 31 * dtype.hashCode() + shape.hashCode(); }

    @Override public String toString() { return dtype + shape.toString(); }
}
