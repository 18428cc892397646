package jacobi.tree;

import jacobi.core.Array;
import jacobi.core.JacobiError;

/** One node of a {@link Structure}: what a tree is at one place, with its parts left open. Compared by value; immutable. */
abstract class Node {
    /** An array: the only node that is traced. */
    static final Node LEAF = new Leaf();

    /** How many parts it has. */
    abstract int arity();

    /** Pushes the parts of a tree, the first on top; false, and rubbish on the stack, if the tree is not of this structure. */
    abstract boolean open(Object tree, Work work);

    /** Pops the parts, the first being on top, and puts the tree together. */
    abstract Object close(Work work);

    /** How Java code gets to a part, such as {@code .w} or {@code [2]}. */
    abstract String step(int part);

    /** The node in words, such as {@code a List of 3}. */
    abstract String describe();

    // how it prints: opening, label and part, separated by commas, closing
    abstract String opening();
    String label(int part) { return ""; }
    abstract String closing();

    private static final class Leaf extends Node {
        @Override int arity() { return 0; }
        @Override boolean open(Object tree, Work work) { return tree instanceof Array; }
        @Override Object close(Work work) { throw JacobiError.bug("a leaf was closed"); }
        @Override String step(int part) { throw JacobiError.bug("a leaf has no part %d", part); }
        @Override String describe() { return "an Array"; }
        @Override String opening() { return "*"; }
        @Override String closing() { return ""; }
    }
}
