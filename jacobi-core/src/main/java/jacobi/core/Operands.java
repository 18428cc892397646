package jacobi.core;

import static jacobi.lax.Binary.ADD;
import static jacobi.lax.Binary.MULTIPLY;

import jacobi.lax.Constant;
import jacobi.lax.Elementwise;
import jacobi.lax.Select;

/** How the operands of the everyday surface meet: dtypes promoted, shapes broadcast, Java numbers taken weakly. */
final class Operands {
    private Operands() {}

    // two arrays

    static Array meet(Elementwise f, Array x, Array y) {
        if (y == null) throw Absent.error(f.mnemonic(), "an array");
        if (x.type().equals(y.type())) return f.bind(x, y);
        return broadcast(f, DType.promote(x.dtype(), y.dtype()), x, y);
    }

    /** As {@link #meet}, in a dtype that has fractions. */
    static Array meetInexact(Elementwise f, Array x, Array y) {
        Absent.refused(x, f.mnemonic());
        Absent.refused(y, f.mnemonic());
        return broadcast(f, DType.promote(x.dtype(), y.dtype()).inexact(), x, y);
    }

    private static Array broadcast(Elementwise f, DType dtype, Array x, Array y) {
        Array a = x.convert(dtype), b = y.convert(dtype);
        if (a.rank() == 0 || b.rank() == 0 || a.shape().equals(b.shape())) return f.bind(a, b);
        var shape = common(f.mnemonic(), x, y);
        return f.bind(a.broadcastTo(shape), b.broadcastTo(shape));
    }

    /** The shape in which arrays meet. @throws ShapeError if there is none; @param what cannot take them */
    static Shape common(String what, Array... x) {
        var shape = Shape.SCALAR;
        for (var a : x) {
            shape = Shape.broadcast(shape, a.shape());
            if (shape == null) throw new ShapeError(what + " cannot take these operands")
                    .expected("shapes that agree from the last axis, where an extent of 1 stretches").given("%s", Given.types(x))
                    .mend("reshape one of them so that its axes line up").at(Frame.user());
        }
        return shape;
    }

    // an array and a Java number

    /** The number as a scalar, in the dtype in which it meets x. @throws DomainError if that cannot hold it */
    static Array like(Array x, double number) { return Constant.of(Absent.refused(x, "a choice").dtype().inexact(), number)
            .bind(); }
    static Array like(Array x, long number) { return Constant.of(weak(Absent.refused(x, "a choice").dtype()), number).bind(); }
    /** The number as a scalar of a dtype. @throws DomainError if that cannot hold it */
    static Array number(DType dtype, double number) { return Constant.of(dtype, number).bind(); }
    static Array number(DType dtype, long number) { return Constant.of(dtype, number).bind(); }
    private static DType weak(DType dtype) { return dtype == DType.PRED ? DType.S64 : dtype; }

    static Array meet(Elementwise f, Array x, double y) { return f.bind(x.convert(x.dtype().inexact()), like(x, y)); }
    static Array meet(Elementwise f, Array x, long y) { return f.bind(x.convert(weak(x.dtype())), like(x, y)); }
    static Array meetInexact(Elementwise f, Array x, double y) { return meet(f, x, y); }

    /** start + step · x. */
    static Array affine(Array x, Constant start, Constant step) {
        var scaled = step.real() == 1 ? x : MULTIPLY.bind(x, step.bind());
        return start.real() == 0 ? scaled : ADD.bind(scaled, start.bind());
    }

    // a choice

    static Array where(Array pred, Array x, Array y) {
        for (var operand : new Array[] {pred, x, y}) Absent.refused(operand, "where");
        var dtype = DType.promote(x.dtype(), y.dtype());
        Array a = x.convert(dtype), b = y.convert(dtype);
        if (pred.shape().equals(a.shape()) && pred.shape().equals(b.shape())) return Select.where(pred, a, b);
        var shape = common("where", pred, x, y);
        return Select.where(stretch(pred, shape), stretch(a, shape), stretch(b, shape));
    }

    private static Array stretch(Array x, Shape shape) { return x.rank() == 0 ? x : x.broadcastTo(shape); }
}
