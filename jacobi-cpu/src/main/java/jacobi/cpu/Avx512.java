package jacobi.cpu;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.llvm.Llvm;
import jacobi.scalar.ScalarOp;
import jacobi.scalar.ScalarTable;
import jacobi.scalar.ScalarType;

/**
 * Operations of scalar programs that are one instruction of AVX-512: parts of floating-point numbers, and tables that lie in
 * one or two registers. They work on whole registers; vectors of other widths are cut, or filled up.
 */
final class Avx512 {
    private static final int BITS = 512;

    private final IrModule module;

    Avx512(IrModule module) { this.module = module; }

    private static final class Here {
        static final boolean IS = Llvm.host().cpu().has("avx512f");
    }

    /** Whether the processor that code is compiled for has these instructions. */
    static boolean isHere() { return Here.IS; }

    /** Whether a vector is of whole registers: elsewhere the portable programs do as well. */
    boolean serves(ScalarType t, int lanes) { return lanes > 0 && lanes * t.width() % BITS == 0; }

    /** Whether a table lies in one or two registers, and a vector of that many lanes is of whole ones. */
    boolean holds(ScalarTable table, int lanes) {
        int perRegister = BITS / table.type().width();
        return serves(table.type(), lanes) && table.type().isFloat()
                && (table.length() == perRegister || table.length() == 2 * perRegister);
    }

    private interface PerRegister { String of(String x); }

    /** {@link ScalarOp#EXPONENT} or {@link ScalarOp#SIGNIFICAND}. */
    String instruction(Text text, ScalarOp op, ScalarType t, int lanes, String a) {
        int n = BITS / t.width();
        boolean exponent = op == ScalarOp.EXPONENT;
        var type = Lanes.type(Lanes.scalar(t), n);
        var name = "@llvm.x86.avx512.mask." + (exponent ? "getexp" : "getmant") + (t == ScalarType.F64 ? ".pd.512" : ".ps.512");
        var bits = "i" + n;
        var interval = exponent ? "" : "i32 15, ";                          // [¾, 1½), NaN of what is negative
        var rest = interval + type + " zeroinitializer, " + bits + " -1, i32 4";          // all lanes; rounding as it is
        module.declare(name, () -> "declare " + type + " " + name + "(" + type + ", " + (exponent ? "" : "i32, ") + type + ", "
                + bits + ", i32)");
        return registers(
                text, t, lanes, x -> text.let("call " + type + " " + name + "(" + type + " " + x + ", " + rest + ")"), t, a);
    }

    /** The table's entries at places, integers as wide as the entries, of which only the lowest bits count. */
    String permuted(Text text, ScalarTable table, int lanes, String places) {
        var t = table.type();
        int n = BITS / t.width();
        var type = Lanes.type(Lanes.scalar(t), n);
        var index = Lanes.type(Lanes.scalar(t.asInteger()), n);
        boolean two = table.length() > n;
        var name = "@llvm.x86.avx512." + (two ? "vpermi2var." : "permvar.")
                + (t == ScalarType.F64 ? two ? "pd.512" : "df.512" : two ? "ps.512" : "sf.512");
        module.declare(name, () -> "declare " + type + " " + name + "(" + type + ", " + index + (two ? ", " + type : "") + ")");
        return registers(text, t, lanes, x -> text.let("call " + type + " " + name + "(" + type + " "
                + entries(table, 0, n) + ", "
                + index + " " + x + (two ? ", " + type + " " + entries(table, n, n) : "") + ")"), t.asInteger(), places);
    }

    private static String entries(ScalarTable table, int from, int n) {
        var T = Lanes.scalar(table.type());
        return IntStream.range(from, from + n).mapToObj(i -> T + " " + MathCalls.entry(table, i))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    /** A vector made register by register. */
    private static String registers(Text text, ScalarType result, int lanes, PerRegister f, ScalarType operands, String x) {
        int n = BITS / result.width();
        String all = null;
        for (int at = 0; at < lanes; at += n) {
            var part = f.of(part(text, operands, lanes, x, at, n));
            all = all == null ? part : joined(text, result, all, at, part, n);
        }
        return all;
    }

    private static String part(Text text, ScalarType t, int lanes, String x, int from, int n) {
        if (lanes == n) return x;
        var type = Lanes.type(Lanes.scalar(t), lanes);
        return text.let("shufflevector " + type + " " + x + ", " + type + " poison, " + order(IntStream.range(from, from + n)));
    }

    /** {@code n} lanes after {@code m}. */
    private static String joined(Text text, ScalarType t, String a, int m, String b, int n) {
        var type = Lanes.type(Lanes.scalar(t), m);
        var narrow = Lanes.type(Lanes.scalar(t), n);
        var wide = m == n ? b : text.let("shufflevector " + narrow + " " + b + ", " + narrow + " poison, "
                + order(IntStream.range(0, m).map(i -> Math.min(i, n - 1))));
        return text.let("shufflevector " + type + " " + a + ", " + type + " " + wide + ", " + order(IntStream.range(0, m + n)));
    }

    private static String order(IntStream places) {
        var all = places.mapToObj(i -> "i32 " + i).toList();
        return "<" + all.size() + " x i32> <" + String.join(", ", all) + ">";
    }
}
