package jacobi.tree;

import java.util.Optional;

/** An {@link Optional}, full or empty. */
final class OptionalNode extends Node {
    static final Node FULL = new OptionalNode(true), EMPTY = new OptionalNode(false);
    private final boolean full;

    private OptionalNode(boolean full) { this.full = full; }

    @Override int arity() { return full ? 1 : 0; }

    @Override boolean open(Object tree, Work work) {
        if (!(tree instanceof Optional<?> optional) || optional.isPresent() != full) return false;
        if (full) work.accept(optional.get());
        return true;
    }

    @Override Object close(Work work) { return full ? Optional.ofNullable(work.get()) : Optional.empty(); }
    @Override String step(int part) { return ".get()"; }
    @Override String describe() { return full ? "an Optional that is present" : "an empty Optional"; }
    @Override String opening() { return "Optional("; }
    @Override String closing() { return ")"; }
}
