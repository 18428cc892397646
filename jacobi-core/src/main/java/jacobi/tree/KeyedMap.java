package jacobi.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** An unmodifiable map of values under {@link Keys} that it shares with others: nothing is hashed again to build it. */
final class KeyedMap extends AbstractMap<Object, Object> {
    private final Keys keys;
    private final Object[] values;

    /** Takes over the values, in the order of the keys. */
    KeyedMap(Keys keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    Keys keys() { return keys; }
    /** The values in the order of the keys, not to be changed. */
    Object[] arranged() { return values; }

    @Override public int size() { return values.length; }
    @Override public boolean containsKey(Object key) { return keys.find(key) != null; }

    @Override public Object get(Object key) {
        var place = keys.find(key);
        return place == null ? null : values[place];
    }

    @Override public Set<Map.Entry<Object, Object>> entrySet() { return new Entries(); }

    private final class Entries extends AbstractSet<Map.Entry<Object, Object>> {
        @Override public int size() { return values.length; }

        @Override public Iterator<Map.Entry<Object, Object>> iterator() {
            return new Iterator<>() {
                private int place;

                @Override public boolean hasNext() { return place < values.length; }

                @Override public Map.Entry<Object, Object> next() {
                    if (!hasNext()) throw new NoSuchElementException();
                    return new SimpleImmutableEntry<>(keys.get(place), values[place++]);
                }
            };
        }
    }
}
