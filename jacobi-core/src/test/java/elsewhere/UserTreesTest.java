package elsewhere;

import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.tree.Structure;
import jacobi.tree.Tree;
import org.junit.jupiter.api.Test;

/** Trees of a user's own types, most of them private, outside the packages of Jacobi. */
class UserTreesTest {
    private record Layer(Array w, Array b) {}
    private record Net(List<Layer> layers, int width, String name, UnaryOperator<Array> activation) {}
    private record All(boolean a, byte b, short c, char d, int e, long f, float g, double h, Array w) {}
    private record Wrapped<T>(T value) {}
    private record Empty() {}
    private record Chain(Array head, Chain tail) {}
    private record Dated(Array w, LocalDate day, Optional<Array> bias, Set<String> tags) {}

    private sealed interface Shape {}
    private record Circle(Array radius) implements Shape {}
    private record Square(Array side) implements Shape {}

    private enum Side { LEFT, RIGHT }

    /** Its constructor makes its list its own. */
    private record Copied(List<Array> parts) {
        private Copied { parts = List.copyOf(parts); }
    }

    private final Array x = array(), y = array(), z = array();

    private static Array array() {
        var type = ArrayType.of(DType.F64, 3);
        return new DenseArray(type, Buffer.allocate(type.bytes()));
    }

    private static Structure structure(Object tree) { return Tree.flatten(tree).structure(); }

    /** Flattens and puts together with the same arrays, by the slow way and by the known structure, which must agree. */
    private static Object roundTrip(Object tree, Array... expected) {
        var flat = Tree.flatten(tree);
        assertArrayEquals(expected, flat.leaves());
        assertEquals(expected.length, flat.structure().leafCount());
        var again = new Array[expected.length + 2];
        assertTrue(flat.structure().flatten(tree, again, 1));
        assertArrayEquals(expected, Arrays.copyOfRange(again, 1, expected.length + 1));
        return flat.structure().unflatten(flat.leaves());
    }

    @Test void anArrayIsATree() {
        assertSame(x, roundTrip(x, x));
        assertEquals("", structure(x).path(0));
    }

    @Test void privateRecords() { assertEquals(new Layer(x, y), roundTrip(new Layer(x, y), x, y)); }

    @Test void localRecords() {
        record Local(Array only) {}
        assertEquals(new Local(x), roundTrip(new Local(x), x));
    }

    @Test void componentsOfEveryPrimitiveType() {
        var all = new All(true, (byte) -1, (short) 300, 'q', 1 << 20, 1L << 40, -0.0f, Double.NaN, x);
        assertEquals(all, roundTrip(all, x));
    }

    @Test void genericRecordsAndPairs() {
        assertEquals(new Wrapped<>(x), roundTrip(new Wrapped<>(x), x));
        assertEquals(new Wrapped<>(3), roundTrip(new Wrapped<>(3)));
        assertEquals(new Pair<>(x, new Layer(y, z)), roundTrip(new Pair<>(x, new Layer(y, z)), x, y, z));
    }

    @Test void recordsInListsInRecords() {
        UnaryOperator<Array> tanh = Array::tanh;
        var net = new Net(List.of(new Layer(x, y), new Layer(y, z)), 3, "deep", tanh);
        assertEquals(net, roundTrip(net, x, y, y, z));
        assertEquals(".layers[1].w", structure(net).path(2));
    }

    @Test void theClassOfASealedInterfaceIsPartOfTheStructure() {
        Shape circle = new Circle(x), square = new Square(x);
        assertEquals(circle, roundTrip(circle, x));
        assertNotEquals(structure(circle), structure(square));
        assertFalse(structure(circle).flatten(square, new Array[1], 0));
    }

    @Test void nullIsAConstant() {
        assertEquals(new Layer(x, null), roundTrip(new Layer(x, null), x));
        assertNotEquals(structure(new Layer(x, null)), structure(new Layer(x, y)));
        assertEquals(Arrays.asList(x, null), roundTrip(Arrays.asList(x, null), x));
    }

    @Test void recordsWithoutArrays() { assertEquals(new Empty(), roundTrip(new Empty())); }

    @Test void datesOptionalsAndSets() {
        var dated = new Dated(x, LocalDate.of(2020, 2, 29), Optional.of(y), Set.of("a", "b"));
        assertEquals(dated, roundTrip(dated, x, y));
        var empty = new Dated(x, LocalDate.of(2020, 2, 29), Optional.empty(), Set.of());
        assertEquals(empty, roundTrip(empty, x));
    }

    @Test void listsOfAnyClassAreAlikeAndComeBackUnmodifiable() {
        assertEquals(structure(List.of(x, y)), structure(new LinkedList<>(List.of(x, y))));
        var list = (List<?>) roundTrip(new ArrayList<>(List.of(x, y)), x, y);
        assertEquals(List.of(x, y), list);
        assertThrows(UnsupportedOperationException.class, list::removeFirst);
    }

    @Test void mapsAreInTheOrderOfTheirKeys() {
        var map = new HashMap<>(Map.of("w", x, "bias", y, "a", z));
        var back = (Map<?, ?>) roundTrip(map, z, y, x);
        assertEquals(map, back);
        assertEquals(map.hashCode(), back.hashCode());
        assertEquals(List.of("a", "bias", "w"), List.copyOf(back.keySet()));
        assertSame(y, back.get("bias"));
        assertNull(back.get("other"));
        assertFalse(back.containsKey("other"));
        assertThrows(UnsupportedOperationException.class, back::clear);
        assertEquals("[\"bias\"]", structure(map).path(1));
        assertEquals(structure(map), structure(new TreeMap<>(map).descendingMap()));
        roundTrip(back, z, y, x);
        assertEquals(structure(map), structure(back));
    }

    @Test void mapsWithOtherKeys() {
        assertEquals(Map.of(10, x, 9, y), roundTrip(Map.of(10, x, 9, y), y, x));
        assertEquals(Map.of(Side.RIGHT, x), roundTrip(new EnumMap<>(Map.of(Side.RIGHT, x)), x));
        assertFalse(structure(Map.of("a", x)).flatten(new TreeMap<>(Map.of(1, x)), new Array[1], 0));
        assertFalse(structure(Map.of("a", x)).flatten(Map.of("b", x), new Array[1], 0));
    }

    @Test void javaArrays() {
        assertArrayEquals(new Array[] {x, y}, (Array[]) roundTrip(new Array[] {x, y}, x, y));
        assertArrayEquals(new Layer[] {new Layer(x, y)}, (Layer[]) roundTrip(new Layer[] {new Layer(x, y)}, x, y));
        assertArrayEquals(new Array[][] {{x}, {}}, (Array[][]) roundTrip(new Array[][] {{x}, {}}, x));
        assertArrayEquals(new String[] {"a"}, (String[]) roundTrip(new String[] {"a"}));
        assertEquals(Array[].class, roundTrip(new DenseArray[] {(DenseArray) x}, x).getClass(), "tracers must fit");
    }

    @Test void constantsCompareByValue() {
        assertEquals(structure(new Wrapped<>(1000)), structure(new Wrapped<>(1000)));
        assertEquals(structure(new Wrapped<>(1000)).hashCode(), structure(new Wrapped<>(1000)).hashCode());
        assertEquals(structure(new Wrapped<>(Double.NaN)), structure(new Wrapped<>(Double.NaN)));
        assertNotEquals(structure(new Wrapped<>(0.0)), structure(new Wrapped<>(-0.0)));
        assertNotEquals(structure(new Wrapped<>(1)), structure(new Wrapped<>(1L)));
        assertNotEquals(structure(new Wrapped<>(Side.LEFT)), structure(new Wrapped<>(Side.RIGHT)));
        assertFalse(structure(new Wrapped<>(1000)).flatten(new Wrapped<>(1001), new Array[0], 0));
        assertTrue(structure(new Wrapped<>(1000)).flatten(new Wrapped<>(1000), new Array[0], 0));
    }

    @Test void sizesAreStructure() {
        assertNotEquals(structure(List.of(x)), structure(List.of(x, y)));
        assertNotEquals(structure(List.of(List.of(x), List.of(y, z))), structure(List.of(List.of(x, y), List.of(z))));
        assertNotEquals(structure(new Array[] {x}), structure(List.of(x)));
        assertFalse(structure(List.of(x)).flatten(List.of(x, y), new Array[2], 0));
    }

    @Test void constructorsMayCopy() { assertEquals(new Copied(List.of(x, y)), roundTrip(new Copied(List.of(x, y)), x, y)); }

    @Test void aRecordFirstMetByManyThreads() throws InterruptedException {
        record Fresh(Array w, int n) {}
        var seen = ConcurrentHashMap.<Structure>newKeySet();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) threads.add(Thread.ofPlatform().start(() -> seen.add(structure(new Fresh(x, 1)))));
        for (var thread : threads) thread.join();
        assertEquals(Set.of(structure(new Fresh(y, 1))), seen);
    }

    @Test void manyLeaves() {
        var many = new ArrayList<Array>();
        for (int i = 0; i < 100_000; i++) many.add(x);
        assertEquals(many, roundTrip(many, many.toArray(Array[]::new)));
        assertEquals("[99999]", structure(many).path(99_999));
    }

    @Test void deepNesting() {
        Chain chain = null;
        int depth = 50_000;
        for (int i = 0; i < depth; i++) chain = new Chain(x, chain);
        var flat = Tree.flatten(chain);
        var back = (Chain) flat.structure().unflatten(flat.leaves());
        int seen = 0;
        for (var c = back; c != null; c = c.tail()) seen++;
        assertEquals(depth, seen);
        assertEquals(flat.structure(), structure(back));
        assertTrue(flat.structure().path(2).equals(".tail.tail.head"));
    }

    @Test void mapping() {
        assertEquals(new Layer(y, y), Tree.map(new Layer(x, x), a -> a == x ? y : a));
        assertEquals(List.of(y, z), Tree.map(List.of(x, x), List.of(y, z), (a, b) -> b));
    }

    @Test void printing() {
        var net = new Net(List.of(new Layer(x, null)), 3, "deep", null);
        assertEquals("Net(layers=[Layer(w=*, b=null)], width=3, name=\"deep\", activation=null)", structure(net).toString());
        assertEquals("{\"a\": *, \"b\": [*, *]}", structure(Map.of("b", List.of(x, y), "a", z)).toString());
        assertEquals("*", structure(x).toString());
        assertTrue(structure(new Array[5000]).toString().length() < 3000);
    }
}
