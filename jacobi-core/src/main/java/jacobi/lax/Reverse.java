package jacobi.lax;

import static jacobi.lax.Linear.*;

import jacobi.core.*;

/** Reverses the order of elements along some axes. StableHLO reverse. */
public record Reverse(Axes axes) implements Linear {
    @Override public String mnemonic() { return "reverse"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (!axes.distinct() || !axes.within(x[0].rank())) throw fault("C2")
                .expected("distinct axes of an operand of rank %d", x[0].rank());
        return one(x[0]);
    }

    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) { return bindAll(ct[0]); }
    @Override public Batched[] batch(long size, Batched... x) { return mapped(new Reverse(axes.plus(1)).bind(x[0].array())); }
}
