package jacobi.numpy;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.F1;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.core.ShapeError;
import jacobi.core.TypeError;
import jacobi.lax.Binary;
import jacobi.lax.TriangularSolve.Op;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear algebra with NumPy's meanings: shapes that meet, defining equations, derivatives, and messages. */
class LinalgTest {
    private static Array normal(long seed, long... shape) { return Random.normal(Key.of(seed), shape); }
    private static Array regular(long seed, long... shape) {
        long n = shape[shape.length - 1];
        return normal(seed, shape).plus(Array.eye(n).times(3));
    }
    private static Array complex(Array real, Array imaginary) { return Binary.COMPLEX.bind(real, imaginary); }

    static Stream<Array> squares() {
        return LongStream.of(0, 1, 2, 3, 4, 6).boxed().flatMap(n -> Stream.of(
                regular(n, n, n), regular(n, 2, n, n), complex(regular(n, n, n), normal(n + 50, n, n))));
    }

    @ParameterizedTest @MethodSource("squares")
    void inverseUndoes(Array a) {
        long n = a.shape().dim(a.rank() - 1);
        assertClose(Array.eye(a.dtype(), n, n, 0).broadcastTo(a.shape()), a.matmul(Linalg.inv(a)));
    }

    @ParameterizedTest @MethodSource("squares")
    void luMultipliesBack(Array a) {
        var lu = Linalg.lu(a);
        assertClose(a, lu.p().matmul(lu.l()).matmul(lu.u()));
    }

    @Test void luTakesRectangles() {
        for (var a : new Array[] {normal(1, 5, 3), normal(2, 3, 5), normal(3, 2, 4, 1), normal(4, 0, 3)}) luMultipliesBack(a);
    }

    @ParameterizedTest @MethodSource("squares")
    void determinantsAgree(Array a) {
        var det = Linalg.det(a);
        var log = Linalg.slogdet(a);
        assertClose(det, log.sign().times(log.logAbsDet().exp()));
        assertClose(Linalg.det(a.matmul(a)), det.square());
        assertClose(log.sign().abs(), Array.onesLike(log.logAbsDet()));
    }

    @Test void determinantOfKnownMatrices() {
        assertEquals(-2, Linalg.det(Array.of(new double[][] {{1, 2}, {3, 4}})).item(), 1e-14);
        assertEquals(-3, Linalg.det(Array.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}})).item(), 1e-14);
        var exchange = Array.of(new double[][] {{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 2}, {0, 0, 1, 0}});
        assertEquals(2, Linalg.det(exchange).item());
        assertEquals(0, Linalg.slogdet(Array.ones(4, 4)).sign().item());
        assertEquals(Double.NEGATIVE_INFINITY, Linalg.slogdet(Array.ones(4, 4)).logAbsDet().item());
        assertEquals(-2, Linalg.det(Array.of(new int[][] {{1, 2}, {3, 4}})).item(), 1e-14);
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 3, 4, 5})
    void gradientOfTheLogDeterminantIsTheInverseTransposed(int n) {
        var a = regular(n, n, n);
        var gradient = grad((Array x) -> Linalg.slogdet(x).logAbsDet()).apply(a);
        assertClose(Linalg.inv(a).transpose(), gradient);
        assertClose(gradient.times(Linalg.det(a)), grad((Array x) -> Linalg.det(x)).apply(a));
    }

    @Test void gradientThroughCholeskyIsSymmetric() {
        var b = normal(7, 4, 4);
        var a = b.matmul(b.transpose()).plus(Array.eye(4));
        F1<Array, Array> logDeterminant = x -> Linalg.diagonal(Linalg.cholesky(x)).log().sum().times(2);
        assertClose(Linalg.inv(a), grad(logDeterminant).apply(a));
    }

    /** Shapes of a matrix, a right-hand side and a result, as in NumPy. */
    static Stream<Named<Shape[]>> systems() {
        long[][][] shapes = {
            {{3, 3}, {3}, {3}}, {{3, 3}, {3, 2}, {3, 2}}, {{4, 3, 3}, {3}, {4, 3}}, {{4, 3, 3}, {3, 2}, {4, 3, 2}},
            {{3, 3}, {4, 3, 2}, {4, 3, 2}}, {{1, 3, 3}, {4, 3, 2}, {4, 3, 2}}, {{2, 1, 3, 3}, {4, 3, 2}, {2, 4, 3, 2}},
            {{3, 3}, {5, 4, 3, 2}, {5, 4, 3, 2}}, {{0, 0}, {0}, {0}}, {{0, 0}, {0, 2}, {0, 2}}, {{3, 3}, {3, 0}, {3, 0}},
            {{0, 3, 3}, {3, 2}, {0, 3, 2}}, {{3, 3}, {0, 3, 2}, {0, 3, 2}}};
        return Arrays.stream(shapes).map(s -> Arrays.stream(s).map(Shape::of).toArray(Shape[]::new))
                .map(s -> Named.of(Arrays.toString(s), s));
    }

    @ParameterizedTest @MethodSource("systems")
    void solutionsHaveNumPysShapes(Shape[] s) {
        Array a = regular(1, s[0].toArray()), b = normal(2, s[1].toArray()), x = a.solve(b);
        assertEquals(s[2], x.shape());
        boolean vector = b.rank() == 1;
        var back = vector ? a.matmul(x.expandDims(-1)).squeeze(-1) : a.matmul(x);
        assertClose(b.broadcastTo(s[2]), back);
        var lower = Linalg.triangularSolve(a, b, true);
        assertClose(Linalg.solve(Linalg.tril(a, 0), b), lower);
    }

    @Test void triangularSolversReadWhatTheySay() {
        Array a = regular(1, 4, 4), b = normal(2, 4, 2), unit = Linalg.triu(a, 1).plus(Array.eye(4));
        assertClose(Linalg.triu(a, 0).solve(b), Linalg.triangularSolve(a, b, false));
        assertClose(unit.transpose().solve(b), Linalg.triangularSolve(a, b, false, Op.TRANSPOSE, true));
    }

    @Test void choleskyFactorsSolve() {
        var m = complex(normal(3, 4, 4), normal(4, 4, 4));
        Array a = m.matmul(m.conj().transpose()).plus(Array.eye(4)), b = normal(5, 4);
        assertClose(a.solve(b), Linalg.choleskySolve(a.cholesky(), b));
        assertTrue(Double.isNaN(Array.eye(2).unaryMinus().cholesky().get(0, 0).item()));
    }

    @Test void integersAreComputedInF64() {
        var x = Array.of(new int[][] {{2, 0}, {0, 4}}).solve(Array.of(2, 4));
        assertEquals(DType.F64, x.dtype());
        assertArrayEquals(new double[] {1, 1}, x.toDoubleArray());
    }

    @Test void normsOfVectorsAndMatrices() {
        var x = Array.of(3.0, -4.0, 0.0);
        assertEquals(5, Linalg.norm(x).item());
        assertEquals(7, Linalg.norm(x, 1, 0).item());
        assertEquals(4, Linalg.norm(x, Double.POSITIVE_INFINITY, 0).item());
        assertEquals(0, Linalg.norm(x, Double.NEGATIVE_INFINITY, 0).item());
        assertEquals(2, Linalg.norm(x, 0, 0).item());
        assertEquals(Math.cbrt(27 + 64), Linalg.norm(x, 3, 0).item(), 1e-14);
        var a = Array.of(new double[][] {{1, -2}, {3, 4}});
        assertEquals(6, Linalg.norm(a, Linalg.MatrixNorm.ONE).item());
        assertEquals(7, Linalg.norm(a, Linalg.MatrixNorm.INFINITY).item());
        assertEquals(Math.sqrt(30), Linalg.norm(a, Linalg.MatrixNorm.FROBENIUS).item(), 1e-14);
        assertArrayEquals(new double[] {Math.sqrt(5), 5}, Linalg.norm(a, -1).toDoubleArray(), 1e-14);
    }

    @Test void powersMultiply() {
        var a = regular(1, 3, 3);
        assertClose(Array.eye(3), Linalg.matrixPower(a, 0));
        assertClose(a.matmul(a).matmul(a).matmul(a).matmul(a), Linalg.matrixPower(a, 5));
        assertClose(Linalg.inv(a).matmul(Linalg.inv(a)), Linalg.matrixPower(a, -2));
    }

    @Test void diagonalsGoInAndOut() {
        var a = Array.arange(24).reshape(2, 3, 4);
        assertArrayEquals(new long[] {0, 5, 10, 12, 17, 22}, Linalg.diagonal(a).toLongArray());
        assertArrayEquals(new long[] {15, 51}, Linalg.trace(a).toLongArray());
        var d = Array.of(1, 2, 3);
        assertArrayEquals(new long[] {1, 0, 0, 0, 2, 0, 0, 0, 3}, Linalg.diag(d).toLongArray());
        assertArrayEquals(d.toLongArray(), Linalg.diagonal(Linalg.diag(d)).toLongArray());
        assertEquals(Shape.of(0, 0), Linalg.diag(Array.zeros(0)).shape());
        assertEquals(0, Linalg.trace(Array.zeros(0, 0)).item());
    }

    @Test void trianglesOfMatrices() {
        var a = Array.arange(1, 7).reshape(2, 3);
        assertArrayEquals(new long[] {1, 0, 0, 4, 5, 0}, Linalg.tril(a, 0).toLongArray());
        assertArrayEquals(new long[] {0, 2, 3, 0, 0, 6}, Linalg.triu(a, 1).toLongArray());
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6}, Linalg.triu(a, -1).toLongArray());
    }

    @Test void kroneckerProductMultipliesBlocks() {
        var a = Array.of(new int[][] {{1, 2}});
        var b = Array.of(new int[][] {{0, 1}, {2, 3}});
        assertArrayEquals(new long[] {0, 1, 0, 2, 2, 3, 4, 6}, Linalg.kron(a, b).toLongArray());
    }

    @Test void mappedSolveIsALoop() {
        Array a = regular(1, 3, 3), b = normal(2, 5, 3);
        var mapped = vmap((Array v) -> a.solve(v)).apply(b);
        for (int i = 0; i < 5; i++) assertClose(a.solve(b.get(i)), mapped.get(i));
    }

    @Test void secondDerivativeOfASolve() {
        Array a = regular(1, 2, 2), b = normal(2, 2);
        F1<Array, Array> f = t -> a.plus(t.times(b).expandDims(0)).solve(b).sum();
        double h = 1e-4;
        double above = f.apply(Array.of(h)).item(), at = f.apply(Array.of(0.0)).item(), below = f.apply(Array.of(-h)).item();
        double difference = (above - 2 * at + below) / (h * h);
        assertEquals(difference, grad(grad(f)).apply(Array.of(0.0)).item(), 1e-5 * (1 + Math.abs(difference)));
    }

    @Test void messagesNameShapes() {
        var square = assertThrows(ShapeError.class, () -> Array.ones(2, 3).inv());
        assertTrue(square.getMessage().contains("square matrices [..., n, n]"), square.getMessage());
        assertTrue(square.getMessage().contains("f64[2,3]"), square.getMessage());
        var side = assertThrows(ShapeError.class, () -> Array.eye(3).solve(Array.ones(4)));
        assertTrue(side.getMessage().contains("vector [3]"), side.getMessage());
        var dtype = assertThrows(TypeError.class, () -> Array.eye(DType.F16, 3, 3, 0).solve(Array.ones(DType.F16, 3)));
        assertTrue(dtype.getMessage().contains("f32"), dtype.getMessage());
    }

    private static void assertClose(Array expected, Array given) {
        assertEquals(expected.type(), given.type());
        double size = largest(expected), difference = largest(expected.minus(given));
        assertTrue(difference <= 1e-11 * (1 + size), () -> "differs by " + difference + " at magnitude " + size);
    }

    private static double largest(Array x) {
        return Arrays.stream(x.abs().toDoubleArray()).map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v).max().orElse(0);
    }
}
