package jacobi.tree;

import java.util.Objects;
import jacobi.core.JacobiError;

/** A part that is no array and holds none: a constant of the compiled code, compared by value. */
final class StaticNode extends Node {
    static final Node NULL = new StaticNode(null);
    private static final int SHOWN = 60;
    private final Object value;

    StaticNode(Object value) { this.value = value; }

    @Override int arity() { return 0; }
    @Override boolean open(Object tree, Work work) { return Objects.equals(value, tree); }
    @Override Object close(Work work) { return value; }
    @Override String step(int part) { throw JacobiError.bug("a constant has no part %d", part); }
    @Override String describe() { return value == null ? "null" : value.getClass().getSimpleName() + " " + opening(); }
    @Override String opening() {
        var text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }
    @Override String closing() { return ""; }

    @Override public boolean equals(Object o) { return o instanceof StaticNode other && Objects.equals(value, other.value); }
    @Override public int hashCode() { return Objects.hashCode(value); }
}
