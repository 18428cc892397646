package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrices that loops multiply by are transposed before them, unless that would change what they are. */
class TurnOnceTest {
    record Two(Array a, Array b) {}

    static Stream<Arguments> orders() {
        return Stream.of(DType.F64, DType.F32).flatMap(t -> Stream.of(2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 24, 31, 33, 40)
                .map(n -> Arguments.of(t, n)));
    }

    /** A vector of any order, all lanes of registers in use or not, with dear functions and without. */
    @ParameterizedTest @MethodSource("orders")
    void anyOrder(DType t, int n) {
        Array a = array(1, t, n, n).div(3 * Math.sqrt(n)), v = array(2, t, n);
        checkAll(x -> new Array[] {Lax.foriLoop(0, 20, (_, y) -> x[0].matmul(y).tanh(), x[1])}, a, v);
        checkAll(x -> new Array[] {Lax.foriLoop(0, 20, (_, y) -> x[0].matmul(y).times(0.1).plus(x[1]), x[1])}, a, v);
        checkAll(x -> new Array[] {Lax.foriLoop(0, 20, (_, y) -> x[0].times(y).max(1).sin(), x[1])}, a, v);
    }

    /** Matrices that are not square, and two of them. */
    @ParameterizedTest @MethodSource("orders")
    void thereAndBack(DType t, int n) {
        checkAll(x -> new Array[] {Lax.foriLoop(0, 20, (_, y) -> x[1].matmul(x[0].matmul(y).exp().rdiv(1.0)), x[2])},
                array(1, t, 11, n).times(0.01), array(2, t, n, 11).times(0.01), array(3, t, n));
    }

    @Test void isDoneBeforeTheOutermostLoop() {
        UnaryOperator<Array[]> f = x -> new Array[] {Lax.foriLoop(0, 30, (_, y) -> Lax.foriLoop(0, 9, (_, z) -> x[0].matmul(z)
                .cos(), y), x[1])};
        Array[] x = {array(1, DType.F32, 12, 12).div(20.0), array(2, DType.F32, 12)};
        assertEquals(1, turned(f, x));
        checkAll(f, x);
    }

    /** What a loop changes is not what it was. */
    @Test void notOfMatricesThatChange() {
        UnaryOperator<Array[]> f = x -> {
            var end = Lax.foriLoop(0, 30, (_, s) -> new Two(s.a.times(0.9), s.a.matmul(s.b).sin()), new Two(x[0], x[1]));
            return new Array[] {end.a, end.b};
        };
        Array[] x = {array(1, DType.F64, 12, 12).div(20.0), array(2, DType.F64, 12)};
        assertEquals(0, turned(f, x));
        checkAll(f, x);
    }

    /** A matrix that an outer loop changes and an inner one does not is transposed in each round of the outer. */
    @Test void ofMatricesThatChangeOutside() {
        UnaryOperator<Array[]> f = x -> {
            var end = Lax.foriLoop(0, 5, (_, s) -> new Two(s.a.times(0.9).plus(0.01), Lax.foriLoop(0, 30, (_, z) -> s.a.matmul(z)
                    .sin(), s.b)), new Two(x[0], x[1]));
            return new Array[] {end.a, end.b};
        };
        checkAll(f, array(1, DType.F64, 12, 12).div(20.0), array(2, DType.F64, 12));
    }

    @Test void inLoopsOfUnknownLength() {
        checkAll(x -> {
            var end = Lax.whileLoop((Two s) -> s.b.lt(0.9), s -> new Two(x[0].matmul(s.a).tanh(), s.b.plus(0.11)), new Two(x[1],
                    Array.of(0.0)));
            return new Array[] {end.a};
        }, array(1, DType.F64, 13, 13), array(2, DType.F64, 13));
    }

    @Test void oneRoundDoesNotPay() {
        Array[] x = {array(1, DType.F32, 12, 12).div(20.0), array(2, DType.F32, 12)};
        assertEquals(0, turned(y -> new Array[] {y[0].matmul(y[1]).cos()}, x));
    }

    /** Transpositions in a program: nests of a matrix at the top, other than loops. */
    private static long turned(UnaryOperator<Array[]> f, Array... x) {
        List<Stmt> loops = Lower.program(Pipeline.prepare(program(f, x))).body();
        return loops.stream().filter(s -> s instanceof Stmt.Nest n && n.points() == x[0].size() && n.domain().size() == 2)
                .count();
    }
}
