package jacobi.cpu;

import jacobi.core.DType;
import jacobi.lax.Constant;

/** Constants as LLVM writes them. */
final class Constants {
    private Constants() {}

    static String text(Constant c) {
        if (c.dtype() == DType.PRED) return c.bits() != 0 ? "true" : "false";
        if (c.dtype().isFloat()) return Lanes.floating(c.real());
        return Long.toString(c.bits());
    }

    /** Whether an LLVM operand is written in place. */
    static boolean isLiteral(String name) { return name.charAt(0) != '%' && name.charAt(0) != '@'; }
}
