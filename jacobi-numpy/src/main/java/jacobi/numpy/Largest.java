package jacobi.numpy;

import jacobi.core.*;

/** The largest elements along an axis. */
final class Largest {
    private Largest() {}

    /**
     * Where the largest elements along an axis stand, from the largest down, the first of equal ones first.
     * @param sample how many, as leading axes of the result, before those of x without the axis
     * @return s64
     * @throws DomainError if there are not so many
     */
    static Array indices(Array x, int axis, Shape sample) {
        long n = x.shape().dim(axis), k = sample.size();
        if (k > n) throw new DomainError("more is drawn than there is").expected("at most %d draws without replacement", n)
                .given("%d", k).mend("draw fewer, or with replacement").at(Frame.user());
        var first = x.unaryMinus().argsort(axis).moveAxis(axis, 0).get(Index.to(k));
        return first.reshape(sample.concat(x.shape().without(Axes.of(axis))));
    }
}
