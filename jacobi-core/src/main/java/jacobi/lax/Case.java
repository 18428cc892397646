package jacobi.lax;

import java.util.List;
import jacobi.core.*;

/**
 * Runs one of several programs, by an index: operand 0, s32[]; an index outside takes the last branch. The other operands go to the branch; all branches have the
 * same inputs and results. StableHLO case.
 */
public record Case(List<Program> branches) implements Primitive {
    public Case { branches = List.copyOf(branches); }

    @Override public String mnemonic() { return "case"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x[0].rank() != 0 || x[0].dtype() != DType.S32) throw fault("index").expected("an index s32[]").mend("convert it to s32");
        if (x.length - 1 != branches.getFirst().inputs().size()) throw JacobiError.bug("case of %d inputs was given %d operands", branches.getFirst().inputs().size(), x.length - 1);
        return branches.getFirst().resultTypes();
    }

    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("case has no batching rule yet"); }
}
