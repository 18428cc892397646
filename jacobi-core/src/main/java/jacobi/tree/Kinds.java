package jacobi.tree;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jacobi.core.Array;
import jacobi.core.JacobiError;

/** The {@link Kind} of each class. */
final class Kinds {
    static final ClassValue<Kind> OF = new ClassValue<>() {
        @Override protected Kind computeValue(Class<?> type) { return find(type); }
    };

    private Kinds() {}

    private static Kind find(Class<?> type) {
        if (Array.class.isAssignableFrom(type)) return (_, _) -> Node.LEAF;
        if (type.isRecord()) return RecordKind.of(type);
        if (List.class.isAssignableFrom(type)) return (tree, _) -> new ListNode(((List<?>) tree).size());
        if (Map.class.isAssignableFrom(type)) return (tree, place) -> map((Map<?, ?>) tree, place);
        if (Set.class.isAssignableFrom(type)) return (tree, place) -> set((Set<?>) tree, place);
        if (Object[].class.isAssignableFrom(type)) return (tree, _) -> new JavaArrayNode((Object[]) tree);
        if (type == Optional.class) return (tree, _) -> ((Optional<?>) tree).isPresent() ? OptionalNode.FULL : OptionalNode.EMPTY;
        if (Collection.class.isAssignableFrom(type)) return new Kind.Refused(type, "is no List", "make it a List");
        var refused = Constants.objection(type);
        return refused != null ? refused : (tree, _) -> new StaticNode(tree);
    }

    private static Node map(Map<?, ?> map, Kind.Place place) {
        if (map instanceof KeyedMap ours) return new MapNode(ours.keys());
        var keys = map.keySet().toArray();
        for (var key : keys) if (!isConstant(key, place)) throw refusedKey(key, place);
        try {
            return new MapNode(new Keys(keys));
        } catch (ClassCastException e) {
            throw Kind.Refused.error("a Map%s with keys %s".formatted(Paths.at(place), Arrays.toString(keys)),
                    "use keys that can be compared with one another: all String, all Integer, or all of one enum").because(e);
        }
    }

    private static JacobiError refusedKey(Object key, Kind.Place place) {
        var given = "a Map%s with the key %s".formatted(Paths.at(place), key);
        return Kind.Refused.error(given, "use keys that are String, Integer or of an enum");
    }

    /** A set has no order in which arrays could be kept; of constants it is a constant. */
    private static Node set(Set<?> set, Kind.Place place) {
        for (var x : set) if (!isConstant(x, place)) throw refusedSet(place);
        return new StaticNode(Collections.unmodifiableSet(new LinkedHashSet<>(set)));
    }

    private static JacobiError refusedSet(Kind.Place place) {
        var given = "a Set%s of other things than constants".formatted(Paths.at(place));
        return Kind.Refused.error(given, "make it a List, or a Map with the arrays as values");
    }

    private static boolean isConstant(Object x, Kind.Place place) {
        return x instanceof String || x != null && Kind.of(x.getClass()).node(x, place) instanceof StaticNode;
    }
}
