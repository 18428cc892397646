package jacobi.cpu;

import java.lang.foreign.ValueLayout;
import java.util.stream.Collectors;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.cpu.loop.Memory;
import jacobi.lax.Constant;
import jacobi.scalar.Total;

/** Constants as LLVM writes them. */
final class Constants {
    private Constants() {}

    static String text(Constant c) {
        if (c.dtype() == DType.PRED) return c.bits() != 0 ? "true" : "false";
        if (c.dtype() == DType.F16) return Short.toString(Total.doubleToF16(c.real()));
        if (c.dtype() == DType.BF16) return Short.toString(Total.doubleToBf16(c.real()));
        if (c.dtype().isFloat()) return Lanes.floating(c.real());
        return Long.toString(c.bits());
    }

    /** The number that a scalar array holds. */
    static Constant of(DenseArray x) {
        var s = x.segment();
        var t = x.dtype();
        return switch (t) {
            case F64 -> Constant.of(t, s.get(ValueLayout.JAVA_DOUBLE, 0));
            case F32 -> Constant.of(t, (double) s.get(ValueLayout.JAVA_FLOAT, 0));
            case PRED, U8 -> new Constant(t, s.get(ValueLayout.JAVA_BYTE, 0) & 0xff, 0);
            case S8 -> new Constant(t, s.get(ValueLayout.JAVA_BYTE, 0), 0);
            case S16 -> new Constant(t, s.get(ValueLayout.JAVA_SHORT, 0), 0);
            case U16 -> new Constant(t, s.get(ValueLayout.JAVA_SHORT, 0) & 0xffff, 0);
            case S32 -> new Constant(t, s.get(ValueLayout.JAVA_INT, 0), 0);
            case U32 -> new Constant(t, s.get(ValueLayout.JAVA_INT, 0) & 0xffffffffL, 0);
            case S64, U64 -> new Constant(t, s.get(ValueLayout.JAVA_LONG, 0), 0);
            case F16 -> Constant.of(t, Float.float16ToFloat(s.get(ValueLayout.JAVA_SHORT, 0)));
            case BF16 -> Constant.of(t, Total.bf16ToFloat(s.get(ValueLayout.JAVA_SHORT, 0)));
            case C64, C128 -> throw new Unsupported(t.toString());
        };
    }

    /** The module's own memory for the numbers of a table; its address. */
    static String table(IrModule module, Memory m) {
        var name = "@numbers." + m;
        var type = Lanes.memory(m.dtype());
        module.declare(name, () -> name + " = private unnamed_addr constant [" + m.size() + " x " + type + "] ["
                + m.table().stream().map(c -> type + " " + (m.dtype() == DType.PRED ? Long.toString(c.bits()) : text(c)))
                        .collect(Collectors.joining(", ")) + "], align 64");
        return name;
    }

    /** Whether an LLVM operand is written in place. */
    static boolean isLiteral(String name) { return name.charAt(0) != '%' && name.charAt(0) != '@'; }
}
