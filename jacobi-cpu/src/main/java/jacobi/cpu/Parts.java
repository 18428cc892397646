package jacobi.cpu;

import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Select;

/**
 * A complex array by its real and its imaginary part; or an array of another dtype, whose {@code im} is null.
 */
record Parts(Array re, Array im) {
    static Parts real(Array x) { return new Parts(x, null); }

    boolean isComplex() { return im != null; }

    /** The same of both parts. */
    Parts each(UnaryOperator<Array> f) { return new Parts(f.apply(re), im == null ? null : f.apply(im)); }

    Parts convert(DType part) { return each(x -> x.convert(part)); }

    Parts plus(Parts y) { return new Parts(re.plus(y.re), im.plus(y.im)); }
    Parts minus(Parts y) { return new Parts(re.minus(y.re), im.minus(y.im)); }

    /** The plain formula: infinities are not recovered. */
    Parts times(Parts y) {
        return new Parts(re.times(y.re).minus(im.times(y.im)), re.times(y.im).plus(im.times(y.re)));
    }

    Parts negated() { return each(Array::unaryMinus); }

    /** i z. */
    Parts turned() { return new Parts(im.unaryMinus(), re); }

    /** z/i. */
    Parts turnedBack() { return new Parts(im, re.unaryMinus()); }

    /** This where the pred holds, elsewhere the other. */
    Parts where(Array pred, Parts other) {
        return new Parts(Select.where(pred, re, other.re), Select.where(pred, im, other.im));
    }

    /** Both of a shape, to which scalars are stretched. */
    Parts of(Shape shape) { return each(x -> x.shape().equals(shape) ? x : new BroadcastInDim(shape, Axes.NONE).bind(x)); }
}
