package jacobi.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/** A list of any class, by its size. It comes back as an unmodifiable list. */
final class ListNode extends Node {
    private final int size;

    ListNode(int size) { this.size = size; }

    @Override int arity() { return size; }

    @Override boolean open(Object tree, Work work) {
        if (!(tree instanceof List<?> list) || list.size() != size) return false;
        if (list instanceof RandomAccess) for (int i = size - 1; i >= 0; i--) work.accept(list.get(i));
        else work.acceptAll(list.toArray());
        return true;
    }

    @Override Object close(Work work) { return Collections.unmodifiableList(Arrays.asList(work.getAll(new Object[size]))); }
    @Override String step(int part) { return "[" + part + "]"; }
    @Override String describe() { return "a List of " + size; }
    @Override String opening() { return "["; }
    @Override String closing() { return "]"; }

    @Override public boolean equals(Object o) { return o instanceof ListNode other && size == other.size; }
    @Override public int hashCode() { return 31 * size + 1; }
}
