package jacobi.tree;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The stack on which trees are taken apart and put together, so that no depth of a tree overflows the thread's stack. Generated
 * code sees it by its two JDK interfaces.
 */
final class Work implements Consumer<Object>, Supplier<Object> {
    private Object[] items;
    private int size;

    Work(int capacity) { items = new Object[capacity]; }

    boolean isEmpty() { return size == 0; }

    /** Pushes. */
    @Override public void accept(Object item) {
        if (size == items.length) items = Arrays.copyOf(items, 2 * size + 8);
        items[size++] = item;
    }

    /** Pops. */
    @Override public Object get() { return items[--size]; }

    /** Pushes all, the first on top. */
    void acceptAll(Object[] parts) {
        for (int i = parts.length - 1; i >= 0; i--) accept(parts[i]);
    }

    /** Pops into an array, the top first. */
    Object[] getAll(Object[] parts) {
        for (int i = 0; i < parts.length; i++) parts[i] = get();
        return parts;
    }
}
