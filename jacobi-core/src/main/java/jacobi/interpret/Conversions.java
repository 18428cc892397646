package jacobi.interpret;

import jacobi.core.DType;
import jacobi.lax.Constant;

/** What {@code convert} does to one number; see {@link jacobi.lax.Convert}. */
final class Conversions {
    private Conversions() {}

    static Element convert(Element x, DType from, DType to) {
        return switch (x) {
            case Element.Whole(long v) -> ofWhole(v, from, to);
            case Element.Real(double v) -> ofReal(v, 0, to);
            case Element.Complex(double re, double im) -> ofReal(re, im, to);
        };
    }

    private static Element ofWhole(long v, DType from, DType to) {
        if (!to.isInexact()) return new Element.Whole(Rounding.wrap(to, v));
        return ofReal(to.part() == DType.F64 ? Rounding.toDouble(from, v) : Rounding.odd(from, v), 0, to);
    }

    private static Element ofReal(double re, double im, DType to) {
        if (to.isComplex()) return new Element.Complex(Rounding.round(to, re), Rounding.round(to, im));
        if (to.isFloat()) return new Element.Real(Rounding.round(to, re));
        return new Element.Whole(to == DType.PRED ? re != 0 ? 1 : 0 : Rounding.toInteger(to, re));
    }

    static Element constant(Constant c) {
        if (c.dtype().isFloat()) return new Element.Real(Double.longBitsToDouble(c.bits()));
        if (c.dtype().isComplex())
            return new Element.Complex(Double.longBitsToDouble(c.bits()), Double.longBitsToDouble(c.imaginary()));
        return new Element.Whole(c.bits());
    }
}
