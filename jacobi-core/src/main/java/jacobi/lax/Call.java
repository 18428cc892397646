package jacobi.lax;

import jacobi.core.*;

/**
 * A program used as one primitive: what {@code jit} binds. Run at once it is compiled; recorded, its equations are put in its place.
 * @param inlined whether a recording takes its equations instead of the call
 */
public record Call(String name, Program program, boolean inlined) implements Primitive {
    @Override public String mnemonic() { return "call"; }
    @Override public ArrayType[] infer(ArrayType... x) { return program.resultTypes(); }
    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("call has no batching rule yet"); }
}
