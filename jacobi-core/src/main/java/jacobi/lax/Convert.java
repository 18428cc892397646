package jacobi.lax;

import jacobi.core.*;

/**
 * Elementwise conversion to another dtype. Floats become integers by truncation, saturating, NaN to 0; integers wrap; anything
 * becomes pred by {@code != 0}; a complex number loses its imaginary part. StableHLO convert.
 */
public record Convert(DType dtype) implements Elementwise {
    @Override public String mnemonic() { return "convert"; }
    @Override public ArrayType[] infer(ArrayType... x) { return new ArrayType[] {x[0].withDType(dtype)}; }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return new Array[] {dtype.isInexact() ? dx[0].convert(dtype) : null};
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        return new Array[] {ct[0].convert(types[0].dtype())};
    }
}
