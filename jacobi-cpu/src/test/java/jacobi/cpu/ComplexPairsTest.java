package jacobi.cpu;

import static jacobi.cpu.Agreement.program;
import static jacobi.cpu.Agreement.sameBits;
import static jacobi.lax.Unary.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complex numbers in native code: against the interpreter, normwise; and at special points, part by part. */
class ComplexPairsTest {
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -2, Double.MIN_VALUE, 1e-310, -1e-200, 3e-5, 1 + 1e-9, 20, 25,
        -710, 745, 1e10, 1e160, -1e308, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    private static Array[] arrays(Array... x) { return x; }

    private static Array complex(DType t, double[] re, double[] im) {
        return Binary.COMPLEX.bind(Array.of(re).convert(t.part()), Array.of(im).convert(t.part()));
    }

    private static Array numbers(long seed, DType t, long... dims) {
        var random = new SplittableRandom(seed);
        int n = (int) Shape.of(dims).size();
        double[] re = new double[n], im = new double[n];
        for (int i = 0; i < n; i++) {
            re[i] = random.nextDouble(-2, 2);
            im[i] = random.nextDouble(-2, 2);
        }
        return complex(t, re, im).reshape(dims);
    }

    /** All pairs of special parts. */
    private static Array special(DType t) { return pairs(t, SPECIAL); }

    private static Array pairs(DType t, double... parts) {
        int n = parts.length;
        double[] re = new double[n * n], im = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            re[i] = parts[i / n];
            im[i] = parts[i % n];
        }
        return complex(t, re, im);
    }

    /** Numbers of all magnitudes, some of them close to the unit circle and to 1. */
    private static Array magnitudes(DType t) {
        var random = new SplittableRandom(5);
        double[] re = new double[3000], im = new double[3000];
        int most = t == DType.C64 ? 120 : 1000;
        for (int i = 0; i < re.length; i++) {
            double angle = random.nextDouble(-Math.PI, Math.PI), size = switch (i % 3) {
                case 0 -> Math.scalb(1.0, random.nextInt(-most, most));
                case 1 -> 1 + random.nextGaussian() * Math.scalb(1.0, -random.nextInt(50));
                default -> random.nextDouble(0, 30);
            };
            re[i] = size * Math.cos(angle);
            im[i] = size * Math.sin(angle);
        }
        return complex(t, re, im);
    }

    private static double[][] parts(Array x) {
        if (!x.dtype().isComplex()) return new double[][] {flat(x), new double[(int) x.size()]};
        return new double[][] {flat(x.real()), flat(x.imag())};
    }

    private static double[] flat(Array x) { return x.convert(DType.F64).reshape(x.size()).toDoubleArray(); }

    /** That results agree: as much as {@code ulps} of the modulus, and non-finite parts in kind. */
    private static void check(UnaryOperator<Array[]> f, double ulps, Array... x) { check(f, ulps, false, x); }

    /** @param poles whether the function has poles: near them an error counts by the square of the modulus */
    private static void check(UnaryOperator<Array[]> f, double ulps, boolean poles, Array... x) {
        var p = program(f, x);
        var dense = Arrays.copyOf(x, x.length, DenseArray[].class);
        DenseArray[] expected = Interpreter.run(p, dense), given = Pipeline.compile(p).run(dense);
        for (int r = 0; r < expected.length; r++) {
            assertEquals(expected[r].type(), given[r].type());
            double[][] e = parts(expected[r]), g = parts(given[r]);
            boolean single = expected[r].dtype() == DType.C64 || expected[r].dtype() == DType.F32;
            for (int i = 0; i < e[0].length; i++) {
                double size = Math.max(Math.abs(finite(e[0][i])), Math.abs(finite(e[1][i])));
                double near = ulps * (single ? Math.ulp((float) size) : Math.ulp(size)) * (poles ? Math.max(1, size) : 1);
                for (int part = 0; part < 2; part++)
                    assertTrue(agree(e[part][i], g[part][i], near), "element %d of result %d: expected (%s, %s), given (%s, %s)"
                            .formatted(i, r, e[0][i], e[1][i], g[0][i], g[1][i]));
            }
        }
    }

    private static double finite(double x) { return Double.isFinite(x) ? x : 0; }

    private static boolean agree(double e, double g, double near) {
        if (Double.isNaN(e) || Double.isInfinite(e)) return Double.compare(e, g) == 0;
        return Math.abs(e - g) <= near && (near > 0 || Double.compare(e, g) == 0);
    }

    // ---- functions

    static Stream<Unary> functions() {
        return Arrays.stream(Unary.values()).filter(u -> u.domain().contains(DType.C128));
    }

    private static boolean hasPoles(Unary f) { return f == LOGISTIC || f == TAN || f == TANH; }

    @ParameterizedTest @MethodSource("functions")
    void ofOneNumber(Unary f) {
        for (var t : new DType[] {DType.C64, DType.C128}) {
            check(x -> arrays(f.bind(x[0])), 8, hasPoles(f), magnitudes(t));
            check(x -> arrays(f.bind(x[0])), 8, hasPoles(f), numbers(1, t, 1000));
        }
    }

    @ParameterizedTest @MethodSource("functions")
    void ofSpecialNumbers(Unary f) {
        for (var t : new DType[] {DType.C64, DType.C128}) check(x -> arrays(f.bind(x[0])), 8, hasPoles(f), special(t));
    }

    @ParameterizedTest @EnumSource(value = Binary.class, names = {"ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "POWER"})
    void ofTwoNumbers(Binary f) {
        for (var t : new DType[] {DType.C64, DType.C128}) {
            Array x = numbers(1, t, 40, 1), y = numbers(2, t, 1, 40);
            check(z -> arrays(f.bind(z[0].broadcastTo(Shape.of(40, 40)), z[1].broadcastTo(Shape.of(40, 40)))), 40, x, y);
        }
    }

    /** But for the largest: there a sum of products overflows in one order and not in another. */
    @Test void quotientsOfSpecialNumbers() {
        Array y = numbers(3, DType.C128, 1).reshape();
        var x = pairs(DType.C128, Arrays.stream(SPECIAL).filter(v -> !(Math.abs(v) > 1e300) || Double.isInfinite(v)).toArray());
        check(z -> arrays(z[0].div(z[1]), z[1].div(z[0])), 8, x, y);
    }

    @Test void comparisons() {
        Array x = special(DType.C128), y = new Reverse(Axes.of(0)).bind(x);
        check(z -> arrays(z[0].eq(z[0]), z[0].ne(z[1]), Select.where(z[0].eq(z[0]), z[0], z[1])), 0, x, y);
    }

    @Test void conversions() {
        Array x = numbers(1, DType.C64, 33);
        check(z -> Stream.of(DType.C128, DType.F64, DType.PRED, DType.S32).map(z[0]::convert).toArray(Array[]::new), 0, x);
        check(z -> arrays(z[0].real().convert(DType.C128), z[0].imag().convert(DType.S8).convert(DType.C64)), 0, x);
    }

    // ---- programs

    @ParameterizedTest @ValueSource(longs = {0, 1, 2, 7, 16, 33, 1000, 100_000})
    void sizes(long n) {
        for (var t : new DType[] {DType.C64, DType.C128}) {
            Array x = numbers(1, t, n), y = numbers(2, t, n);
            check(z -> arrays(z[0].times(z[1]).plus(z[0]), z[0], z[0].real(), z[0].abs()), 1e4, x, y);   // sums that cancel
            check(z -> arrays(z[0].sum(), z[0].times(z[1]).cumsum(0)), 1e6, x, y);
        }
    }

    @Test void numbersAlone() {
        check(z -> arrays(z[0].times(z[1]).exp(), z[0]), 4, numbers(1, DType.C128), numbers(2, DType.C128));
    }

    @Test void products() {
        for (long n : new long[] {0, 1, 2, 3, 5, 8, 13})
            check(z -> arrays(new Reduce(Monoid.PRODUCT, Axes.of(1)).bind(z[0]), new Reduce(Monoid.PRODUCT, Axes.of(0, 1)).bind(
                    z[0])), 1000, numbers(4, DType.C128, 3, n));
    }

    @Test void matrices() {
        for (var t : new DType[] {DType.C64, DType.C128})
            for (long n : new long[] {3, 70})
                check(z -> arrays(z[0].matmul(z[1]), z[0].matmul(z[1]).sum(0).times(z[2])), 1e5, numbers(1, t, n, n + 1),
                        numbers(2, t, n + 1, n), numbers(3, t, n));
    }

    /** Small systems, and some that are factorised. */
    @Test void systems() {
        for (var transposed : new boolean[] {false, true})
            for (long n : new long[] {0, 1, 2, 3, 40})
                check(z -> arrays(new Solve(transposed).bind(z[0], z[1])), 1e5, numbers(1, DType.C128, n, n), numbers(2,
                        DType.C128, n, 2));
    }

    /** z² + c, kept for as long as it is small. */
    @Test void loops() {
        UnaryOperator<Array[]> orbit = x -> Lax.foriLoop(0, 20, (_, z) -> {
            Array next = z[0].times(z[0]).plus(x[0]), small = z[0].abs().lt(2);
            return arrays(Select.where(small, next, z[0]), z[1].plus(small.convert(DType.S32)));
        }, arrays(x[0].times(0), x[0].real().convert(DType.S32).times(0)));
        for (var t : new DType[] {DType.C64, DType.C128}) {
            check(orbit, 1e6, numbers(5, t, 11, 13));
            sameBits(orbit, numbers(5, t, 101, 103));
        }
    }

    @Test void scansAndBranches() {
        UnaryOperator<Array[]> f = x -> {
            var turned = Lax.scan((Array c, Array s) -> new Pair<>(c.times(s), c.plus(s)), x[0].sum(), x[0]);
            Program exp = program(y -> arrays(y[0].exp()), x[0]), twice = program(y -> arrays(y[0].times(2)), x[0]);
            Array chosen = new Case(List.of(exp, twice)).bind(x[1], x[0]);
            return arrays(turned.first(), turned.second(), chosen);
        };
        for (int i : new int[] {0, 1}) check(f, 1e6, numbers(6, DType.C128, 9), Array.of(i).convert(DType.S32));
    }

    @Test void indices() {
        Array x = numbers(7, DType.C128, 10, 3), i = Array.of(3, 0, 9);
        check(z -> arrays(z[0].take(z[1], 0), z[0].get(Index.from(4)), z[0].transpose(Axes.of(1, 0)), new Sort(0, 1).bindAll(z[0]
                .abs(), z[0])[1]), 0, x, i);
        var code = Pipeline.compile(program(z -> arrays(z[0].take(z[1], 0)), x, i));
        assertThrows(IndexError.class, () -> code.run((DenseArray) x, (DenseArray) Array.of(3, 0, 10)));
    }

    @Test void constants() {
        var c = Constant.of(DType.C128, 0.5, -2);
        check(z -> arrays(z[0].times(c.bind()), c.bind()), 2, numbers(8, DType.C128, 5));
    }

    @Test void aFourierSum() {
        long n = 64;
        Array x = numbers(9, DType.C128, n);
        UnaryOperator<Array[]> f = z -> {
            Array angle = Array.arange(n).expandDims(1).times(Array.arange(n)).convert(DType.F64).times(-2 * Math.PI / n);
            return arrays(Binary.COMPLEX.bind(angle.cos(), angle.sin()).times(z[0]).sum(1));
        };
        check(f, 1e4, x);
        sameBits(f, x);
    }

    /** What has no code says so. */
    @Test void factorisationsAreTheInterpreters() {
        var p = program(z -> arrays(new Lu().bindAll(z[0])[0]), numbers(1, DType.C128, 3, 3));
        var error = assertThrows(Unsupported.class, () -> Pipeline.compile(p));
        assertTrue(error.getMessage().contains("c128"), error.getMessage());
    }

    /** A product of complex numbers is not that of their parts. */
    @Test void scatteredProductsAreTheInterpreters() {
        var scatter = new Scatter(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Scatter.Combine.MULTIPLY,
                Bounds.CLAMP);
        Array x = numbers(1, DType.C128, 5), places = Array.of(1, 1).reshape(2, 1), updates = numbers(2, DType.C128, 2);
        var p = program(z -> arrays(scatter.bind(z[0], z[1], z[2])), x, places, updates);
        assertThrows(Unsupported.class, () -> Pipeline.compile(p));
    }

    /** Nothing after the pass has heard of complex numbers. */
    @Test void noComplexNumberIsLeft() {
        var p = ComplexPairs.program(program(z -> arrays(z[0].times(z[0]).exp().sum()), numbers(1, DType.C64, 3)));
        p.check();
        var types = new ArrayList<ArrayType>(Arrays.asList(p.inputTypes()));
        p.equations().forEach(e -> e.results().forEach(v -> types.add(v.type())));
        assertTrue(types.stream().noneMatch(t -> t.dtype().isComplex()), p::toString);
        assertEquals(ArrayType.of(DType.F32, 3, 2), p.inputTypes()[0]);
        assertEquals(ArrayType.of(DType.F32, 2), p.resultTypes()[0]);
    }
}
