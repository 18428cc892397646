package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.cpu.loop.LoopCheck;
import jacobi.cpu.loop.Memory;
import jacobi.interpret.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Temporaries that lie in the memory of a block. */
class BlockMemoryTest {
    record Case(String name, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array softmax(Array x, int axis) {
        Array e = x.minus(x.max(Axes.of(axis), true)).exp();
        return e.div(e.sum(Axes.of(axis), true));
    }

    /** Softmax again and again: what one round leaves in the memory of a share the next writes over. */
    private static Array repeated(Array x) {
        return jacobi.lax.Lax.foriLoop(0, 3, (i, y) -> softmax(y.times(50), 1), x);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("rows", x -> new Array[] {softmax(x[0], 1)}, array(1, DType.F32, 803, 1000)),
                new Case("columns", x -> new Array[] {softmax(x[0], 0)}, array(2, DType.F64, 60, 8003)),
                new Case("two", x -> new Array[] {softmax(softmax(x[0], 1).times(9), 1)}, array(4, DType.F32, 801, 700)),
                new Case("repeated", x -> new Array[] {repeated(x[0])}, array(5, DType.F64, 333, 900)));
    }

    @ParameterizedTest @MethodSource("cases")
    void computesTheSame(Case c) { checkAll(c.f, c.x); }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    private static byte[] bytes(DenseArray x) { return x.segment().toArray(ValueLayout.JAVA_BYTE); }

    @ParameterizedTest @MethodSource("cases")
    void noTemporaryIsFar(Case c) {
        var loops = Lower.program(Pipeline.prepare(program(c.f, c.x)));
        assertTrue(LoopCheck.check(loops.body()));
        loops.body().forEach(s -> Touched.each(s, m -> assertTrue(m.place() != Memory.Place.WORKSPACE || m.bytes() < 2 << 20,
                () -> m + " of " + m.bytes() + " bytes")));
    }

    /** The oracle of the loops themselves, one number at a time. */
    @Test void loopsMeanTheSame() {
        var x = array(6, DType.F64, 211, 320);
        var p = program(y -> new Array[] {softmax(y[0], 1)}, x);
        double[] expected = Interpreter.run(p, (DenseArray) x)[0].toDoubleArray();
        var given = LoopInterpreter.run(Lower.program(Pipeline.prepare(p)), x)[0];
        assertArrayEquals(expected, Arrays.stream(given).mapToDouble(Array::item).toArray(), 1e-12);
    }
}
