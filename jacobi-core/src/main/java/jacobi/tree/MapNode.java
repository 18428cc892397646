package jacobi.tree;

import java.util.Map;

/** A map of any class, by its keys in their natural order. It comes back as an unmodifiable map in that order. */
final class MapNode extends Node {
    private static final Object ABSENT = new Object();
    private final Keys keys;

    MapNode(Keys keys) { this.keys = keys; }

    @Override int arity() { return keys.size(); }

    @Override boolean open(Object tree, Work work) {
        if (tree instanceof KeyedMap ours && ours.keys() == keys) {
            work.acceptAll(ours.arranged());
            return true;
        }
        return tree instanceof Map<?, ?> map && map.size() == keys.size() && open(map, work);
    }

    private boolean open(Map<?, ?> map, Work work) {
        for (int i = keys.size() - 1; i >= 0; i--) {
            var value = value(map, keys.get(i));
            if (value == ABSENT) return false;
            work.accept(value);
        }
        return true;
    }

    private static Object value(Map<?, ?> map, Object key) {
        try {
            var value = map.get(key);
            return value != null || map.containsKey(key) ? value : ABSENT;
        } catch (ClassCastException e) {       // a sorted map with keys of another class
            return ABSENT;
        }
    }

    @Override Object close(Work work) { return new KeyedMap(keys, work.getAll(new Object[keys.size()])); }
    @Override String step(int part) { return "[" + keys.text(part) + "]"; }
    @Override String describe() { return "a Map with keys " + keys; }
    @Override String opening() { return "{"; }
    @Override String label(int part) { return keys.text(part) + ": "; }
    @Override String closing() { return "}"; }

    @Override public boolean equals(Object o) { return o instanceof MapNode other && keys.equals(other.keys); }
    @Override public int hashCode() { return keys.hashCode(); }
}
