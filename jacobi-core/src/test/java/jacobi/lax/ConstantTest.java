package jacobi.lax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.core.DType;
import jacobi.core.DomainError;
import org.junit.jupiter.api.Test;

/** Numbers written in place are rounded to their dtype, once. */
class ConstantTest {
    @Test void halvesAreRoundedOnce() {
        double above = 0x1p-40;                                  // an f32 would not hold it, and leave a tie
        assertEquals(1 + 0x1p-10, Constant.of(DType.F16, 1 + 0x1p-11 + above).real());
        assertEquals(1, Constant.of(DType.F16, 1 + 0x1p-11).real());
        assertEquals(1 + 0x1p-7, Constant.of(DType.BF16, 1 + 0x1p-8 + above).real());
        assertEquals(1, Constant.of(DType.BF16, 1 + 0x1p-8).real());
        assertEquals(0x1p-24, Constant.of(DType.F16, 0x1p-25 * (1 + 0x1p-30)).real());
        assertEquals(Double.NaN, Constant.of(DType.BF16, Double.NaN).real());
        assertThrows(DomainError.class, () -> Constant.of(DType.F16, 65520.0));
    }
}
