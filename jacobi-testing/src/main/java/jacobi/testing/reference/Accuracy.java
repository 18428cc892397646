package jacobi.testing.reference;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.scalar.FunctionEvaluator;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;

/**
 * Measures how far the programs of vector math are from {@link Reference}, in units in the last place.
 *
 * @param function what was measured
 * @param type     for which type
 * @param points   at how many operands
 * @param worst    the largest error, in units in the last place of max(|result|, the function's floor)
 * @param at       where it was
 */
public record Accuracy(VectorMath function, ScalarType type, long points, double worst, double[] at) {
    private static final int CHUNK = 4096;

    /** Whether the stated bound held. */
    public boolean withinBound() {
        return worst <= function.bound(type);
    }

    /**
     * Measures at {@code points} operands: half of them spread evenly over the numbers of the type, half over the values of
     * intervals of interest.
     */
    public static Accuracy sample(VectorMath function, ScalarType type, long points, long seed) {
        return sample(function, type, points, seed, (x, n) -> evaluate(function, type, x, n));
    }

    /** What computes the function that is measured; called by many threads at once. */
    public interface Evaluation {
        /** The function's values at the first {@code n} operands; {@code x} has an array for each operand of the function. */
        double[] values(double[][] x, int n);
    }

    /** The same of the function as {@code evaluation} computes it. */
    public static Accuracy sample(VectorMath function, ScalarType type, long points, long seed, Evaluation evaluation) {
        int chunks = (int) ((points + CHUNK - 1) / CHUNK);
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(i -> sampled(function, type, new SplittableRandom(seed + i), evaluation))
                .reduce(Accuracy::worse)
                .orElseThrow();
    }

    /**
     * Measures a function of one operand at every {@code step}-th f32 of its domain, against the f64 function, whose own error is
     * nothing beside a unit in the last place of an f32.
     */
    public static Accuracy sweep(VectorMath function, int step) {
        long all = 1L << 32;
        int chunks = (int) (all / step / CHUNK) + 1;
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(i -> swept(function, (long) i * CHUNK * step, step))
                .reduce(Accuracy::worse)
                .orElseThrow();
    }

    private static Accuracy swept(VectorMath function, long from, int step) {
        Domain domain = Domain.of(function, ScalarType.F32);
        var x = new double[1][CHUNK];
        int n = 0;
        for (long bits = from; bits < Math.min(from + (long) CHUNK * step, 1L << 32); bits += step) {
            float value = Float.intBitsToFloat((int) bits);
            if (domain.contains(value)) x[0][n++] = value;
        }
        return compare(function, x, n);
    }

    private static Accuracy compare(VectorMath function, double[][] x, int n) {
        double[] single = evaluate(function, ScalarType.F32, x, n), exact = evaluate(function, ScalarType.F64, x, n);
        double worst = 0;
        double[] at = {};
        for (int i = 0; i < n; i++) {
            double error = distance(single[i], exact[i], function.floor(x[0][i]));
            if (error > worst) {
                worst = error;
                at = operands(x, i);
            }
        }
        return new Accuracy(function, ScalarType.F32, n, worst, at);
    }

    /** What {@link Exact#ulps(float, double)} counts. */
    private static double distance(double y, double exact, double floor) {
        if (Double.isNaN(y)) return Double.POSITIVE_INFINITY;
        float near = (float) Math.max(Math.abs(exact), floor);
        int unit = Float.isInfinite(near) ? 104 : Math.max(Math.getExponent(near) - 23, -149);
        return Math.scalb(Math.abs(Math.clamp(y, -0x1p128, 0x1p128) - Math.clamp(exact, -0x1p128, 0x1p128)), -unit);
    }

    private static Accuracy sampled(VectorMath function, ScalarType type, SplittableRandom random, Evaluation evaluation) {
        Domain domain = Domain.of(function, type);
        int arity = function.of(type).arity();
        var x = new double[arity][CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            double[] operands = domain.sample(random);
            for (int k = 0; k < arity; k++) x[k][i] = operands[k];
        }
        double[] y = evaluation.values(x, CHUNK);
        double worst = 0;
        double[] at = {};
        for (int i = 0; i < CHUNK; i++) {
            double error = error(function, type, y[i], x, i);
            if (error > worst) {
                worst = error;
                at = operands(x, i);
            }
        }
        return new Accuracy(function, type, CHUNK, worst, at);
    }

    private static double error(VectorMath function, ScalarType type, double y, double[][] x, int i) {
        Exact exact = reference(function, x[0][i], x.length > 1 ? x[1][i] : 0);
        double floor = function.floor(x[0][i]);
        return type == ScalarType.F32 ? exact.ulps((float) y, floor) : exact.ulps(y, floor);
    }

    private static double[] operands(double[][] x, int i) {
        var at = new double[x.length];
        for (int k = 0; k < at.length; k++) at[k] = x[k][i];
        return at;
    }

    private static double[] evaluate(VectorMath function, ScalarType type, double[][] x, int n) {
        FunctionEvaluator evaluator = function.of(type).evaluator();
        if (type == ScalarType.F64) {
            var y = new double[n];
            evaluator.evaluate(x, new Object[] {y}, 0, n);
            return y;
        }
        var single = new Object[x.length];
        for (int k = 0; k < x.length; k++) single[k] = toFloats(x[k]);
        var y = new float[n];
        evaluator.evaluate(single, new Object[] {y}, 0, n);
        return IntStream.range(0, n).mapToDouble(i -> y[i]).toArray();
    }

    private static float[] toFloats(double[] x) {
        var y = new float[x.length];
        for (int i = 0; i < y.length; i++) y[i] = (float) x[i];
        return y;
    }

    /** Both measurements of one function as one. */
    public static Accuracy worse(Accuracy a, Accuracy b) {
        Accuracy worse = a.worst >= b.worst ? a : b;
        return new Accuracy(a.function, a.type, a.points + b.points, worse.worst, worse.at);
    }

    /** The function's value to some 90 bits; {@code y} is the second operand, if there is one. */
    public static Exact reference(VectorMath function, double x, double y) {
        return switch (function) {
            case EXP -> Reference.exp(x);
            case EXP2 -> Reference.exp2(x);
            case EXPM1 -> Reference.expm1(x);
            case LOG -> Reference.log(x);
            case LOG2 -> Reference.log2(x);
            case LOG10 -> Reference.log10(x);
            case LOG1P -> Reference.log1p(x);
            case SIN -> Reference.sin(x);
            case COS -> Reference.cos(x);
            case TAN -> Reference.tan(x);
            case ASIN -> Reference.asin(x);
            case ACOS -> Reference.acos(x);
            case ATAN -> Reference.atan(x);
            case ATAN2 -> Reference.atan2(x, y);
            case SINH -> Reference.sinh(x);
            case COSH -> Reference.cosh(x);
            case TANH -> Reference.tanh(x);
            case ASINH -> Reference.asinh(x);
            case ACOSH -> Reference.acosh(x);
            case ATANH -> Reference.atanh(x);
            case LOGISTIC -> Reference.logistic(x);
            case POW -> Reference.pow(x, y);
            case SQRT -> Reference.sqrt(x);
            case CBRT -> Reference.cbrt(x);
            case HYPOT -> Reference.hypot(x, y);
            case RSQRT -> Reference.rsqrt(x);
            case ERF -> Reference.erf(x);
            case ERFC -> Reference.erfc(x);
            case ERF_INV -> Reference.erfInv(x);
            case LGAMMA -> Reference.lgamma(x);
            case DIGAMMA -> Reference.digamma(x);
        };
    }

    /** The largest error and where it was, in short. */
    public String summary() {
        String where = Arrays.stream(at).mapToObj(x -> type == ScalarType.F32 ? Float.toString((float) x) : Double.toString(x))
                .collect(Collectors.joining(", "));
        return "%.2f at %s".formatted(worst, where);
    }

    @Override
    public String toString() {
        return "%-9s %s  %6.3f ulp (bound %.1f) at %s, %,d points"
                .formatted(function, type, worst, function.bound(type), Arrays.toString(at), points);
    }
}
