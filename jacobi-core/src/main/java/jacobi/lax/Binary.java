package jacobi.lax;

import static jacobi.lax.Domain.*;

import java.util.Locale;
import jacobi.core.*;

/**
 * Elementwise functions of two operands of one dtype, by their StableHLO names. {@link Elementwise} gives shape and batching
 * rules.
 */
public enum Binary implements Elementwise {
    // @formatter:off
    //           domain   linear   tangents by x and by y, from x, y, z = f(x, y) and the operand's tangent d
    ADD         (NUMBER,  "xy",  (x, y, z, d) -> d,                           (x, y, z, d) -> d),
    SUBTRACT    (NUMBER,  "xy",  (x, y, z, d) -> d,                           (x, y, z, d) -> d.unaryMinus()),
    MULTIPLY    (NUMBER,  "x,y", (x, y, z, d) -> d.times(y),                  (x, y, z, d) -> d.times(x)),
    DIVIDE      (NUMBER,  "x",   (x, y, z, d) -> d.div(y),                    (x, y, z, d) -> d.unaryMinus().times(z).div(y)),
    REMAINDER   (REAL,    "",    (x, y, z, d) -> d,                           (x, y, z, d) -> d.times(rounds(x, y))),
    POWER       (NUMBER,  "",    Binary::powerByBase,                         Binary::powerByExponent),
    /** The greater operand; a NaN wins, and -0 is less than 0. */
    MAXIMUM     (ANY,     "",    (x, y, z, d) -> d.times(share(x, y, z)),     (x, y, z, d) -> d.times(share(y, x, z))),
    /** The lesser operand; a NaN wins, and -0 is less than 0. */
    MINIMUM     (ANY,     "",    (x, y, z, d) -> d.times(share(x, y, z)),     (x, y, z, d) -> d.times(share(y, x, z))),
    ATAN2       (FLOAT,   "",    (x, y, z, d) -> d.times(y.div(norm2(x, y))),
                                 (x, y, z, d) -> d.times(x.div(norm2(x, y))).unaryMinus()),
    HYPOT       (FLOAT,   "",    (x, y, z, d) -> d.times(cosine(x, z)),       (x, y, z, d) -> d.times(cosine(y, z))),
    /** A complex number from its real and imaginary parts, f32 or f64. */
    COMPLEX     (FLOAT,   "xy",  (x, y, z, d) -> complex(d, zero(d)),         (x, y, z, d) -> complex(zero(d), d)),
    NEXT_AFTER  (FLOAT),
    AND         (BITS), OR(BITS), XOR(BITS),
    SHIFT_LEFT  (INTEGER), SHIFT_RIGHT_ARITHMETIC(INTEGER), SHIFT_RIGHT_LOGICAL(INTEGER);
    // @formatter:on

    private interface Tangent { Array of(Array x, Array y, Array z, Array d); }

    private final Domain domain;
    private final String linear;
    private final Tangent byX, byY;
    private final String mnemonic = name().toLowerCase(Locale.ROOT);

    Binary(Domain domain) { this(domain, "", null, null); }

    Binary(Domain domain, String linear, Tangent byX, Tangent byY) {
        this.domain = domain;
        this.linear = linear;
        this.byX = byX;
        this.byY = byY;
    }

    public Domain domain() { return domain; }
    public boolean isFlat() { return byX == null; }
    @Override public String mnemonic() { return mnemonic; }

    @Override public ArrayType[] infer(ArrayType... x) {
        DType a = x[0].dtype(), b = x[1].dtype();
        if (a != b) throw new TypeError(mnemonic + " cannot take these operands").expected("two operands of one dtype")
                .mend("convert one of them to %s", DType.promote(a, b)).rule("StableHLO %s (C1)".formatted(mnemonic));
        if (!domain.contains(a) || this == COMPLEX && a != DType.F32 && a != DType.F64)
            throw new TypeError(mnemonic + " cannot take these operands")
                    .expected("%s", this == COMPLEX ? "f32 or f64" : domain.words())
                    .mend("convert them first");
        if ((this == MAXIMUM || this == MINIMUM) && a.isComplex())
            throw new TypeError(mnemonic + " cannot take these operands").expected("an ordered dtype")
                    .mend("compare real parts or absolute values");
        return new ArrayType[] {new ArrayType(this == COMPLEX ? a.complex() : a, commonShape(x))};
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        if (isFlat()) return new Array[] {null};
        var byFirst = dx[0] == null ? null : Elementwise.widen(byX.of(x[0], x[1], y[0], dx[0]), y[0]);
        var bySecond = dx[1] == null ? null : Elementwise.widen(byY.of(x[0], x[1], y[0], dx[1]), y[0]);
        return new Array[] {Elementwise.sum(byFirst, bySecond)};
    }

    /** For a function linear in an operand, the tangent rule is a factor, and the transpose multiplies by the same factor. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        if (linear.isEmpty() || x[0] == null && x[1] == null
                && !linear.equals("xy")) throw JacobiError.bug("%s is not linear here", mnemonic);
        if (this == COMPLEX) return parts(ct[0], x, types);
        return new Array[] {
            x[0] == null ? Elementwise.narrow(byX.of(null, x[1], null, ct[0]), types[0]) : null,
            x[1] == null ? Elementwise.narrow(byY.of(x[0], null, null, ct[0]), types[1]) : null};
    }

    private static Array[] parts(Array ct, Array[] x, ArrayType[] types) {
        return new Array[] {x[0] == null ? Elementwise.narrow(ct.real(), types[0]) : null,
            x[1] == null ? Elementwise.narrow(ct.imag().unaryMinus(), types[1]) : null};
    }

    /** y xʸ⁻¹, and 0 at y = 0 also where x is 0 or NaN; as a function of y it is not flat there: its slope is x⁻¹. */
    private static Array powerByBase(Array x, Array y, Array z, Array d) {
        var flat = y.eq(0).and(x.abs().gt(0).not());
        return d.times(y.times(Select.where(flat, one(x), x).pow(y.minus(1))));
    }

    /** log(x) xʸ, and 0 at x = 0, where xʸ is flat for y > 0. */
    private static Array powerByExponent(Array x, Array y, Array z, Array d) {
        var zero = x.eq(0);
        return d.times(Select.where(zero, zero(x), Select.where(zero, one(x), x).log()).times(z));
    }

    /** The share of a tangent that the extreme z of x and y takes from x: all, half at a tie, none. */
    private static Array share(Array x, Array y, Array z) {
        var won = x.eq(z).convert(z.dtype());
        return won.div(won.plus(y.eq(z).convert(z.dtype())));
    }

    /** How often y was taken from x, negated. */
    private static Array rounds(Array x, Array y) {
        var q = x.div(y);
        return q.sign().times(q.abs().floor()).unaryMinus();
    }

    private static Array complex(Array real, Array imaginary) { return COMPLEX.bind(real, imaginary); }
    private static Array norm2(Array x, Array y) { return x.square().plus(y.square()); }
    private static Array cosine(Array x, Array z) {
        return Select.where(z.eq(0), zero(z), x.div(Select.where(z.eq(0), one(z), z)));
    }
    private static Array one(Array x) { return Constant.of(x.dtype(), 1).bind(); }
    private static Array zero(Array x) { return Constant.of(x.dtype(), 0).bind().broadcastTo(x.shape()); }
}
