package jacobi;

import jacobi.core.*;
import jacobi.tree.Structure;
import jacobi.tree.Tree;

/** A user's function of trees, seen as one of the arrays in them; what it was given and what it gave back are remembered. */
final class Leaves {
    /** A user's function of any number of arguments. */
    interface Function { Object apply(Object... arguments); }

    private final Function f;
    private final Structure arguments;
    private Structure result;

    Leaves(Function f, Structure arguments) {
        this.f = f;
        this.arguments = arguments;
    }

    /** Puts the arrays into the argument trees, calls the user's function, and takes the arrays out of its result. */
    Array[] apply(Array... leaves) {
        var flat = Tree.flatten(f.apply((Object[]) arguments.unflatten(leaves)));
        result = flat.structure();
        return flat.leaves();
    }

    /** Arrays in place of those the function returned. */
    Object result(Array... leaves) { return result.unflatten(leaves); }

    Structure resultStructure() { return result; }
}
