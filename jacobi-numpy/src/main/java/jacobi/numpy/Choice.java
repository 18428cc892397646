package jacobi.numpy;

import jacobi.core.Absent;
import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DomainError;
import jacobi.core.Frame;
import jacobi.core.Index;
import jacobi.core.JacobiError;
import jacobi.core.Shape;
import jacobi.core.ShapeError;

/** Which of several things are drawn: indices, s64. */
final class Choice {
    private Choice() {}

    /** How many rows x has. @throws JacobiError if that is too few to draw from */
    static long rows(Array x, Shape shape, boolean replace) {
        Absent.refused(shape, "choice", "a shape");
        if (Absent.refused(x, "choice").rank() == 0) throw new ShapeError("there is nothing to choose from")
                .expected("an array of at least one axis")
                .given("%s", x.type()).mend("give the choices as an array, such as Array.arange(n)").at(Frame.user());
        long n = x.shape().dim(0);
        if (shape.size() > (replace ? n == 0 ? 0 : Long.MAX_VALUE : n)) throw tooFew(n, shape.size());
        return n;
    }

    private static JacobiError tooFew(long n, long draws) {
        return new DomainError("more is drawn than there is").expected("at most %d draws without replacement", n)
                .given("%d", draws).mend("draw fewer, or with replacement").at(Frame.user());
    }

    /** With replacement, by the running sum of the probabilities. */
    static Array again(Key key, Array p, Shape shape) {
        var sums = Absent.refused(p, "choice").cumsum(0);
        var u = Random.uniform(key, shape, p.dtype());
        return Ascending.below(sums, sums.get(-1).times(u.unaryMinus().plus(1)));
    }

    /** Without replacement: the largest of the logarithms with Gumbel noise. */
    static Array once(Key key, Array p, Shape shape) {
        return largest(Random.gumbel(key, Absent.refused(p, "choice").shape(), p.dtype()).plus(p.log()), 0, shape);
    }

    /**
     * Where the largest elements along an axis stand, from the largest down, the first of equal ones first.
     * @param sample how many, as leading axes of the result, before those of x without the axis
     * @throws DomainError if there are not so many
     */
    static Array largest(Array x, int axis, Shape sample) {
        long n = x.shape().dim(axis), k = sample.size();
        if (k > n) throw tooFew(n, k);
        var first = x.unaryMinus().argsort(axis).moveAxis(axis, 0).get(Index.to(k));
        return first.reshape(sample.concat(x.shape().without(Axes.of(axis))));
    }
}
