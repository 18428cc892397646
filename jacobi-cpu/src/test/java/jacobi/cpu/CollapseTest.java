package jacobi.cpu;

import static jacobi.cpu.Agreement.*;

import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.Bounds;
import jacobi.lax.Lax;
import jacobi.lax.Scatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loop variables that are made one run over the same elements as before. */
class CollapseTest {
    /** In the columns of each of many matrices, updates of rows told by places that all matrices share. */
    private static Scatter columns(Bounds bounds) {
        return new Scatter(Axes.of(0), Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(2), Scatter.Combine.SET, bounds);
    }

    /** What is written lies side by side along both variables, but where it is written hangs on one. */
    @ParameterizedTest @EnumSource(names = {"CLAMP", "ERROR"})
    void whereToWriteHangsOnOneVariable(Bounds bounds) {
        check(x -> Lax.scan((Array c, Array p) -> new Pair<>(columns(bounds).bind(c, p, x[2]), c.sum()), x[0], x[1]).first(),
                array(2, DType.F64, 13, 5, 2), array(1, DType.S32, 4, 5, 1).abs().rem(2), array(3, DType.F64, 13, 5));
    }
}
