package jacobi.tree;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.Array;
import jacobi.core.JacobiError;

/** The flattening of a tree whose structure is not known. */
final class Flattening implements Kind.Place {
    /** A tree of so many nodes is asked once whether it is one: a part that contains itself never ends. */
    private static final int SUSPICIOUS = 1 << 16;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Array> leaves = new ArrayList<>();
    private final Work work = new Work(16);

    private Flattening() {}

    static Tree.Flat of(Object tree) {
        var flattening = new Flattening();
        flattening.work.accept(tree);
        while (!flattening.work.isEmpty()) {
            flattening.visit(flattening.work.get());
            if (flattening.nodes.size() == SUSPICIOUS) Cycles.check(tree);
        }
        return new Tree.Flat(flattening.leaves.toArray(new Array[0]), new Structure(flattening.nodes()));
    }

    private void visit(Object x) {
        if (x instanceof Array leaf) {
            leaves.add(leaf);
            nodes.add(Node.LEAF);
            return;
        }
        var node = x == null ? StaticNode.NULL : Kind.of(x.getClass()).node(x, this);
        nodes.add(node);
        if (!node.open(x, work)) throw JacobiError.bug("%s does not open %s", node.describe(), x.getClass());
    }

    private Node[] nodes() { return nodes.toArray(new Node[0]); }

    @Override public String path() { return Paths.of(nodes(), nodes.size()); }
}
