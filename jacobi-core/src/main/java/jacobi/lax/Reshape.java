package jacobi.lax;

import static jacobi.lax.Linear.*;

import jacobi.core.*;

/** The same elements, in row-major order, in another shape of the same size. StableHLO reshape. */
public record Reshape(Shape shape) implements Linear {
    @Override public String mnemonic() { return "reshape"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x[0].size() != shape.size()) throw fault("C2").expected("a shape of %d elements", x[0].size())
                .mend("take extents whose product is %d", x[0].size());
        return one(x[0].withShape(shape));
    }

    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        return one(ct[0].reshape(types[0].shape()));
    }
    @Override public Batched[] batch(long size, Batched... x) { return mapped(x[0].array().reshape(shape.prepend(size))); }
}
