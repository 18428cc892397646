package elsewhere;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.TreeError;
import jacobi.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no tree, and what is said then. */
class TreeErrorsTest {
    private record Scaled(Array w, Object scale) {}
    private record Narrow(DenseArray w) {}
    private record NarrowList(ArrayList<Array> parts) {}
    private record NarrowMap(HashMap<String, Array> parts) {}
    private record NarrowArray(DenseArray[] parts) {}

    private record Positive(Array w) {
        private Positive {
            if (w != null && w.rank() != 1) throw new IllegalArgumentException("w must be a vector");
        }
    }

    /** Looks like a constant, and holds an array. */
    private static final class Holder {
        final List<Array> arrays;

        Holder(List<Array> arrays) { this.arrays = arrays; }

        @Override public boolean equals(Object o) { return o instanceof Holder h && h.arrays.equals(arrays); }
        @Override public int hashCode() { return arrays.hashCode(); }
    }

    private static final class Plain {}

    private static final class Changing {
        int count;

        @Override public boolean equals(Object o) { return o instanceof Changing c && c.count == count; }
        @Override public int hashCode() { return count; }
    }

    private static final class Money {
        private final long cents;

        Money(long cents) { this.cents = cents; }

        @Override public boolean equals(Object o) { return o instanceof Money m && m.cents == cents; }
        @Override public int hashCode() { return Objects.hash(cents); }
    }

    private static final class Tanh implements UnaryOperator<Array> {
        @Override public Array apply(Array x) { return x.tanh(); }
    }

    private static final Array X = array(3);

    private static Array array(long... dims) {
        var type = ArrayType.of(DType.F64, dims);
        return new DenseArray(type, Buffer.allocate(type.bytes()));
    }

    private static String message(Object tree) { return assertThrows(TreeError.class, () -> Tree.flatten(tree)).getMessage(); }

    static List<Object> mutable() {
        return List.of(new double[] {1}, new int[0], new Date(), new StringBuilder(), new BitSet(), new AtomicInteger(),
                new Plain(), new Changing(), new ArrayDeque<>(), new Object(), Thread.currentThread(), List.of(1).iterator());
    }

    @ParameterizedTest @MethodSource("mutable")
    void whatCanChangeIsNoConstant(Object scale) {
        var message = message(List.of(new Scaled(X, scale)));
        assertTrue(message.startsWith("a part of this tree is neither traced nor a constant\n  expected  "), message);
        assertTrue(message.contains(scale.getClass().getTypeName() + " at [0].scale, which "), message);
        assertTrue(message.contains("at        TreeErrorsTest."), message);
        assertTrue(message.contains("\n  mend      make it a"), message);
    }

    @Test void whatCannotChangeIs() {
        var structure = Tree.flatten(new Scaled(X, new Money(5))).structure();
        assertTrue(structure.flatten(new Scaled(X, new Money(5)), new Array[1], 0));
        assertFalse(structure.flatten(new Scaled(X, new Money(6)), new Array[1], 0));
        assertEquals(1, Tree.flatten(new Scaled(X, new Tanh())).structure().leafCount());
    }

    @Test void aClassWithArraysMustBeARecord() {
        var message = message(new Scaled(X, new Holder(List.of(X))));
        assertTrue(message.contains("Holder at .scale, which is no record, and may hold arrays in arrays"), message);
        assertTrue(message.contains("make it a record"), message);
    }

    @Test void aLambdaIsAConstant() {
        UnaryOperator<Array> f = a -> a.plus(X);
        assertEquals(Tree.flatten(new Scaled(X, f)).structure(), Tree.flatten(new Scaled(X, f)).structure());
    }

    @Test void aCompiledFunctionIsAConstant() {
        var scaled = new Scaled(X, jacobi.Jacobi.jit((Array a) -> a.plus(X)));
        assertEquals(scaled, Tree.flatten(scaled).structure().unflatten(X));
    }

    @Test void aComponentTooNarrowForTracers() {
        assertTrue(message(new Narrow((DenseArray) X)).contains("declares w as DenseArray"));
        assertTrue(message(new Narrow((DenseArray) X)).contains("declare it as Array"));
        assertTrue(message(new NarrowList(new ArrayList<>())).contains("declare it as List"));
        assertTrue(message(new NarrowMap(new HashMap<>())).contains("declare it as Map"));
        assertTrue(message(new NarrowArray(null)).contains("declare it as Array[]"));
    }

    @Test void aSetOfArraysHasNoOrder() {
        assertTrue(message(new Scaled(X, Set.of(X))).contains("a Set at .scale of other things than constants"));
    }

    @Test void keysMustHaveAnOrder() {
        assertTrue(message(Map.of("a", X, 1, X)).contains("all String"));
        assertTrue(message(mapOf(null)).contains("a Map with the key null"));
        assertTrue(message(Map.of(X, X)).contains("use keys that are String"));
    }

    private static Map<Object, Array> mapOf(Object key) {
        var map = new HashMap<Object, Array>();
        map.put(key, X);
        return map;
    }

    @Test void cycles() {
        var list = new ArrayList<Object>();
        list.add(X);
        list.add(list);
        assertTrue(message(list).startsWith("""
                a part of this tree contains itself
                  expected  a tree
                  given     a List of 2 among its own parts"""));
        var map = new HashMap<String, Object>();
        map.put("self", new Scaled(X, new Object[] {map}));
        assertTrue(message(map).contains("contains itself"));
    }

    @Test void whatIsSharedIsNoCycle() {
        var shared = List.of(X, X);
        var many = new ArrayList<Object>();
        for (int i = 0; i < 40_000; i++) many.add(shared);
        assertEquals(80_000, Tree.flatten(many).leaves().length);
        assertEquals(Arrays.asList(shared, shared), Tree.flatten(List.of(shared, shared)).structure().unflatten(X, X, X, X));
    }

    @Test void aConstructorThatRefuses() {
        var structure = Tree.flatten(List.of(new Positive(X))).structure();
        var error = assertThrows(TreeError.class, () -> structure.unflatten(array(2, 3)));
        assertTrue(error.getMessage().startsWith("the constructor of record Positive refused its components\n"));
        assertTrue(error.getMessage().contains("w must be a vector"), error.getMessage());
        assertTrue(error.getMessage().contains("static factory"), error.getMessage());
        assertInstanceOf(IllegalArgumentException.class, error.getCause());
    }

    @Test void structuresThatDiffer() {
        var taken = Tree.flatten(List.of(X, new Scaled(X, 3))).structure();
        var given = Tree.flatten(List.of(X, new Scaled(X, null))).structure();
        var error = assertThrows(TreeError.class,
                () -> taken.require(given, "the body gives back another carry", "give back what is taken"));
        assertTrue(error.getMessage().startsWith("""
                the body gives back another carry
                  expected  Integer 3 at [1].scale
                  given     null at [1].scale
                  at        TreeErrorsTest"""), error.getMessage());
        assertTrue(error.getMessage().endsWith("mend      give back what is taken"), error.getMessage());
        taken.require(taken, "", "");
        assertNull(taken.difference(Tree.flatten(List.of(X, new Scaled(X, 3))).structure()));
        assertEquals(List.of("a List of 2", "a List of 1"), words(List.of(X, X), List.of(X)));
        assertEquals(List.of("a Map with keys [\"a\"]", "a record Scaled"), words(Map.of("a", X), new Scaled(X, X)));
        assertThrows(TreeError.class, () -> Tree.map(List.of(X), List.of(X, X), (a, b) -> a));
    }

    private static List<String> words(Object here, Object there) {
        var difference = Tree.flatten(here).structure().difference(Tree.flatten(there).structure());
        return List.of(difference.here(), difference.there());
    }

    @Test void setsAreCopied() {
        var set = new HashSet<>(Set.of("a"));
        var structure = Tree.flatten(new Scaled(X, set)).structure();
        set.add("b");
        assertFalse(structure.flatten(new Scaled(X, set), new Array[1], 0));
        assertTrue(structure.flatten(new Scaled(X, Set.of("a")), new Array[1], 0));
    }
}
