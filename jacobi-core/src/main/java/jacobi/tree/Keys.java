package jacobi.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The keys of a map in their natural order, with the place of each. */
final class Keys {
    private static final int SHOWN = 12;
    private final Object[] keys;
    private final Map<Object, Integer> places;
    private final int hash;

    /** Takes over an array of distinct keys. @throws ClassCastException if they cannot be compared with one another */
    Keys(Object[] keys) {
        Arrays.sort(keys);
        this.keys = keys;
        places = HashMap.newHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) places.put(keys[i], i);
        hash = Arrays.hashCode(keys);
    }

    int size() { return keys.length; }
    Object get(int place) { return keys[place]; }
    /** The place of a key, or null. */
    Integer find(Object key) { return places.get(key); }
    String text(int place) { return keys[place] instanceof String s ? "\"" + s + "\"" : String.valueOf(keys[place]); }

    @Override public boolean equals(Object o) {
        return this == o || o instanceof Keys other && hash == other.hash && Arrays.equals(keys, other.keys);
    }
    @Override public int hashCode() { return hash; }

    @Override public String toString() {
        var text = new StringBuilder("[");
        for (int i = 0; i < Math.min(SHOWN, keys.length); i++) text.append(i == 0 ? "" : ", ").append(text(i));
        return text.append(keys.length > SHOWN ? ", … %d in all]".formatted(keys.length) : "]").toString();
    }
}
