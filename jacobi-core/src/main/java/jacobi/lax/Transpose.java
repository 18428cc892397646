package jacobi.lax;

import static jacobi.lax.Linear.*;

import jacobi.core.*;

/** Permutes axes: axis {@code i} of the result is operand axis {@code permutation.get(i)}. StableHLO transpose. */
public record Transpose(Axes permutation) implements Linear {
    @Override public String mnemonic() { return "transpose"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (permutation.size() != x[0].rank() || !permutation.within(x[0].rank()) || !permutation.distinct())
            throw fault("C2").expected("a permutation of %s", x[0].axes()).mend("name each axis once");
        return one(x[0].withShape(x[0].shape().select(permutation)));
    }

    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        return one(ct[0].transpose(permutation.inverse()));
    }
    @Override public Batched[] batch(long size, Batched... x) {
        return mapped(x[0].array().transpose(permutation.plus(1).prepend(0)));
    }
}
