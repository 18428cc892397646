package jacobi.cpu;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.scalar.ScalarType;

/** LLVM's names of types and constants: of single numbers ({@code lanes} 0) and of vectors. */
final class Lanes {
    private Lanes() {}

    /** The type of a number in a register. */
    static String scalar(DType t) {
        return switch (t) {
            case PRED -> "i1";
            case S8, U8 -> "i8";
            case S16, U16, F16, BF16 -> "i16";                       // halves by their bits: they are moved and converted only
            case S32, U32 -> "i32";
            case S64, U64 -> "i64";
            case F32 -> "float";
            case F64 -> "double";
            case C64, C128 -> throw new Unsupported(t.toString());
        };
    }

    /** The type of a number in memory: a pred is a byte. */
    static String memory(DType t) { return t == DType.PRED ? "i8" : scalar(t); }

    static String scalar(ScalarType t) {
        return switch (t) {
            case I1 -> "i1";
            case I32 -> "i32";
            case I64 -> "i64";
            case F32 -> "float";
            case F64 -> "double";
        };
    }

    static String type(String scalar, int lanes) { return lanes == 0 ? scalar : "<" + lanes + " x " + scalar + ">"; }

    static String type(DType t, int lanes) { return type(scalar(t), lanes); }

    /** The suffix of an intrinsic overloaded on a type. */
    static String suffix(String scalar, int lanes) {
        var s = switch (scalar) {
            case "double" -> "f64";
            case "float" -> "f32";
            default -> scalar;
        };
        return lanes == 0 ? s : "v" + lanes + s;
    }

    /** The same number in all lanes. */
    static String splat(String scalarType, String constant, int lanes) {
        return lanes == 0 ? constant : "splat (" + scalarType + " " + constant + ")";
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static String floating(double value) { return "0x".concat(HEX.toHexDigits(Double.doubleToRawLongBits(value))); }

    /** 0, 1, 2, … */
    static String counting(String scalarType, int lanes) {
        return IntStream.range(0, lanes).mapToObj(i -> scalarType + " " + i).collect(Collectors.joining(", ", "<", ">"));
    }
}
