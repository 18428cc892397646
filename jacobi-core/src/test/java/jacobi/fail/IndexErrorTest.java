package jacobi.fail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** What a person is told of an index outside its axis. */
class IndexErrorTest {
    private static final Array X = Array.of(1.0, 2.0, 3.0);
    private static final Gather TAKE = Gather.along(0, Shape.of(3), Bounds.ERROR);

    private static Array indices(long... k) { return Array.of(DType.S64, Shape.of(k.length, 1), k); }

    private static String message(int line, String given, String expected) {
        return """
                an index is outside its axis
                  expected  %s
                  given     %s
                  at        IndexErrorTest.take(IndexErrorTest.java:%d)
                  mend      keep the index inside the axis, or clip it first""".formatted(expected, given, line);
    }

    private static Array take(Array x, Array indices) { return TAKE.bind(x, indices); }

    private static final int LINE = 29;

    @Test
    void gather_names_index_axis_and_line() {
        var e = assertThrows(IndexError.class, () -> take(X, indices(0, 1, 3)));
        assertEquals(message(LINE, "index 3 on axis 0 of an array [3]", "an index between 0 and 2 on axis 0"), e.getMessage());
    }

    @Test
    void a_program_names_the_line_that_was_recorded() {
        var program = Recording.of(new ArrayType[] {X.type(), ArrayType.of(DType.S64, 3, 1)}, x ->
                new Array[] {take(x[0], x[1])});
        var e = assertThrows(IndexError.class, () ->
                Interpreter.run(program.program(), (DenseArray) X, (DenseArray) indices(-1, 1, 2)));
        assertEquals(message(LINE, "index -1 on axis 0 of an array [3]", "an index between 0 and 2 on axis 0"), e.getMessage());
    }

    @Test
    void an_axis_without_elements_has_no_index() {
        var take = new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(0), Bounds.ERROR);
        assertEquals(0, take.bind(Array.zeros(0), indices()).size());
        var e = assertThrows(IndexError.class, () -> take.bind(Array.zeros(0), indices(0)));
        assertEquals("  expected  no index: axis 0 has no elements", e.getMessage().split("\n")[1]);
    }

    @Test
    void scatter_is_checked_too() {
        var scatter = new Scatter(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Scatter.Combine.ADD, Bounds.ERROR);
        assertThrows(IndexError.class, () -> scatter.bind(X, indices(7), Array.of(new double[] {1})));
    }

    @Test
    void a_block_must_fit() {
        var block = new DynamicSlice(Shape.of(2), Bounds.ERROR);
        assertArrayEquals(new double[] {2, 3}, block.bind(X, Array.of(1)).toDoubleArray());
        var e = assertThrows(IndexError.class, () -> block.bind(X, Array.of(2)));
        assertEquals("  given     index 2 on axis 0 of an array [3], for a block of 2", e.getMessage().split("\n")[2]);
    }

    /** Beyond the longs an unsigned index is far outside, not negative. */
    @Test
    void the_greatest_unsigned_index_is_clamped_to_the_last_element() {
        var take = Gather.along(0, Shape.of(3), Bounds.CLAMP);
        var greatest = Unary.NOT.bind(Array.zeros(DType.U64, 1, 1));
        assertEquals(3, take.bind(X, greatest).item());
        assertEquals(Arrays.toString(new double[] {Double.NaN}),
                Arrays.toString(Gather.along(0, Shape.of(3), Bounds.FILL).bind(X, greatest).toDoubleArray()));
    }
}
