package jacobi.cpu;

import jacobi.core.Primitive;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import jacobi.scalar.ScalarFunction;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;

/** Which function of vector math stands for a primitive. */
final class VectorFunctions {
    private VectorFunctions() {}

    static ScalarFunction of(Primitive f, ScalarType type) {
        try {
            return VectorMath.valueOf(name(f)).of(type);
        } catch (IllegalArgumentException absent) {
            throw new Unsupported(f.mnemonic());
        }
    }

    private static String name(Primitive f) {
        if (f instanceof Unary u) {
            return switch (u) {
                case SINE -> "SIN";
                case COSINE -> "COS";
                case EXPONENTIAL -> "EXP";
                case EXPONENTIAL_MINUS_ONE -> "EXPM1";
                case LOG_PLUS_ONE -> "LOG1P";
                default -> u.name();
            };
        }
        return f == Binary.POWER ? "POW" : f instanceof Binary b ? b.name() : f.mnemonic();
    }
}
