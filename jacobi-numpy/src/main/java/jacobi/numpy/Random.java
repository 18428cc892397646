package jacobi.numpy;

import jacobi.core.*;
import jacobi.lax.Binary;

/**
 * Random numbers as functions of a {@link Key}: the same key gives the same numbers, on any machine and any number of threads.
 * The generator is Threefry-2x32; element i of a draw is the same whatever the shape, and whether one draw is mapped over keys
 * or many are made. Every function may be traced, batched over keys, and compiled; draws are differentiable in their
 * floating-point parameters. Where no dtype is given, floats are f64 and integers s64.
 */
public final class Random {
    /** How fine the random numbers are that decide on rare outcomes. */
    public enum Mode {
        /** One number for each outcome: probabilities are rounded to multiples of the dtype's epsilon. */
        LOW,
        /** Two numbers for each outcome: also probabilities far below epsilon are right. */
        HIGH
    }

    private Random() {}

    /**
     * Random bits.
     * @param dtype u8, u16, u32 or u64
     * @throws TypeError for another dtype
     */
    public static Array bits(Key key, Shape shape, DType dtype) {
        if (!Absent.refused(dtype, "bits", "a dtype").isUnsigned()) throw new TypeError("bits of this dtype cannot be drawn")
                .expected("u8, u16, u32 or u64").given("%s", dtype).mend("use randint for signed integers").at(Frame.user());
        return Threefry.bits(key, shape, dtype);
    }

    /** Numbers f64 in [0, 1). */
    public static Array uniform(Key key, long... shape) { return uniform(key, Shape.of(shape), DType.F64); }

    /**
     * Numbers in [0, 1): multiples of 2⁻¹⁰ (f16), 2⁻⁷ (bf16), 2⁻²³ (f32) or 2⁻⁵² (f64).
     * @throws TypeError if the dtype is not floating-point
     */
    public static Array uniform(Key key, Shape shape, DType dtype) {
        return FloatFormat.unit(key, shape, dtype);
    }

    /** Numbers in [lo, hi); all are lo if hi ≤ lo. */
    public static Array uniform(Key key, Shape shape, DType dtype, double lo, double hi) {
        var format = FloatFormat.of(dtype);
        return uniform(key, shape, dtype, format.constant(lo), format.constant(hi));
    }

    /**
     * Numbers in [lo, hi); those are lo whose hi ≤ lo. Differentiable in both.
     * @param lo broadcast to the shape, converted to the dtype
     * @param hi likewise
     */
    public static Array uniform(Key key, Shape shape, DType dtype, Array lo, Array hi) {
        var unit = FloatFormat.unit(key, shape, dtype);
        Array from = Absent.refused(lo, "uniform").convert(dtype), to = Absent.refused(hi, "uniform").convert(dtype);
        return unit.times(fit(to.minus(from), shape)).plus(fit(from, shape)).maximum(fit(from, shape));
    }

    /** Standard normal numbers f64. */
    public static Array normal(Key key, long... shape) { return normal(key, Shape.of(shape), DType.F64); }

    /**
     * Standard normal numbers: √2 erf⁻¹(u) of u uniform in (-1, 1). Complex ones have independent parts of variance ½.
     * @throws TypeError if the dtype is not floating-point or complex
     */
    public static Array normal(Key key, Shape shape, DType dtype) {
        return Absent.refused(dtype, "normal", "a dtype").isComplex() ? complexNormal(key, shape, dtype.part()) : NORMAL.draw(key,
                shape, dtype);
    }

    private static final Draw NORMAL = Draw.of(Random::realNormal);

    private static Array realNormal(Key key, Shape shape, DType dtype) {
        double above = -1 + FloatFormat.of(dtype).epsilon() / 2;
        return uniform(key, shape, dtype, above, 1).erfInv().times(Math.sqrt(2));
    }

    private static Array complexNormal(Key key, Shape shape, DType part) {
        var keys = key.split();
        double scale = 1 / Math.sqrt(2);
        return Binary.COMPLEX.bind(normal(keys.get(0), shape, part).times(scale), normal(keys.get(1), shape, part).times(scale));
    }

    /** Whole numbers s64 in {@code lo … hi - 1}; all are lo if hi ≤ lo. */
    public static Array randint(Key key, Shape shape, long lo, long hi) { return randint(key, shape, lo, hi, DType.S64); }

    /**
     * Whole numbers in {@code lo … hi - 1}; all are lo if hi ≤ lo. Bounds outside the dtype's range are taken as its ends.
     * @throws TypeError if the dtype is not an integer dtype
     */
    public static Array randint(Key key, Shape shape, long lo, long hi, DType dtype) {
        return Integers.draw(key, shape, Array.of(lo), Array.of(hi), dtype);
    }

    /**
     * As {@link #randint(Key, Shape, long, long, DType)}, each element with its own bounds.
     * @param lo integers, broadcast to the shape
     * @param hi likewise
     */
    public static Array randint(Key key, Shape shape, Array lo, Array hi, DType dtype) {
        return Integers.draw(key, shape, lo, hi, dtype);
    }

    /** Truth values that hold with probability p. @throws DomainError if that is not from 0 to 1 */
    public static Array bernoulli(Key key, double p, long... shape) {
        if (!(0 <= p && p <= 1)) throw new DomainError("bernoulli cannot take this probability")
                .expected("a number from 0 to 1").given("%s", p).mend("divide by the total of all cases").at(Frame.user());
        return bernoulli(key, Array.of(p), Shape.of(shape));
    }

    /**
     * Truth values of p's shape, each of which holds with its own probability; below 0 that counts as 0, above 1 as 1, and NaN as
     * 0.
     */
    public static Array bernoulli(Key key, Array p) { return bernoulli(key, p, Absent.refused(p, "bernoulli").shape()); }

    /**
     * Truth values that hold with probability p.
     * @param p floating-point, broadcast to the shape; its dtype is that of the random number it is compared with
     */
    public static Array bernoulli(Key key, Array p, Shape shape) {
        var chance = Absent.refused(p, "bernoulli").convert(p.dtype().inexact());
        return uniform(key, shape, chance.dtype()).lt(fit(chance, shape));
    }

    /** As {@link #bernoulli(Key, Array, Shape)}, in a chosen {@link Mode}. */
    public static Array bernoulli(Key key, Array p, Shape shape, Mode mode) {
        if (mode == Mode.LOW) return bernoulli(key, p, shape);
        var chance = Absent.refused(p, "bernoulli").convert(p.dtype().inexact());
        var two = uniform(key, Absent.refused(shape, "bernoulli", "a shape").prepend(2), chance.dtype());
        var fine = two.get(1).times(FloatFormat.of(chance.dtype()).epsilon());
        return fine.lt(fit(chance, shape).minus(two.get(0)));
    }

    /** The numbers 0 … n - 1, s64, in a random order. */
    public static Array permutation(Key key, long n) { return permutation(key, Array.arange(n)); }

    /** The rows of x, along its axis 0, in a random order. */
    public static Array permutation(Key key, Array x) { return permutation(key, x, 0, false); }

    /**
     * The lines of x along an axis in a random order.
     * @param axis        counted from the end if negative
     * @param independent whether each line has its own order, or all move together
     * @throws ShapeError if x has no such axis
     */
    public static Array permutation(Key key, Array x, int axis, boolean independent) {
        if (axis < -Absent.refused(x, "permutation").rank() || axis >= x.rank()) throw noAxis("permutation", x, axis);
        return Shuffle.along(key, x, axis < 0 ? axis + x.rank() : axis, independent);
    }

    /** Rows of x, along its axis 0, each as likely as any other: shape {@code [shape, ...]}. The same row may be drawn again. */
    public static Array choice(Key key, Array x, Shape shape) { return choice(key, x, shape, true); }

    /**
     * Rows of x, along its axis 0, each as likely as any other: shape {@code [shape, ...]}.
     * @param replace whether a row may be drawn again; if not, no more may be drawn than there are
     */
    public static Array choice(Key key, Array x, Shape shape, boolean replace) {
        long n = Choice.rows(x, shape, replace);
        return x.take(replace ? randint(key, shape, 0, n) : permutation(key, n).get(Index.to(shape.size())).reshape(shape), 0);
    }

    /**
     * Rows of x, along its axis 0, drawn with given probabilities: shape {@code [shape, ...]}.
     * @param p floating-point [n], the probability of each row, up to a factor
     */
    public static Array choice(Key key, Array x, Shape shape, boolean replace, Array p) {
        Choice.rows(x, shape, replace);
        return x.take(replace ? Choice.again(key, p, shape) : Choice.once(key, p, shape), 0);
    }

    /**
     * Normal vectors f[shape, n] with given means and covariances.
     * @param mean       {@code [n]}
     * @param covariance {@code [n, n]}, symmetric and positive definite; otherwise the result is NaN
     */
    public static Array multivariateNormal(Key key, Array mean, Array covariance, Shape shape) {
        Absent.refused(mean, "multivariateNormal");
        Absent.refused(shape, "multivariateNormal", "a shape");
        var dtype = DType.promote(mean.dtype(), Absent.refused(covariance, "multivariateNormal").dtype()).inexact();
        var lower = covariance.convert(dtype).cholesky();
        var z = normal(key, shape.append(mean.shape().dim(0)), dtype);
        return mean.convert(dtype).plus(z.matmul(lower.transpose()));
    }

    /** Numbers with the density e⁻ˣ, x ≥ 0. */
    public static Array exponential(Key key, Shape shape, DType dtype) {
        return uniform(key, shape, dtype).unaryMinus().log1p().unaryMinus();
    }

    /** Numbers with the distribution function exp(-e⁻ˣ). */
    public static Array gumbel(Key key, Shape shape, DType dtype) {
        return positiveUniform(key, shape, dtype).log().unaryMinus().log().unaryMinus();
    }

    /** As {@link #gumbel(Key, Shape, DType)}, in a chosen {@link Mode}. */
    public static Array gumbel(Key key, Shape shape, DType dtype, Mode mode) {
        if (mode == Mode.LOW) return gumbel(key, shape, dtype);
        var format = FloatFormat.of(dtype);
        var two = uniform(key, Absent.refused(shape, "gumbel", "a shape").prepend(2), dtype);
        var high = two.get(0);
        double half = Math.max(format.epsilon() * format.epsilon() / 2, format.tiny());
        var fine = high.plus(two.get(1).times(format.epsilon()).plus(half));
        var tail = Array.where(high.ge(0.5), high, fine);
        return tail.unaryMinus().log1p().unaryMinus().log().unaryMinus();
    }

    /** Numbers with the density ½ e^-|x|. */
    public static Array laplace(Key key, Shape shape, DType dtype) {
        var u = uniform(key, shape, dtype, -1 + FloatFormat.of(dtype).epsilon() / 2, 1);
        return u.sign().times(u.abs().unaryMinus().log1p());
    }

    /** Numbers with the distribution function 1 / (1 + e⁻ˣ). */
    public static Array logistic(Key key, Shape shape, DType dtype) {
        var u = positiveUniform(key, shape, dtype);
        return u.log().minus(u.unaryMinus().log1p());
    }

    /** Numbers with the density 1 / (π (1 + x²)). */
    public static Array cauchy(Key key, Shape shape, DType dtype) {
        var u = uniform(key, shape, dtype, FloatFormat.of(dtype).epsilon(), 1);
        return u.minus(0.5).times(Math.PI).tan();
    }

    /**
     * Standard normal numbers on condition that they lie between two bounds.
     * @param lower below {@code upper}; the results are above it
     * @param upper the results are below it
     */
    public static Array truncatedNormal(Key key, double lower, double upper, Shape shape, DType dtype) {
        var format = FloatFormat.of(dtype);
        Array low = format.constant(lower), high = format.constant(upper);
        Array from = low.times(Math.sqrt(0.5)).erf(), to = high.times(Math.sqrt(0.5)).erf();
        var x = uniform(key, shape, dtype, from, to).erfInv().times(Math.sqrt(2));
        return x.clip(low.nextAfter(high), high.nextAfter(low));
    }

    /** -1 or 1, equally likely, by random bits of an f64. */
    public static Array rademacher(Key key, Shape shape, DType dtype) {
        return Array.where(uniform(key, shape, DType.F64).lt(0.5), Array.ones(dtype), Array.full(dtype, -1));
    }

    /** Indices, s64, along the last axis, drawn with probabilities proportional to {@code exp(logits)}. */
    public static Array categorical(Key key, Array logits) { return categorical(key, logits, -1, Shape.SCALAR); }

    /**
     * Indices, s64, along an axis, drawn with probabilities proportional to {@code exp(logits)}.
     * @param axis   the axis of categories, counted from the end if negative
     * @param sample the leading axes of the result, before those of the logits without the axis: how many draws for each of them
     */
    public static Array categorical(Key key, Array logits, int axis, Shape sample) {
        return categorical(key, logits, axis, sample, true);
    }

    /**
     * As {@link #categorical(Key, Array, int, Shape)}.
     * @param replace whether a category may be drawn again; if not, no more may be drawn than there are
     */
    public static Array categorical(Key key, Array logits, int axis, Shape sample, boolean replace) {
        Absent.refused(sample, "categorical", "a shape");
        Absent.refused(logits, "categorical");
        int along = axis < 0 ? axis + logits.rank() : axis;
        if (along < 0 || along >= logits.rank()) throw noAxis("categorical", logits, axis);
        var scores = logits.convert(logits.dtype().inexact());
        if (!replace) return Choice.largest(gumbel(key, scores.shape(), scores.dtype()).plus(scores), along, sample);
        var noise = gumbel(key, sample.concat(scores.shape()), scores.dtype());
        return noise.plus(scores).argmax(sample.rank() + along);
    }

    private static JacobiError noAxis(String function, Array x, int axis) {
        return new ShapeError(function + " cannot take this axis").expected("an axis of an array of rank %d", x.rank())
                .given("axis %d of %s", axis, x.type()).mend("name an axis the array has").at(Frame.user());
    }

    private static Array positiveUniform(Key key, Shape shape, DType dtype) {
        return uniform(key, shape, dtype, FloatFormat.of(dtype).tiny(), 1);
    }

    /** A parameter as the elements of a draw meet it: a scalar as it is. */
    static Array fit(Array parameter, Shape shape) { return parameter.rank() == 0 ? parameter : parameter.broadcastTo(shape); }
}
