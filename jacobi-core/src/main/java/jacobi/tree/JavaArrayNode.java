package jacobi.tree;

import jacobi.core.Array;

/** A Java array of objects, by the class of its elements and its length. It comes back as a new one. */
final class JavaArrayNode extends Node {
    private final Class<?> element;
    private final int length;

    JavaArrayNode(Object[] array) {
        var declared = array.getClass().componentType();
        element = Array.class.isAssignableFrom(declared) ? Array.class : declared;       // tracers must fit
        length = array.length;
    }

    @Override int arity() { return length; }

    @Override boolean open(Object tree, Work work) {
        if (!(tree instanceof Object[] array) || array.length != length || !sameElement(array)) return false;
        work.acceptAll(array);
        return true;
    }

    private boolean sameElement(Object[] array) {
        var declared = array.getClass().componentType();
        return declared == element || element == Array.class && Array.class.isAssignableFrom(declared);
    }

    @Override Object close(Work work) { return work.getAll((Object[]) java.lang.reflect.Array.newInstance(element, length)); }
    @Override String step(int part) { return "[" + part + "]"; }
    @Override String describe() { return "%s[] of %d".formatted(element.getSimpleName(), length); }
    @Override String opening() { return "{"; }
    @Override String closing() { return "}"; }

    @Override public boolean equals(Object o) {
        return o instanceof JavaArrayNode other && element == other.element && length == other.length;
    }
    @Override public int hashCode() { return 31 * length + element.hashCode(); }
}
