package jacobi.tree;

import java.util.Arrays;
import jacobi.core.Array;
import jacobi.core.Frame;
import jacobi.core.JacobiError;
import jacobi.core.TreeError;

/**
 * What a tree is apart from its arrays: containers, record classes, sizes of lists, keys of maps, constants, and the places of
 * the arrays. Compared by value, with a hash at hand; immutable. It prints as {@code [Layer(w=*, b=*), Layer(w=*, b=*)]}.
 */
public final class Structure {
    static final Structure LEAF = new Structure(Node.LEAF);

    /** The nodes in preorder: each before its parts. */
    private final Node[] nodes;
    private final int leaves, hash;
    /** How deep the stack gets while a tree is taken apart, and while it is put together. */
    private final int depthDown, depthUp;

    Structure(Node... nodes) {
        this.nodes = nodes;
        int leaves = 0, down = 1, depthDown = 1, up = 0, depthUp = 1;
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == Node.LEAF) leaves++;
            depthDown = Math.max(depthDown, down += nodes[i].arity() - 1);
            depthUp = Math.max(depthUp, up += 1 - nodes[nodes.length - 1 - i].arity());
        }
        this.leaves = leaves;
        this.depthDown = depthDown;
        this.depthUp = depthUp;
        hash = Arrays.hashCode(nodes);
    }

    /** How many arrays a tree of this structure has. */
    public int leafCount() { return leaves; }

    /**
     * Flattens a tree if it is of this structure: much faster than {@link Tree#flatten}, and nothing is allocated but a stack.
     * @param into takes the arrays, from index {@code at} on
     * @return whether it is; if not, {@code into} may have been written to
     */
    public boolean flatten(Object tree, Array[] into, int at) {
        var work = new Work(depthDown);
        work.accept(tree);
        for (var node : nodes) {
            var x = work.get();
            if (node != Node.LEAF) {
                if (!node.open(x, work)) return false;
            } else if (x instanceof Array leaf) into[at++] = leaf;
            else return false;
        }
        return true;
    }

    /** The tree of this structure with other arrays. @throws TreeError if the constructor of a record refuses them */
    public Object unflatten(Array... arrays) {
        if (arrays.length != leaves) throw JacobiError.bug("%d arrays were given to a structure of %d", arrays.length, leaves);
        return unflatten(arrays, 0);
    }

    /** The tree of this structure with arrays taken from index {@code at} on. */
    public Object unflatten(Array[] arrays, int at) {
        var work = new Work(depthUp);
        int leaf = at + leaves;
        for (int i = nodes.length - 1; i >= 0; i--) work.accept(nodes[i] == Node.LEAF ? arrays[--leaf] : nodes[i].close(work));
        return work.get();
    }

    /** The way to an array from the root of the tree: {@code [2].w}, {@code ["bias"]}; empty if the tree is an array. */
    public String path(int leaf) {
        return Paths.of(nodes, node(leaf));
    }

    private int node(int leaf) {
        for (int i = 0, seen = 0; i < nodes.length; i++) if (nodes[i] == Node.LEAF && seen++ == leaf) return i;
        throw new IndexOutOfBoundsException(leaf);
    }

    /** The first place where another structure is not this one; null if they are equal. */
    public Difference difference(Structure other) {
        if (equals(other)) return null;
        int i = 0;
        while (nodes[i].equals(other.nodes[i])) i++;
        return new Difference(Paths.of(nodes, i), nodes[i].describe(), other.nodes[i].describe());
    }

    /** A difference of two structures at a path, in words. */
    public record Difference(String path, String here, String there) {}

    /**
     * Throws a {@link TreeError} that names the first difference, if a tree is not of this structure.
     * @param given    the structure of the tree
     * @param headline what went wrong, such as {@code the body of scan gives back another carry than it takes}
     * @param mend     what to do
     */
    public void require(Structure given, String headline, String mend) {
        var difference = difference(given);
        if (difference == null) return;
        var at = Paths.at(difference.path());
        throw new TreeError(headline).expected("%s%s", difference.here(), at).given("%s%s", difference.there(), at)
                .at(Frame.user()).mend("%s", mend);
    }

    @Override public boolean equals(Object o) {
        return this == o || o instanceof Structure other && hash == other.hash && Arrays.equals(nodes, other.nodes);
    }
    @Override public int hashCode() { return hash; }
    @Override public String toString() { return Paths.print(nodes); }
}
