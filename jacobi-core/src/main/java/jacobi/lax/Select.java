package jacobi.lax;

import jacobi.core.*;

/** {@code select(pred, onTrue, onFalse)}: each element from one of two operands of one dtype. Linear in those two. */
public enum Select implements Elementwise {
    SELECT;

    /** {@code onTrue} where the pred holds, else {@code onFalse}; shapes and dtypes must agree, or be scalar. */
    public static Array where(Array pred, Array onTrue, Array onFalse) { return SELECT.bind(pred, onTrue, onFalse); }

    @Override public String mnemonic() { return "select"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x[0].dtype() != DType.PRED) throw new TypeError("select cannot take these operands")
                .expected("a pred as first operand")
                .mend("compare it with something, for example ne(0)").rule("StableHLO select (C3)");
        if (x[1].dtype() != x[2].dtype()) throw new TypeError("select cannot take these operands")
                .expected("two choices of one dtype")
                .mend("convert one of them to %s", DType.promote(x[1].dtype(), x[2].dtype())).rule("StableHLO select (C2)");
        return new ArrayType[] {x[1].withShape(commonShape(x))};
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        if (dx[1] == null && dx[2] == null) return new Array[] {null};
        return new Array[] {Elementwise.widen(where(x[0], orZero(dx[1], x[1]), orZero(dx[2], x[2])), y[0])};
    }

    private static Array orZero(Array dx, Array x) { return dx != null ? dx : Constant.of(x.dtype(), 0).bind(); }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var zero = Constant.of(types[1].dtype(), 0).bind();
        return new Array[] {null,
            x[1] == null ? Elementwise.narrow(where(x[0], ct[0], zero), types[1]) : null,
            x[2] == null ? Elementwise.narrow(where(x[0], zero, ct[0]), types[2]) : null};
    }
}
