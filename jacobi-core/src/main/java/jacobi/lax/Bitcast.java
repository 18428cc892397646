package jacobi.lax;

import jacobi.core.*;

/** The same bits read as another dtype of the same width. StableHLO bitcast_convert, between dtypes of one width. */
public record Bitcast(DType dtype) implements Primitive {
    @Override public String mnemonic() { return "bitcast_convert"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x[0].dtype().bits() != dtype.bits()) throw new TypeError("bitcast_convert cannot take this operand")
                .expected("a dtype of %d bits", dtype.bits())
                .mend("use convert to change the number").rule("StableHLO bitcast_convert (C1)");
        return new ArrayType[] {x[0].withDType(dtype)};
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) { return new Array[] {null}; }
    @Override public Batched[] batch(long size, Batched... x) { return new Batched[] {Batched.mapped(bind(x[0].array()))}; }
}
