package jacobi.lax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.core.*;
import org.junit.jupiter.api.Test;

/** Operands that the primitives of indexing and ordering cannot take, by the labels of the specification. */
class IndexingFaultsTest {
    private static final ArrayType X = ArrayType.of(DType.F64, 3, 4), ROWS = ArrayType.of(DType.S64, 5, 1), START =
            ArrayType.scalar(DType.S64);

    private static void assertFault(String label, Primitive p, ArrayType... x) { assertSaid("(" + label + ")", p, x); }

    private static void assertSaid(String words, Primitive p, ArrayType... x) {
        var e = assertThrows(ShapeError.class, () -> p.infer(x));
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private static Gather rows(Axes offset, Axes collapsed, Axes start, long... sizes) {
        return new Gather(offset, collapsed, Axes.NONE, Axes.NONE, start, Shape.of(sizes), Bounds.CLAMP);
    }

    private static Scatter rows(Axes window, Axes inserted, Axes start) {
        return new Scatter(window, inserted, Axes.NONE, Axes.NONE, start, Scatter.Combine.ADD, Bounds.FILL);
    }

    @Test
    void a_gather_of_rows() {
        var type = rows(Axes.of(1), Axes.of(0), Axes.of(0), 1, 4).infer(X, ROWS)[0];
        assertArrayEquals(new long[] {5, 4}, type.shape().toArray());
    }

    @Test
    void gather_c1() { assertFault("C1", rows(Axes.NONE, Axes.of(0), Axes.of(0), 1, 4), X, ROWS); }

    @Test
    void gather_c3() { assertFault("C3", rows(Axes.of(1), Axes.of(0), Axes.of(0, 1), 1, 4), X, ROWS); }

    @Test
    void gather_c4() { assertFault("C4", rows(Axes.of(2), Axes.of(0), Axes.of(0), 1, 4), X, ROWS); }

    @Test
    void gather_c8() { assertFault("C8", rows(Axes.of(1), Axes.of(2), Axes.of(0), 1, 4), X, ROWS); }

    @Test
    void gather_c10() { assertFault("C10", rows(Axes.of(1), Axes.of(0), Axes.of(0), 2, 4), X, ROWS); }

    @Test
    void gather_c16() { assertFault("C16", rows(Axes.of(1), Axes.of(0), Axes.of(2), 1, 4), X, ROWS); }

    @Test
    void gather_c19() {
        var batched = new Gather(Axes.NONE, Axes.of(1), Axes.of(0), Axes.of(0), Axes.of(1), Shape.of(1, 1), Bounds.CLAMP);
        assertFault("C19", batched, X, ROWS);
    }

    @Test
    void gather_c20() { assertFault("C20", rows(Axes.of(1), Axes.of(0), Axes.of(0), 1), X, ROWS); }

    @Test
    void gather_c21() { assertFault("C21", rows(Axes.of(1), Axes.of(0), Axes.of(0), 1, 5), X, ROWS); }

    @Test
    void gather_wants_integers() {
        assertThrows(TypeError.class, () -> rows(Axes.of(1), Axes.of(0), Axes.of(0), 1, 4).infer(X, ROWS.withDType(DType.F32)));
    }

    @Test
    void scatter_c2() { assertFault("C2", rows(Axes.NONE, Axes.of(0), Axes.of(0)), X, ROWS, ArrayType.of(DType.F64, 5, 4)); }

    @Test
    void scatter_c4() {
        assertFault("C4", rows(Axes.of(1), Axes.of(0), Axes.of(0)), X, ROWS, ArrayType.of(DType.F64, 5, 9));
        assertFault("C4", rows(Axes.of(1), Axes.of(0), Axes.of(0)), X, ROWS, ArrayType.of(DType.F64, 6, 4));
    }

    @Test
    void scatter_wants_one_dtype_that_its_operation_takes() {
        var add = rows(Axes.of(1), Axes.of(0), Axes.of(0));
        assertThrows(TypeError.class, () -> add.infer(X, ROWS, ArrayType.of(DType.F32, 5, 4)));
        assertThrows(TypeError.class, () -> add.infer(X.withDType(DType.PRED), ROWS, ArrayType.of(DType.PRED, 5, 4)));
    }

    @Test
    void dynamic_slice_c2() { assertFault("C2", new DynamicSlice(Shape.of(2, 2), Bounds.CLAMP), X, START); }

    @Test
    void dynamic_slice_c3() { assertFault("C3", new DynamicSlice(Shape.of(2, 2), Bounds.CLAMP), X, START,
            START.withDType(DType.F32)); }

    @Test
    void dynamic_slice_c4() { assertFault("C4", new DynamicSlice(Shape.of(4, 2), Bounds.CLAMP), X, START, START); }

    @Test
    void dynamic_slice_c5() { assertFault("C5", new DynamicSlice(Shape.of(2, 2), Bounds.CLAMP), X, START,
            START.withDType(DType.S32)); }

    @Test
    void dynamic_update_slice_c3() { assertFault("C3", new DynamicUpdateSlice(Bounds.CLAMP), X, ArrayType.of(DType.F64, 2),
            START, START); }

    @Test
    void dynamic_update_slice_c6() { assertFault("C6", new DynamicUpdateSlice(Bounds.CLAMP), X, ArrayType.of(DType.F64, 4, 1),
            START, START); }

    @Test
    void sort_c3() { assertFault("C3", new Sort(0, 1), X, ArrayType.of(DType.F64, 3)); }

    @Test
    void sort_c4() { assertFault("C4", new Sort(2, 1), X); }

    @Test
    void sort_keys() { assertSaid("between 1 and 1 keys", new Sort(0, 2), X); }

    @Test
    void complex_numbers_have_no_order() {
        var z = X.withDType(DType.C128);
        assertThrows(TypeError.class, () -> new Sort(0, 1).infer(z));
        assertThrows(TypeError.class, () -> new ArgReduce(Monoid.MIN, 0).infer(z));
        assertThrows(TypeError.class, () -> new Cumulative(Monoid.MAX, 0, false).infer(z));
    }

    @Test
    void an_extreme_of_nothing_has_no_place() { assertSaid("at least one element along axis 0", new ArgReduce(Monoid.MAX, 0),
            ArrayType.of(DType.F64, 0, 2)); }

    @Test
    void an_axis_outside() {
        assertSaid("an axis of an operand of rank 2", new ArgReduce(Monoid.MAX, 2), X);
        assertSaid("an axis of an operand of rank 2", new Cumulative(Monoid.SUM, -1, false), X);
    }
}
