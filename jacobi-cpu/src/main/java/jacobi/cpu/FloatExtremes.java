package jacobi.cpu;

import jacobi.core.DType;

/**
 * The greater or the lesser of two floats, of single numbers ({@code lanes} 0) or of vectors: NaN if one is NaN, and -0 below
 * +0.
 * <ul>
 * <li>The processor's choice, one instruction, gives its second operand where one is NaN and where both are zero. With a literal
 * for the first it does for all but zeros. If the literal is the greatest of zeros, or for the lesser the least, all results
 * have its sign; the choice need not care for it ({@code nsz}), and it is set afterwards.
 * <li>Vectors of which nothing is known are compared both ways round, {@code x > y ? x : y} and {@code y > x ? y : x}. The two
 * differ in nothing but NaN against number and -0 against +0. The bits of one or the other are a NaN if one is, and the lesser
 * of the zeros; the greater of the zeros has the sign bit that both have.
 * </ul>
 */
final class FloatExtremes {
    private final ScalarOps ops;
    private final Text text;
    private final DType dtype, bits;
    private final int lanes;
    private final boolean max;

    FloatExtremes(IrModule module, Text text, DType dtype, int lanes, boolean max) {
        this.ops = new ScalarOps(module, text, lanes);
        this.text = text;
        this.dtype = dtype;
        this.bits = dtype == DType.F32 ? DType.S32 : DType.S64;
        this.lanes = lanes;
        this.max = max;
    }

    String of(String x, String y) {
        if (isEdge(y)) return ofEdge(x, y);
        if (isEdge(x)) return ofEdge(y, x);
        boolean plain = lanes == 0 || Constants.isLiteral(x) || Constants.isLiteral(y);
        return plain ? ops.intrinsic(name(), dtype, x, y) : eitherWay(choice(x, y), choice(y, x));
    }

    /** Whether a literal is the zero of which all results have the sign. */
    private boolean isEdge(String name) {
        return name.equals(Lanes.splat(Lanes.scalar(dtype), Lanes.floating(max ? 0.0 : -0.0), lanes));
    }

    private String name() { return max ? "maximum" : "minimum"; }

    private String ofEdge(String x, String zero) {
        var positive = ops.intrinsic("fabs", dtype, ops.anyZero(name(), dtype, x, zero));
        return max ? positive : text.let("fneg " + Lanes.type(dtype, lanes) + " " + positive);
    }

    /** The second where they are equal or not ordered. */
    private String choice(String x, String y) {
        var type = Lanes.type(dtype, lanes);
        var wins = text.let("fcmp " + (max ? "ogt " : "olt ") + type + " " + x + ", " + y);
        return text.let("select " + Lanes.type("i1", lanes) + " " + wins + ", " + type + " " + x + ", " + type + " " + y);
    }

    private String eitherWay(String a, String b) {
        String x = ops.bitcast(dtype, bits, a), y = ops.bitcast(dtype, bits, b);
        var some = bitwise("or", x, y);
        if (max) {
            var rest = Lanes.splat(Lanes.scalar(bits), Long.toString(Long.MAX_VALUE >> 64 - bits.bits()), lanes);
            some = bitwise("or", bitwise("and", some, rest), bitwise("and", x, y));
        }
        return ops.bitcast(bits, dtype, some);
    }

    private String bitwise(String op, String x, String y) {
        return text.let(op + " " + Lanes.type(bits, lanes) + " " + x + ", " + y);
    }
}
