package jacobi.lax;

import static jacobi.lax.Domain.*;

import java.util.Locale;
import jacobi.core.*;

/**
 * Elementwise functions of one operand, by their StableHLO and CHLO names. {@link Elementwise} gives shape and batching rules.
 */
public enum Unary implements Elementwise {
    // @formatter:off
    //                     domain   dy, from x, y = f(x) and dx
    ABS                   (NUMBER,  Unary::absTangent),
    ACOS                  (INEXACT, (x, y, dx) -> dx.unaryMinus().times(one(x).minus(x.square()).rsqrt())),
    ACOSH                 (INEXACT, (x, y, dx) -> dx.times(x.minus(1).rsqrt()).times(x.plus(1).rsqrt())),
    ASIN                  (INEXACT, (x, y, dx) -> dx.times(one(x).minus(x.square()).rsqrt())),
    ASINH                 (INEXACT, (x, y, dx) -> dx.times(x.square().plus(1).rsqrt())),
    ATAN                  (INEXACT, (x, y, dx) -> dx.div(x.square().plus(1))),
    ATANH                 (INEXACT, (x, y, dx) -> dx.div(one(x).minus(x.square()))),
    CBRT                  (FLOAT,   (x, y, dx) -> dx.times(y).div(x.times(3))),
    CEIL                  (FLOAT,   null),
    COSH                  (INEXACT, (x, y, dx) -> dx.times(x.sinh())),
    COSINE                (INEXACT, (x, y, dx) -> dx.unaryMinus().times(x.sin())),
    COUNT_LEADING_ZEROS   (INTEGER, null),
    DIGAMMA               (FLOAT,   (x, y, dx) -> dx.times(Trigamma.of(x))),
    ERF                   (FLOAT,   (x, y, dx) -> dx.times(gauss(x))),
    ERFC                  (FLOAT,   (x, y, dx) -> dx.unaryMinus().times(gauss(x))),
    ERF_INV               (FLOAT,   (x, y, dx) -> dx.div(gauss(y))),
    EXP2                  (FLOAT,   (x, y, dx) -> dx.times(y).times(Math.log(2))),
    EXPONENTIAL           (INEXACT, (x, y, dx) -> dx.times(y)),
    EXPONENTIAL_MINUS_ONE (INEXACT, (x, y, dx) -> dx.times(y.plus(1))),
    FLOOR                 (FLOAT,   null),
    /** The imaginary part; of a real number, zero. */
    IMAG                  (INEXACT, (x, y, dx) -> dx.imag()),
    IS_FINITE             (FLOAT,   null),
    LGAMMA                (FLOAT,   (x, y, dx) -> dx.times(DIGAMMA.bind(x))),
    LOG                   (INEXACT, (x, y, dx) -> dx.div(x)),
    LOG10                 (FLOAT,   (x, y, dx) -> dx.div(x.times(Math.log(10)))),
    LOG2                  (FLOAT,   (x, y, dx) -> dx.div(x.times(Math.log(2)))),
    LOGISTIC              (INEXACT, (x, y, dx) -> dx.times(y).times(one(y).minus(y))),
    LOG_PLUS_ONE          (INEXACT, (x, y, dx) -> dx.div(x.plus(1))),
    NEGATE                (NUMBER,  (x, y, dx) -> dx.unaryMinus()),
    NOT                   (BITS,    null),
    POPCNT                (INTEGER, null),
    /** The real part. */
    REAL                  (INEXACT, (x, y, dx) -> dx.real()),
    ROUND_NEAREST_AFZ     (FLOAT,   null),
    ROUND_NEAREST_EVEN    (FLOAT,   null),
    RSQRT                 (INEXACT, (x, y, dx) -> dx.times(y).div(x).times(-0.5)),
    SIGN                  (NUMBER,  null),
    SINE                  (INEXACT, (x, y, dx) -> dx.times(x.cos())),
    SINH                  (INEXACT, (x, y, dx) -> dx.times(x.cosh())),
    SQRT                  (INEXACT, (x, y, dx) -> dx.div(y.plus(y))),
    /** The operand itself, through which no derivative passes. */
    STOP_GRADIENT         (ANY,     null),
    TAN                   (INEXACT, (x, y, dx) -> dx.times(y.square().plus(1))),
    TANH                  (INEXACT, (x, y, dx) -> dx.minus(dx.times(y).times(y)));
    // @formatter:on

    private interface Tangent { Array of(Array x, Array y, Array dx); }

    private final Domain domain;
    private final Tangent tangent;
    private final String mnemonic = name().toLowerCase(Locale.ROOT);

    Unary(Domain domain, Tangent tangent) {
        this.domain = domain;
        this.tangent = tangent;
    }

    public Domain domain() { return domain; }
    /** Whether the derivative is zero wherever it exists. */
    public boolean isFlat() { return tangent == null; }
    @Override public String mnemonic() { return mnemonic; }

    @Override public ArrayType[] infer(ArrayType... x) {
        var dtype = x[0].dtype();
        if (!domain.contains(dtype)) throw new TypeError(mnemonic + " cannot take this operand").expected("%s", domain.words())
                .mend("convert the operand, for example to %s", domain == BITS || domain == INTEGER ? "s32" : "f64");
        return new ArrayType[] {x[0].withDType(result(dtype))};
    }

    private DType result(DType x) {
        return switch (this) { case IS_FINITE -> DType.PRED; case ABS, REAL, IMAG -> x.part(); default -> x; };
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return new Array[] {tangent == null ? null : tangent.of(x[0], y[0], dx[0])};
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        return new Array[] {switch (this) {
            case NEGATE -> ct[0].unaryMinus();
            case REAL -> types[0].dtype().isComplex() ? Binary.COMPLEX.bind(ct[0], zero(ct[0])) : ct[0];
            case IMAG -> types[0].dtype().isComplex() ? Binary.COMPLEX.bind(zero(ct[0]), ct[0].unaryMinus()) : null;
            default -> throw JacobiError.bug("%s is not linear", mnemonic);
        }};
    }

    private static Array absTangent(Array x, Array y, Array dx) {
        if (!x.dtype().isComplex()) return dx.times(x.sign());
        var direction = x.div(Select.where(y.eq(0), one(y), y).convert(x.dtype()));
        return dx.real().times(direction.real()).plus(dx.imag().times(direction.imag()));
    }

    /** 2/√π · exp(-x²), the derivative of erf. */
    private static Array gauss(Array x) { return x.square().unaryMinus().exp().times(2 / Math.sqrt(Math.PI)); }
    private static Array one(Array x) { return Constant.of(x.dtype(), 1).bind(); }
    private static Array zero(Array x) { return Constant.of(x.dtype(), 0).bind().broadcastTo(x.shape()); }
}
