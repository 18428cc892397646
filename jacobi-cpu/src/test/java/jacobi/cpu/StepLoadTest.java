package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Index;
import org.junit.jupiter.api.Test;
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

    /** All elements of groups, in windows and side by side; also where the last group is not whole. */
    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "U8"})
    void groups(DType t) {
        for (long size = 2; size <= 4; size++)
            for (long n : new long[] {8, 33, 100}) {
                long k = size;
                checkAll(x -> new Array[] {x[0].reshape(5, k, n, k).max(1, 3)}, array(1, t, 5 * k * n * k));
                checkAll(x -> new Array[] {differences(x[0], n, k)}, array(1, t, n * k - 1));
            }
    }

    /** Of the first {@code n - 1} groups of {@code k} the last elements less the first, and of those the second of the next. */
    private static Array differences(Array x, long n, long k) {
        Array first = x.get(Index.range(0, (n - 1) * k, k)), last = x.get(Index.range(k - 1, (n - 1) * k, k));
        return last.minus(first).minus(x.get(Index.range(k, n * k - 1, k)));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void nothingIsGathered(DType t) {
        var p = program(x -> new Array[] {x[0].reshape(500, 2, 64, 2).max(1, 3), x[0].flip(0)}, ArrayType.of(t, 128_000));
        assertFalse(Code.of(Lower.program(Pipeline.prepare(p))).ir().contains("masked.gather"));
    }

    /** Two rows of pairs: each vector is read once. */
    @Test
    void neighboursShareVectors() {
        var p = program(x -> new Array[] {x[0].reshape(500, 2, 8, 2).max(1, 3)}, ArrayType.of(DType.F64, 16_000));
        var code = Code.of(Lower.program(Pipeline.prepare(p)));
        var places = new HashSet<String>();
        Pattern.compile("shufflevector <8 x double> [^,]*, <8 x double> [^,]*, <8 x i32> <i32 ([01]), i32 ([23])")
                .matcher(code.ir()).results().forEach(r -> places.add(r.group(1) + r.group(2)));
        assertEquals(Set.of("02", "13"), places);
    }
}
