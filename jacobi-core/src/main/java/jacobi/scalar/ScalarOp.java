package jacobi.scalar;

import static jacobi.scalar.ScalarOp.Kind.*;

import java.util.Locale;

/**
 * The operations of scalar programs. Each has one meaning per type, given beside it with its LLVM equivalent; none traps, and
 * programs never use an operation outside the operands it is defined for.
 *
 * <p>Floating-point arithmetic is IEEE 754 in round-to-nearest, with subnormals, and must not be contracted, reassociated or
 * otherwise relaxed: error terms depend on it.
 */
public enum ScalarOp {
    /** The input with index {@code bits}. */
    INPUT(LEAF, 0),
    /** The constant with the bits {@code bits}, sign-extended for i32, 0 or 1 for i1. */
    CONSTANT(LEAF, 0),

    /** {@code fadd}; {@code add}, wrapping. */
    ADD(ARITHMETIC, 2),
    /** {@code fsub}; {@code sub}, wrapping. */
    SUB(ARITHMETIC, 2),
    /** {@code fmul}; {@code mul}, wrapping: the low half. */
    MUL(ARITHMETIC, 2),
    /** {@code fdiv}. */
    DIV(FLOATING, 2),
    /** a b + c, rounded once: {@code llvm.fma}. */
    FMA(FLOATING, 3),
    /** Correctly rounded: {@code llvm.sqrt}. */
    SQRT(FLOATING, 1),
    /** Flips the sign bit, of NaN too: {@code fneg}. */
    NEG(FLOATING, 1),
    /** Clears the sign bit, of NaN too: {@code llvm.fabs}. */
    ABS(FLOATING, 1),
    /**
     * {@code a < b ? a : b}, so b if either is NaN or both are zeros: {@code select(fcmp olt a b) a b}, one x86 instruction.
     */
    MIN(FLOATING, 2),
    /**
     * {@code a > b ? a : b}, so b if either is NaN or both are zeros: {@code select(fcmp ogt a b) a b}, one x86 instruction.
     */
    MAX(FLOATING, 2),
    /** The largest whole number not above: {@code llvm.floor}. */
    FLOOR(FLOATING, 1),
    /** The nearest whole number, ties to even: {@code llvm.roundeven}, or {@code llvm.rint}. */
    RINT(FLOATING, 1),
    /** The whole number next towards zero: {@code llvm.trunc}. */
    TRUNC(FLOATING, 1),

    /**
     * ⌊log₂ |a|⌋, of subnormal numbers too; −∞ of 0, ∞ of ±∞, NaN of NaN: one instruction of AVX-512, elsewhere {@link
     * Portable}.
     */
    EXPONENT(FLOATING, 1),
    /**
     * a 2<sup>−k</sup> in [¾, 1½), k whole; 1 of 0 and ∞; NaN of what is below 0 and of NaN: one instruction of AVX-512,
     * elsewhere {@link Portable}.
     */
    SIGNIFICAND(FLOATING, 1),

    /** False if either is NaN: {@code fcmp oeq}; {@code icmp eq}. */
    EQ(COMPARISON, 2),
    /** True if either is NaN: {@code fcmp une}; {@code icmp ne}. */
    NE(COMPARISON, 2),
    /** False if either is NaN: {@code fcmp olt}; signed: {@code icmp slt}. */
    LT(COMPARISON, 2),
    /** False if either is NaN: {@code fcmp ole}; signed: {@code icmp sle}. */
    LE(COMPARISON, 2),
    /** {@code mask ? b : c}: {@code select}. Both sides have been computed. */
    SELECT(CHOICE, 3),

    /** {@code and}, of masks too. */
    AND(BITWISE, 2),
    /** {@code or}, of masks too. */
    OR(BITWISE, 2),
    /** {@code xor}, of masks too. */
    XOR(BITWISE, 2),
    /** {@code shl}; 0 ≤ b &lt; width. */
    SHL(SHIFT, 2),
    /** {@code lshr}; 0 ≤ b &lt; width. */
    LSHR(SHIFT, 2),
    /** {@code ashr}; 0 ≤ b &lt; width. */
    ASHR(SHIFT, 2),

    /** The same bits as another type of the same width: {@code bitcast}. */
    BITCAST(CAST, 1),
    /**
     * Between numbers. Float to integer truncates and is used only where the truncated value fits ({@code fptosi}, may be
     * preceded by {@code freeze}: a lane whose value is not used may hold anything); integer to float rounds to nearest
     * ({@code sitofp}); {@code fpext}, {@code fptrunc}; {@code sext}, {@code trunc}.
     */
    CONVERT(CAST, 1),
    /**
     * {@code table[a]}, a taken modulo the length if that is a power of two, else 0 ≤ a &lt; the length: a load, or for small
     * tables a permutation of registers.
     */
    GATHER(LOAD, 1);

    /** What types an operation takes; see {@link ScalarProgram#check()}. */
    enum Kind {
        LEAF, ARITHMETIC, FLOATING, COMPARISON, CHOICE, BITWISE, SHIFT, CAST, LOAD
    }

    private final Kind kind;
    private final int arity;

    ScalarOp(Kind kind, int arity) {
        this.kind = kind;
        this.arity = arity;
    }

    Kind kind() {
        return kind;
    }

    /** Number of operands. */
    public int arity() {
        return arity;
    }

    /** As the printer writes it: {@code fma}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean commutes() {
        return switch (this) {
            case ADD, MUL, EQ, NE, AND, OR, XOR -> true;
            default -> false;
        };
    }
}
