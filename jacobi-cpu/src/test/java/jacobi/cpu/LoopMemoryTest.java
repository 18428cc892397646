package jacobi.cpu;

import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** Memory that outlives a round of a loop. */
class LoopMemoryTest {
    /** What a loop leaves, row by row, must not lie where a later round has its temporaries. */
    @Test
    void rows_left_for_after_the_loop_survive_its_rounds() {
        var x = Agreement.array(1, DType.F32, 6, 16, 16);
        var row = x.type().withShape(Shape.of(16, 16));
        var body = Agreement.program(c -> {
            var sums = new Cumulative(Monoid.SUM, 1, true).bind(c[1].times(0.25));
            var greatest = new Cumulative(Monoid.MAX, 0, false).bind(sums);
            return new Array[] {new BroadcastInDim(x.shape(), Axes.of(1, 2)).bind(greatest).sin(), greatest.sin()};
        }, x.type(), row);
        Agreement.checkAll(y -> {
            var results = new Scan(body, 1, 1, 6, false).bindAll(y[0], y[0]);
            return new Array[] {new Reverse(Axes.of(1)).bind(results[1]), results[0].sin()};
        }, x);
    }

    @Test
    void parts_without_elements() {
        for (long n : new long[] {0, 3}) {
            var x = Agreement.array(1, DType.F64, n, 0, 2);
            Agreement.check(y -> new Concatenate(0).bind(y), x, x);
            Agreement.check(y -> new Concatenate(1).bind(y), x, x);
        }
    }
}
