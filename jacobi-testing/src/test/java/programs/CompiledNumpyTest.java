package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.F1;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.numpy.Key;
import jacobi.numpy.Linalg;
import jacobi.numpy.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Linear algebra and random numbers give compiled what they give at once, by themselves, differentiated, and mapped. */
class CompiledNumpyTest {
    private static Array positive(DType dtype, long... shape) {
        var a = Random.normal(Key.of(3), Shape.of(shape), dtype);
        long n = shape[shape.length - 1];
        return a.matmul(a.swapAxes(-1, -2)).plus(Array.eye(dtype, n, n, 0));
    }

    private static Array side(Array a) { return Random.normal(Key.of(4), Shape.of(a.shape().dim(a.rank() - 1), 3), a.dtype()); }

    static Stream<Named<F1<Array, Array>>> functions() {
        return Stream.of(Named.of("solve", a -> a.solve(side(a))), Named.of("inv", Linalg::inv),
                Named.of("cholesky", Linalg::cholesky), Named.of("det", Linalg::det),
                Named.of("log of the determinant", a -> Linalg.slogdet(a).logAbsDet()), Named.of("l", a -> Linalg.lu(a).l()),
                Named.of("u", a -> Linalg.lu(a).u()), Named.of("p", a -> Linalg.lu(a).p()),
                Named.of("triangular", a -> Linalg.triangularSolve(a, side(a), false)),
                Named.of("cholesky solve", a -> Linalg.choleskySolve(a.cholesky(), side(a))),
                Named.of("power", a -> Linalg.matrixPower(a, -3)), Named.of("trace", Linalg::trace),
                Named.of("sorted", a -> a.sort(-1)), Named.of("places", a -> a.argsort(0).convert(a.dtype())),
                Named.of("random", a -> a.times(Random.normal(Key.of(1), a.shape(), a.dtype()))),
                Named.of("permuted", a -> Random.permutation(Key.of(1), a, -1, false)),
                Named.of("drawn", a -> a.plus(Random.randint(Key.of(1), a.shape(), -5, 6, DType.S64))));
    }

    @ParameterizedTest @MethodSource("functions")
    void compiledIsEager(F1<Array, Array> f) {
        for (var dtype : new DType[] {DType.F32, DType.F64}) for (long n : new long[] {1, 2, 3, 5, 17}) {
            var a = positive(dtype, n, n);
            assertClose(f.apply(a), jit(f).apply(a));
        }
    }

    @ParameterizedTest @MethodSource("functions")
    void gradientsAgree(F1<Array, Array> f) {
        F1<Array, Array> loss = a -> f.apply(a).cos().sum();
        for (long n : new long[] {2, 4}) {
            var a = positive(DType.F64, n, n);
            assertClose(grad(loss).apply(a), jit(grad(loss)).apply(a));
            assertClose(grad(jit(loss)).apply(a), jit(grad(loss)).apply(a));
        }
    }

    @ParameterizedTest @MethodSource("functions")
    void mappedIsALoop(F1<Array, Array> f) {
        var batch = positive(DType.F64, 3, 4, 4);
        var mapped = jit(vmap(f)).apply(batch);
        assertClose(vmap(f).apply(batch), mapped);
        for (int i = 0; i < 3; i++) assertClose(f.apply(batch.get(i)), mapped.get(i));
    }

    private static void assertClose(Array expected, Array given) {
        assertEquals(expected.type(), given.type());
        double size = largest(expected), difference = largest(expected.minus(given));
        double tolerance = expected.dtype() == DType.F32 ? 1e-3 : 1e-10;
        assertTrue(difference <= tolerance * (1 + size), () -> "differs by " + difference + " at magnitude " + size);
    }

    private static double largest(Array x) {
        return Arrays.stream(x.abs().toDoubleArray()).map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v).max().orElse(0);
    }
}
