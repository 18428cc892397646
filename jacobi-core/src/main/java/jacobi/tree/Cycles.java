package jacobi.tree;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import jacobi.core.Array;
import jacobi.core.Frame;
import jacobi.core.TreeError;

/** The search for a part that contains itself. */
final class Cycles {
    /** Comes off the stack when all parts of a container have. */
    private record End(Object container) {}

    private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Work work = new Work(64);

    private Cycles() {}

    /** @throws TreeError if a list, map, or Java array in a tree contains itself */
    static void check(Object tree) {
        var cycles = new Cycles();
        cycles.work.accept(tree);
        while (!cycles.work.isEmpty()) cycles.visit(cycles.work.get());
    }

    private void visit(Object x) {
        if (x instanceof End end) path.remove(end.container());
        else if (x != null && !(x instanceof Array)) enter(x, Kind.of(x.getClass()).node(x, () -> ""));
    }

    private void enter(Object x, Node node) {
        if (node.arity() == 0) return;
        if (!path.add(x)) throw new TreeError("a part of this tree contains itself").expected("a tree")
                .given("%s among its own parts", node.describe()).at(Frame.user())
                .mend("take it out, or put a copy in its place");
        work.accept(new End(x));
        node.open(x, work);
    }
}
