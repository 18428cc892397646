package jacobi.tree;

import jacobi.core.Frame;
import jacobi.core.JacobiError;
import jacobi.core.TreeError;

/** A record, by its class: one node serves all records of a class. */
final class RecordNode extends Node implements Kind {
    private final Class<?> type;
    private final RecordCode code;
    private final String[] names;

    RecordNode(Class<?> type, RecordCode code) {
        this.type = type;
        this.code = code;
        var components = type.getRecordComponents();
        names = new String[components.length];
        for (int i = 0; i < names.length; i++) names[i] = components[i].getName();
    }

    @Override public Node node(Object tree, Place place) { return this; }

    @Override int arity() { return names.length; }

    @Override boolean open(Object tree, Work work) {
        if (tree == null || tree.getClass() != type) return false;
        code.reader().accept(tree, work);
        return true;
    }

    @Override Object close(Work work) {
        try {
            return code.maker().apply(work);
        } catch (RuntimeException | AssertionError e) {
            throw refused(e);
        }
    }

    private JacobiError refused(Throwable e) {
        return new TreeError("the constructor of record %s refused its components".formatted(type.getSimpleName()))
                .expected("a constructor that takes tracers, tangents and gradients: their numbers are unknown, or of any size")
                .given("%s", e instanceof JacobiError own ? own.headline() : e).at(Frame.user())
                .mend("move the check into a static factory, and leave the constructor to take what it gets").because(e);
    }

    @Override String step(int part) { return "." + names[part]; }
    @Override String describe() { return "a record " + type.getSimpleName(); }
    @Override String opening() { return type.getSimpleName() + "("; }
    @Override String label(int part) { return names[part] + "="; }
    @Override String closing() { return ")"; }

    @Override public boolean equals(Object o) { return o instanceof RecordNode other && type == other.type; }
    @Override public int hashCode() { return type.hashCode(); }
}
