package jacobi.tree;

import jacobi.core.Frame;
import jacobi.core.JacobiError;
import jacobi.core.TreeError;

/** What the objects of one class are in a tree; found once per class. */
interface Kind {
    /**
     * The node of an object of the class.
     * @param place where the object is, asked for only by errors
     * @throws TreeError if it can be no part of a tree
     */
    Node node(Object tree, Place place);

    /** A place in a tree. */
    interface Place {
        /** How Java code gets there from the root, such as {@code .layers[2]}; empty at the root. */
        String path();
    }

    static Kind of(Class<?> type) { return Kinds.OF.get(type); }

    /** A class that no part of a tree may have. */
    record Refused(Class<?> type, String reason, String mend) implements Kind {
        @Override public Node node(Object tree, Place place) {
            throw error("%s%s, which %s".formatted(type.getTypeName(), Paths.at(place), reason), mend);
        }

        static JacobiError error(String given, String mend) {
            return new TreeError("a part of this tree is neither traced nor a constant")
                    .expected("Array; records, List, Map, Java arrays, Optional of them; constants that are compared by value")
                    .given("%s", given).at(Frame.user()).mend("%s", mend);
        }
    }
}
