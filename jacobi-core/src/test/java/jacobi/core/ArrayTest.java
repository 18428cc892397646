package jacobi.core;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ArrayTest {
    @Test void numbersInAndOut() {
        assertArrayEquals(new double[] {1, 2.5}, Array.of(1, 2.5).toDoubleArray());
        assertArrayEquals(new float[] {1, 2.5f}, Array.of(1f, 2.5f).toFloatArray());
        assertArrayEquals(new long[] {1, -2}, Array.of(1L, -2L).toLongArray());
        assertArrayEquals(new int[] {1, -2}, Array.of(1, -2).toIntArray());
        assertArrayEquals(new boolean[] {true, false, true}, Array.of(true, false, true).toBooleanArray());
        assertEquals(ArrayType.of(DType.S32), Array.of(3).type());
        assertEquals(3.5, Array.of(3.5).item());
        var x = new double[][][] {{{1, 2}, {3, 4}, {5, 6}}};
        assertArrayEquals(x, Array.of(x).toJava(double[][][].class));
        assertEquals(Shape.of(1, 3, 2), Array.of(x).shape());
        assertEquals(ArrayType.of(DType.S32, 0, 0), Array.of(new int[][] {}).type());
    }

    @Test void creation() {
        assertArrayEquals(new double[] {0, 0.5, 1}, Array.linspace(0, 1, 3).toDoubleArray());
        assertArrayEquals(new long[] {5, 3, 1}, Array.arange(5, 0, -2).toLongArray());
        assertArrayEquals(new double[] {0, 0.25, 0.5}, Array.arange(0, 0.75, 0.25).toDoubleArray());
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, Array.eye(2).toJava(double[][].class));
        assertArrayEquals(new double[] {7, 7, 7}, Array.full(7, 3).toDoubleArray());
    }

    @Test void arithmeticMeetsByBroadcasting() {
        var x = Array.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        var y = Array.of(10, 20, 30);
        assertArrayEquals(new double[][] {{11, 22, 33}, {14, 25, 36}}, x.plus(y).toJava(double[][].class));
        assertEquals(21, x.sum().item());
        assertArrayEquals(new double[] {5, 7, 9}, x.reduceSum(Axes.of(0)).toDoubleArray());
        assertArrayEquals(new double[] {6, 15}, x.reduceSum(Axes.of(1)).toDoubleArray());
        assertArrayEquals(new double[] {0.5, 1}, Array.of(1, 2).div(2).toDoubleArray());
    }

    @Test void linspaceBetweenArrays() {
        var x = Array.linspace(Array.of(0.0, 10), Array.of(1.0), 3);
        assertArrayEquals(new double[][] {{0, 10}, {0.5, 5.5}, {1, 1}}, x.toJava(double[][].class));
        assertArrayEquals(new double[] {4}, Array.linspace(4, 5, 1).toDoubleArray());
        assertEquals(DType.F32, Array.linspace(Array.of(0f), Array.of(1f), 3).dtype());
    }

    @Test void segmentsGoInAndOutWithoutACopy() {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(8 * 1000, 64);
            var x = Array.wrap(ArrayType.of(DType.F64, 1000), memory);
            memory.setAtIndex(ValueLayout.JAVA_DOUBLE, 7, 3);
            assertEquals(3, x.get(7).item());
            assertEquals(memory.address(), x.asSegment().address());
            assertTrue(x.asSegment().isReadOnly());
            assertThrows(ShapeError.class, () -> Array.wrap(ArrayType.of(DType.F64, 999), memory));
            assertThrows(ShapeError.class, () -> Array.wrap(ArrayType.of(DType.F64, 999), memory.asSlice(8)));
        }
    }
}
