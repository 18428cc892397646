package jacobi.core;

import jacobi.lax.Binary;
import jacobi.lax.Constant;
import jacobi.lax.Elementwise;

/** How the operands of the everyday surface meet: dtypes promoted, shapes broadcast, Java numbers taken weakly. */
final class Operands {
    private Operands() {}

    static Array meet(Elementwise f, Array x, Array y) {
        if (x.type().equals(y.type())) return f.bind(x, y);
        return broadcast(f, DType.promote(x.dtype(), y.dtype()), x, y);
    }

    /** As {@link #meet}, in a dtype that has fractions. */
    static Array meetInexact(Elementwise f, Array x, Array y) {
        return broadcast(f, DType.promote(x.dtype(), y.dtype()).inexact(), x, y);
    }

    private static Array broadcast(Elementwise f, DType dtype, Array x, Array y) {
        Array a = x.convert(dtype), b = y.convert(dtype);
        if (a.rank() == 0 || b.rank() == 0 || a.shape().equals(b.shape())) return f.bind(a, b);
        var shape = Shape.broadcast(a.shape(), b.shape());
        if (shape == null) throw new ShapeError(f.mnemonic() + " cannot take these operands")
                .expected("shapes that agree from the last axis, where an extent of 1 stretches").given("operands %s, %s", x.type(), y.type())
                .mend("reshape one of them so that its axes line up").at(Frame.user());
        return f.bind(a.broadcastTo(shape), b.broadcastTo(shape));
    }

    static Array meet(Elementwise f, Array x, double y) {
        var dtype = x.dtype().inexact();
        return f.bind(x.convert(dtype), Constant.of(dtype, y).bind());
    }

    static Array meet(Elementwise f, Array x, long y) {
        var dtype = x.dtype() == DType.PRED ? DType.S32 : x.dtype();
        return f.bind(x.convert(dtype), Constant.of(dtype, y).bind());
    }

    static Array meetInexact(Elementwise f, Array x, double y) { return meet(f, x, y); }

    /** start + step · x. */
    static Array affine(Array x, Constant start, Constant step) {
        var scaled = step.real() == 1 ? x : Binary.MULTIPLY.bind(x, step.bind());
        return start.real() == 0 ? scaled : Binary.ADD.bind(scaled, start.bind());
    }
}
