package jacobi.tree;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jacobi.core.Array;
import jacobi.core.TreeError;

/**
 * Trees of arrays: the arguments and results of functions that can be transformed. A tree is
 * <ul>
 * <li>an {@link Array}: traced;
 * <li>a record, at any depth, generic or not, of any visibility: its components are trees. Its class is part of the structure, so
 *     sealed interfaces of records are trees too;
 * <li>a {@code List}, a Java array of objects or an {@code Optional} of trees; a {@code Map} of trees, taken in the natural order
 *     of its keys (strings, integers, enums, …). Lists and maps come back unmodifiable, whatever class they had;
 * <li>null, or a constant, which is compared by value: numbers, booleans, strings, enums, dates, sets of constants, and objects
 *     of other classes with {@code equals} and none but final fields. Functions (lambdas) are constants too, by identity.
 * </ul>
 * Anything else, such as {@code double[]}, {@code Date} or a class with arrays that is no record, is a {@link TreeError}. No
 * class needs to be registered: code that reads and builds a record is generated when the class is first met.
 */
public final class Tree {
    /** The arrays of a tree from left to right, and all else. */
    public record Flat(Array[] leaves, Structure structure) {}

    private Tree() {}

    /** The arrays of a tree, and its structure. @throws TreeError if it is no tree */
    public static Flat flatten(Object tree) {
        return tree instanceof Array leaf ? new Flat(new Array[] {leaf}, Structure.LEAF) : Flattening.of(tree);
    }

    /** The tree with a function applied to each array. */
    @SuppressWarnings("unchecked") // a tree comes back in its own classes, but for lists and maps
    public static <T> T map(T tree, UnaryOperator<Array> f) {
        var flat = flatten(tree);
        var leaves = flat.leaves();
        for (int i = 0; i < leaves.length; i++) leaves[i] = f.apply(leaves[i]);
        return (T) flat.structure().unflatten(leaves);
    }

    /** The tree of f(x, y), for arrays x and y at one place of two trees. @throws TreeError if their structures differ */
    @SuppressWarnings("unchecked")
    public static <T> T map(T tree, T other, BinaryOperator<Array> f) {
        var x = flatten(tree);
        var y = flatten(other);
        x.structure().require(y.structure(), "two trees differ in structure", "give two trees that differ in their arrays only");
        var leaves = x.leaves();
        for (int i = 0; i < leaves.length; i++) leaves[i] = f.apply(leaves[i], y.leaves()[i]);
        return (T) x.structure().unflatten(leaves);
    }
}
