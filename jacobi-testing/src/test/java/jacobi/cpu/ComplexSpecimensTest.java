package jacobi.cpu;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import jacobi.testing.Close;
import jacobi.testing.Samples;
import jacobi.testing.Specimen;
import jacobi.testing.Specimens;
import jacobi.transform.Batch;
import jacobi.transform.Linearize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive that takes complex numbers, but for factorisations and scattered products, has code for them. */
class ComplexSpecimensTest {
    static Stream<Specimen> all() {
        return Specimens.all().stream().flatMap(s -> Stream.of(s, s.in(DType.C64), s.in(DType.C128)))
                .filter(s -> hasComplex(s.operands()) || s.primitive() == Binary.COMPLEX)
                .filter(ComplexSpecimensTest::takesComplex);
    }

    static Stream<Specimen> smooth() { return all().filter(Specimen::smooth); }

    private static boolean hasComplex(Array[] x) { return Arrays.stream(x).anyMatch(a -> a.dtype().isComplex()); }

    private static boolean takesComplex(Specimen s) {
        try {
            s.primitive().infer(s.types());
        } catch (JacobiError no) {
            return false;
        }
        return switch (s.primitive()) {
            case Cholesky _, Lu _, TriangularSolve _, Bitcast _ -> false;
            case Scatter c -> c.combine() != Scatter.Combine.MULTIPLY;
            default -> true;
        };
    }

    @ParameterizedTest @MethodSource("all")
    void codeComputesAsTheInterpreter(Specimen s) {
        check(s, s.primitive()::bindAll, s.operands());
        check(s, s.primitive()::bindAll, operands(s));
    }

    /** Operands with imaginary parts. */
    private static Array[] operands(Specimen s) {
        var x = s.operands().clone();
        for (int i = 0; i < x.length; i++)
            if (x[i].dtype().isComplex())
                x[i] = Binary.COMPLEX.bind(x[i].real(), Samples.direction(20 + i, x[i].type()).imag());
        return x;
    }

    @ParameterizedTest @MethodSource("smooth")
    void gradients(Specimen s) {
        int n = s.operands().length;
        var active = new boolean[n];
        for (int i = 0; i < n; i++) active[i] = s.operands()[i].dtype().isInexact();
        var y = s.primitive().infer(s.types());
        var ct = IntStream.range(0, y.length).mapToObj(i -> Samples.direction(50 + i, y[i]));
        check(s, x -> {
            var linear = Linearize.of(s.primitive()::bindAll, Arrays.copyOf(x, n), active);
            var dy = IntStream.range(0, y.length).mapToObj(i -> y[i].dtype().isInexact() ? x[n + i] : null).toArray(Array[]::new);
            return Arrays.stream(linear.pullback(dy)).filter(Objects::nonNull).toArray(Array[]::new);
        }, Stream.concat(Arrays.stream(operands(s)), ct).toArray(Array[]::new));
    }

    @ParameterizedTest @MethodSource("all")
    void batches(Specimen s) {
        var x = Arrays.stream(operands(s)).map(o -> new Concatenate(0).bind(o.reshape(o.shape().prepend(1)), o.reshape(o.shape()
                .prepend(1)))).toArray(Array[]::new);
        check(s, y -> Arrays.stream(Batch.of(s.primitive()::bindAll, 2, Arrays.stream(y).map(Batched::mapped).toArray(
                Batched[]::new))).map(b -> b.spread(2)).toArray(Array[]::new), x);
    }

    private static void check(Specimen s, UnaryOperator<Array[]> f, Array... x) {
        var p = Recording.of(Arrays.stream(x).map(Array::type).toArray(ArrayType[]::new), f).program();
        DenseArray[] expected = Interpreter.run(p, dense(x)), given = CpuBackend.run(p, dense(x));
        for (int i = 0; i < expected.length; i++) {
            double relative = Close.relative(expected[i].dtype());
            Close.check(s.toString(), expected[i], given[i], relative, relative * Math.max(1, largest(expected[i])));
        }
    }

    /** The largest modulus: a part of a complex number is as exact as the whole. */
    private static double largest(Array x) {
        return Arrays.stream(x.abs().convert(DType.F64).toDoubleArray()).filter(Double::isFinite).max().orElse(0);
    }

    private static DenseArray[] dense(Array[] x) { return Arrays.copyOf(x, x.length, DenseArray[].class); }
}
