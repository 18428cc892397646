package jacobi.tree;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where the nodes of a structure are: from a list of nodes in preorder to paths and to print. */
final class Paths {
    private static final int SHOWN = 2000;

    /** A node on the way to another, and which of its parts the way takes. */
    private static final class Step {
        final Node node;
        int part;

        Step(Node node) { this.node = node; }
    }

    private final Deque<Step> way = new ArrayDeque<>();

    private Paths() {}

    /** Goes past a node: to its first part, or to what follows it. Text gets the closings of what ends here. */
    private void pass(Node node, StringBuilder text) {
        way.push(new Step(node));
        while (!way.isEmpty() && way.peek().part == way.peek().node.arity()) {
            text.append(way.pop().node.closing());
            if (!way.isEmpty()) way.peek().part++;
        }
    }

    /** The path to node number {@code index}, such as {@code .layers[2]}; empty for the root. */
    static String of(Node[] nodes, int index) {
        var paths = new Paths();
        var closings = new StringBuilder();
        for (int i = 0; i < index; i++) paths.pass(nodes[i], closings);
        var path = new StringBuilder();
        paths.way.descendingIterator().forEachRemaining(s -> path.append(s.node.step(s.part)));
        return path.toString();
    }

    /** The words to say where something is, after its name. */
    static String at(Kind.Place place) { return at(place.path()); }
    static String at(String path) { return path.isEmpty() ? "" : " at " + path; }

    /** The whole structure on a line, such as {@code Layer(w=*, b=*)}; cut off if it is very long. */
    static String print(Node[] nodes) {
        var paths = new Paths();
        var text = new StringBuilder();
        for (var node : nodes) {
            if (text.length() > SHOWN) return text.append(" …").toString();
            var in = paths.way.peek();
            if (in != null) text.append(in.part > 0 ? ", " : "").append(in.node.label(in.part));
            text.append(node.opening());
            paths.pass(node, text);
        }
        return text.toString();
    }
}
