package jacobi.lax;

import jacobi.core.*;

/** Elements that count 0, 1, 2, … along one axis. StableHLO iota. */
public record Iota(ArrayType type, int axis) implements Primitive {
    @Override public String mnemonic() { return "iota"; }

    @Override public ArrayType[] infer(ArrayType... none) {
        if (axis < 0 || axis >= type.rank()) throw fault("C1").expected("an axis of a result of rank %d", type.rank());
        if (type.dtype() == DType.PRED) throw fault("C2").expected("a dtype of numbers").mend("count in s32 and compare");
        return new ArrayType[] {type};
    }

    @Override public Batched[] batch(long size, Batched... none) { return new Batched[] {Batched.same(bind())}; }
}
