package jacobi.cpu;

import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.Close;
import jacobi.testing.Samples;
import jacobi.testing.Specimen;
import jacobi.testing.Specimens;
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
        check(s, SpecimenCode.of(s.primitive()::bindAll, s.operands()));
        check(s, SpecimenCode.of(s.primitive()::bindAll, operands(s)));
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
    void gradients(Specimen s) { check(s, SpecimenCode.gradient(s, DType::isInexact, operands(s))); }

    @ParameterizedTest @MethodSource("all")
    void batches(Specimen s) { check(s, SpecimenCode.batch(s, operands(s))); }

    private static void check(Specimen s, SpecimenCode code) {
        for (int i = 0; i < code.expected().length; i++) {
            var expected = code.expected()[i];
            double relative = Close.relative(expected.dtype());
            Close.check(s.toString(), expected, code.given()[i], relative, relative * Math.max(1, largest(expected)));
        }
    }

    /** The largest modulus: a part of a complex number is as exact as the whole. */
    private static double largest(Array x) {
        return Arrays.stream(x.abs().convert(DType.F64).toDoubleArray()).filter(Double::isFinite).max().orElse(0);
    }
}
