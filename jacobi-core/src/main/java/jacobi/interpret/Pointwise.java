package jacobi.interpret;

import java.util.function.LongFunction;
import jacobi.core.DType;
import jacobi.interpret.Element.Complex;
import jacobi.interpret.Element.Real;
import jacobi.interpret.Element.Whole;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;

/** Elementwise primitives: operands of one shape, or scalars that meet every element. */
final class Pointwise {
    private Pointwise() {}

    static void apply(Unary f, Elements x, Elements y) { each(y, i -> of(f, x.dtype(), at(x, i))); }

    static void apply(Binary f, Elements x, Elements y, Elements z) { each(z, i -> of(f, x.dtype(), at(x, i), at(y, i))); }

    static void apply(Compare f, Elements x, Elements y, Elements z) {
        each(z, i -> new Whole(of(f, x.dtype(), at(x, i), at(y, i)) ? 1 : 0));
    }

    static void select(Elements which, Elements onTrue, Elements onFalse, Elements y) {
        each(y, i -> at(which, i).equals(new Whole(0)) ? at(onFalse, i) : at(onTrue, i));
    }

    static void convert(Elements x, Elements y) { each(y, i -> Conversions.convert(x.get(i), x.dtype(), y.dtype())); }

    private static void each(Elements y, LongFunction<Element> value) {
        for (long i = 0; i < y.size(); i++) {
            Indices.poll(i);
            y.set(i, value.apply(i));
        }
    }

    private static Element at(Elements x, long i) { return x.get(x.shape().isScalar() ? 0 : i); }

    static Element of(Unary f, DType t, Element x) {
        return switch (x) {
            case Whole(long v) -> new Whole(Integers.apply(f, t, v));
            case Real(double v) -> f == Unary.IS_FINITE ? new Whole(Double.isFinite(v) ? 1 : 0) : new Real(Floats.apply(f, t, v));
            case Complex z -> Complexes.apply(f, z);
        };
    }

    /** @param t the dtype of both operands */
    static Element of(Binary f, DType t, Element x, Element y) {
        return switch (x) {
            case Whole(long v) -> new Whole(Integers.apply(f, t, v, ((Whole) y).value()));
            case Real(double v) -> f == Binary.COMPLEX ? new Complex(v, ((Real) y).value())
                    : new Real(Floats.apply(f, t, v, ((Real) y).value()));
            case Complex z -> Complexes.apply(f, z, (Complex) y);
        };
    }

    static boolean of(Compare f, DType t, Element x, Element y) {
        return switch (x) {
            case Whole(long v) -> Integers.apply(f, t, v, ((Whole) y).value());
            case Real(double v) -> Floats.apply(f, v, ((Real) y).value());
            case Complex z -> Complexes.apply(f, z, (Complex) y);
        };
    }
}
