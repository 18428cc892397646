package jacobi.lax;

import java.util.Locale;
import jacobi.core.*;

/**
 * Elementwise comparison of two operands of one dtype; the result is pred. With a NaN all but NE are false. Complex numbers
 * know EQ and NE only.
 */
public enum Compare implements Elementwise {
    EQ, NE, LT, LE, GT, GE;

    @Override public String mnemonic() { return "compare_" + name().toLowerCase(Locale.ROOT); }

    @Override public ArrayType[] infer(ArrayType... x) {
        DType a = x[0].dtype(), b = x[1].dtype();
        if (a != b) throw new TypeError(mnemonic() + " cannot take these operands").expected("two operands of one dtype")
                .mend("convert one of them to %s", DType.promote(a, b));
        if (a.isComplex() && this != EQ && this != NE) throw new TypeError(mnemonic() + " cannot take these operands")
                .expected("an ordered dtype").mend("compare real parts or absolute values");
        return new ArrayType[] {new ArrayType(DType.PRED, commonShape(x))};
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) { return new Array[] {null}; }
}
