package jacobi.lax;

import jacobi.core.DType;

/** An associative operation with a neutral element, by which axes are reduced and running results formed. */
public enum Monoid {
    SUM(Binary.ADD, Domain.NUMBER), PRODUCT(Binary.MULTIPLY, Domain.NUMBER),
    /** The least element; a NaN wins. */
    MIN(Binary.MINIMUM, Domain.ANY),
    /** The greatest element; a NaN wins. */
    MAX(Binary.MAXIMUM, Domain.ANY),
    AND(Binary.AND, Domain.BITS), OR(Binary.OR, Domain.BITS);

    private final Binary operation;
    private final Domain domain;

    Monoid(Binary operation, Domain domain) {
        this.operation = operation;
        this.domain = domain;
    }

    public Binary operation() { return operation; }
    public Domain domain() { return domain; }

    /** The neutral element: the reduction of nothing. */
    public Constant neutral(DType t) {
        return switch (this) {
            case SUM -> Constant.of(t, 0);
            case PRODUCT -> Constant.of(t, 1);
            case MIN -> greatest(t);
            case MAX -> least(t);
            case AND -> new Constant(t, t == DType.PRED ? 1 : ones(t), 0);
            case OR -> new Constant(t, 0, 0);
        };
    }

    /** The greatest value of a real dtype; infinity for floats. */
    public static Constant greatest(DType t) {
        if (t.isFloat()) return Constant.of(t, Double.POSITIVE_INFINITY);
        return new Constant(t, t == DType.PRED ? 1 : t.isUnsigned() ? ones(t) : Long.MAX_VALUE >> 64 - t.bits(), 0);
    }

    /** The least value of a real dtype; minus infinity for floats. */
    public static Constant least(DType t) {
        if (t.isFloat()) return Constant.of(t, Double.NEGATIVE_INFINITY);
        return new Constant(t, t.isSigned() ? Long.MIN_VALUE >> 64 - t.bits() : 0, 0);
    }

    private static long ones(DType t) { return t.isSigned() || t.bits() == 64 ? -1 : (1L << t.bits()) - 1; }
}
