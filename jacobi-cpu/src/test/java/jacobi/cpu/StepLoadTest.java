package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies a few elements apart, or the other way round, is read as whole vectors. */
class StepLoadTest {
    private static Array[] every(Array x, long step) { return new Array[] {x.get(Index.range(1, x.dim(0), step))}; }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64", "PRED", "U8"})
    void everySecondToFifth(DType t) {
        for (long n : new long[] {2, 17, 64, 65, 100, 1003})
            for (long step = 2; step <= 5; step++) {
                long by = step;
                checkAll(x -> every(x[0], by), array(1, t, n));
            }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64", "PRED", "U8"})
    void backwards(DType t) {
        for (long n : new long[] {1, 17, 64, 65, 1003}) checkAll(x -> new Array[] {x[0].flip(0)}, array(1, t, n));
        checkAll(x -> new Array[] {x[0].flip(1)}, array(1, t, 3, 37));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void nothingIsGathered(DType t) {
        var p = program(x -> new Array[] {x[0].reshape(500, 2, 64, 2).max(1, 3), x[0].flip(0)}, ArrayType.of(t, 128_000));
        assertFalse(Code.of(Lower.program(Pipeline.prepare(p))).ir().contains("masked.gather"));
    }
}
