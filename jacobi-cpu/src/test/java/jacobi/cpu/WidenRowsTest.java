package jacobi.cpu;

import static jacobi.cpu.Agreement.*;

import java.util.stream.Stream;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.Bounds;
import jacobi.lax.Lax;
import jacobi.lax.Scatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short rows of dear functions that lie side by side give what they gave one by one. */
class WidenRowsTest {
    record Rows(DType dtype, long count, long length) {
        Array x() { return array(1, dtype, count, length); }

        /** A row for all. */
        Array one() { return array(2, dtype, length); }
    }

    /** More rows than fill vectors, also with some left over; and few. */
    static Stream<Rows> rows() {
        return Stream.of(DType.F64, DType.F32).flatMap(t -> Stream.of(2L, 3L, 10L, 15L).flatMap(n -> Stream.of(5L, 27L, 64L, 101L)
                .map(m -> new Rows(t, m, n))));
    }

    @ParameterizedTest @MethodSource("rows")
    void withARowForAll(Rows r) { check(x -> x[0].plus(x[1]).sin(), r.x(), r.one()); }

    @ParameterizedTest @MethodSource("rows")
    void withANumberForEach(Rows r) {
        check(x -> x[0].times(x[1]).exp(), r.x(), array(3, r.dtype, r.count, 1));
    }

    @ParameterizedTest @MethodSource("rows")
    void transposed(Rows r) { check(x -> x[0].transpose().sin(), array(1, r.dtype, r.length, r.count)); }

    /** The row that is laid side by side is another in each round. */
    @ParameterizedTest @MethodSource("rows")
    void withARowOfEachRound(Rows r) {
        check(x -> Lax.scan((Array c, Array row) -> new Pair<>(row.plus(c.times(0.5)).sin(), row), x[0], x[1]).first(),
                r.x(), array(4, r.dtype, 4, r.length));
    }

    /** Rows are stored side by side, but where in them is told by numbers that lie in a row for all. */
    @ParameterizedTest @MethodSource("rows")
    void writtenAtPlacesOfARowForAll(Rows r) {
        var columns = new Scatter(Axes.of(0), Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(2), Scatter.Combine.SET, Bounds.CLAMP);
        check(x -> Lax.scan((Array c, Array at) -> new Pair<>(columns.bind(c, at, x[2].plus(at.sum().convert(r.dtype)).sin()
                .times(x[2].cos())), c.sum()), x[0], x[1]).first(), array(5, r.dtype, r.count, r.length, 2),
                array(6, DType.S32, 4, r.length, 1).abs().rem(2), r.x());
    }
}
