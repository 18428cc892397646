package jacobi.lax;

import jacobi.core.*;

/**
 * Repeats {@code body} while {@code condition} holds. Operands and results are the carry; operands after it are what the condition needs from
 * outside, then what the body needs. {@code condition(carry, its own) -> pred[]}, {@code body(carry, its own) -> carry}. StableHLO while.
 * @param carries how many operands are the carry
 */
public record While(Program condition, Program body, int carries) implements Primitive {
    @Override public String mnemonic() { return "while"; }
    public int conditionExtras() { return condition.inputs().size() - carries; }
    public int bodyExtras() { return body.inputs().size() - carries; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x.length != carries + conditionExtras() + bodyExtras()) throw JacobiError.bug("while of %d carries was given %d operands", carries, x.length);
        return java.util.Arrays.copyOf(x, carries);
    }

    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("while has no batching rule yet"); }
}
