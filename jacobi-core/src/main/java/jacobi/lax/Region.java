package jacobi.lax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.tree.Structure;
import jacobi.tree.Tree;

/** A user's function of a tree, recorded as a program for a primitive to hold. */
final class Region {
    /** A tree on its way into a loop or branch. */
    record Carry(Array[] leaves, Structure structure) {
        ArrayType[] types() { return Arrays.stream(leaves).map(Array::type).toArray(ArrayType[]::new); }

        /** The leaves of what comes out of a loop's body. @throws TreeError or ShapeError if it cannot go in again */
        Array[] fit(Tree.Flat next, String loop) {
            structure.require(next.structure(), "the carry of " + loop + " changes its structure", MEND);
            for (int i = 0; i < leaves.length; i++)
                if (!leaves[i].type().equals(next.leaves()[i].type())) throw new ShapeError("the carry of " + loop
                        + " changes its type")
                        .expected("carry%s of type %s, as it went in", structure.path(i), leaves[i].type())
                                .given("%s", next.leaves()[i].type())
                        .mend("start with the dtype and shape that the body gives, or convert and reshape in the body")
                                .at(Frame.user());
            return next.leaves();
        }
    }

    private static final String MEND = "give back a tree that differs from the first in its arrays only";

    private final Recording.Recorded recorded;
    private final Structure result;

    private Region(Recording.Recorded recorded, Structure result) {
        this.recorded = recorded;
        this.result = result;
    }

    static Carry carry(Object tree) {
        var flat = Tree.flatten(tree);
        return new Carry(flat.leaves(), flat.structure());
    }

    static Region of(Carry x, UnaryOperator<Object> f) {
        var out = new Structure[1];
        var recorded = Recording.of(x.types(), in -> {
            var flat = Tree.flatten(f.apply(x.structure().unflatten(in)));
            out[0] = flat.structure();
            return flat.leaves();
        });
        return new Region(recorded, out[0]);
    }

    Program program() { return recorded.program(); }
    Array[] captures() { return recorded.captures().toArray(Array[]::new); }
    Object result(Array... leaves) { return result.unflatten(leaves); }

    void checkCarry(Carry carry, String loop) {
        carry.structure().require(result, "the carry of " + loop + " changes its structure", MEND);
        var types = program().resultTypes();
        for (int i = 0; i < types.length; i++)
            if (!types[i].equals(carry.leaves()[i].type())) throw new ShapeError("the carry of " + loop + " changes its type")
                    .expected("carry%s of type %s, as it went in", result.path(i), carry.leaves()[i].type()).given("%s", types[i])
                    .mend("start with the dtype and shape that the body gives, or convert and reshape in the body")
                            .at(Frame.user());
    }

    void checkSame(Region other, String what) {
        other.result.require(result, "the branches of " + what + " differ in structure", MEND);
        ArrayType[] types = program().resultTypes(), expected = other.program().resultTypes();
        for (int i = 0; i < types.length; i++)
            if (!types[i].equals(expected[i])) throw new ShapeError("the branches of " + what + " differ in type")
                    .expected("result%s of type %s, as in the first branch", result.path(i), expected[i])
                    .given("%s", types[i]).mend("convert or reshape so that all branches agree").at(Frame.user());
    }

    /** The program with inputs for the captures of all branches, of which it uses its own. */
    Program padded(int operands, List<Array[]> captures, int branch) {
        var own = program().inputs();
        var inputs = new ArrayList<Var>(own.subList(0, operands));
        for (int i = 0; i < captures.size(); i++)
            inputs.addAll(i == branch ? own.subList(operands, own.size())
                    : Arrays.stream(captures.get(i)).map(a -> new Var(a.type())).toList());
        return new Program(inputs, program().equations(), program().results());
    }
}
