package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nests that go on with tiles of products: which may, where the product then lies, and that all computes the same. */
class ProductTilesTest {
    /** That it depends on extents how many nests follow. */
    private static final int UNSAID = -1;

    /** @param tiled how many nests follow a product tile by tile */
    record Case(String name, int tiled, UnaryOperator<Array[]> f, Array... x) {
        @Override public String toString() { return name; }
    }

    private static Array[] arrays(Array... x) { return x; }

    private static Array[] update(Array... x) { return arrays(x[2].minus(x[0].matmul(x[1]).times(0.05))); }

    private static Array[] layer(Array... x) { return arrays(x[0].matmul(x[1]).plus(x[3]).tanh()); }

    /** One number a row. */
    private static Array[] byRows(Array... x) { return arrays(x[0].matmul(x[1]).times(x[4].expandDims(1))); }

    /** What the product is later asked for again. */
    private static Array[] kept(Array... x) {
        var p = x[0].matmul(x[1]);
        return arrays(p, p.plus(x[2]), p.sum(0));
    }

    /** Two results of one nest, one of which is of another type. */
    private static Array[] two(Array... x) {
        var p = x[0].matmul(x[1]).plus(x[2]);
        return arrays(p.gt(0), p.exp());
    }

    /** The next product reads what the first became, whole, and waits for its sums. */
    private static Array[] chain(Array... x) {
        var h = x[0].matmul(x[1]).plus(x[3]).tanh();
        return arrays(x[2].transpose(Axes.of(1, 0)).matmul(h).minus(h.sum(0)));
    }

    /** The gradient's update stands after a product that reads what is updated. */
    private static Array[] later(Array... x) {
        var gradient = x[0].transpose(Axes.of(1, 0)).matmul(x[2]);
        return arrays(x[2].matmul(x[1].transpose(Axes.of(1, 0))).tanh(), x[1].minus(gradient));
    }

    private static Array[] turned(Array... x) { return arrays(x[0].matmul(x[1]).transpose(Axes.of(1, 0)).plus(1)); }

    private static Array[] mirrored(Array... x) {
        var p = x[0].matmul(x[1]);
        return arrays(p.minus(new Reverse(Axes.of(0)).bind(p)));
    }

    /** Each round writes the carry from products of it. */
    private static Array[] loop(Array... x) {
        var w = x[1].matmul(x[1].transpose(Axes.of(1, 0))).div(400);
        return Lax.foriLoop(0, 3, (_, c) -> arrays(c[0].matmul(w).tanh(), c[1].plus(c[0])), arrays(x[0], x[0]));
    }

    /** Left [m,k], right [k,n], something like their product, its row, and its column. */
    private static Array[] arguments(DType t, long m, long n, long k) {
        return arrays(array(1, t, m, k), array(2, t, k, n), array(3, t, m, n), array(4, t, n), array(5, t, m));
    }

    static Stream<Case> cases() {
        return Stream.of(DType.F32, DType.F64).flatMap(t -> Stream.of(arguments(t, 272, 256, 65), arguments(t, 265, 270, 66),
                arguments(t, 530, 131, 126), arguments(t, 521, 259, 64))).flatMap(x -> Stream.of(
                        new Case("update", 1, ProductTilesTest::update, x), new Case("layer", 1, ProductTilesTest::layer, x),
                        new Case("by rows", 1, ProductTilesTest::byRows, x), new Case("kept", 1, ProductTilesTest::kept, x),
                        new Case("two", 1, ProductTilesTest::two, x), new Case("chain", 2, ProductTilesTest::chain, x),
                        new Case("later", UNSAID, ProductTilesTest::later, x), new Case("turned", UNSAID,
                                ProductTilesTest::turned, x),
                        new Case("mirrored", 0, ProductTilesTest::mirrored, x), new Case("loop", UNSAID, ProductTilesTest::loop,
                                x)))
                .map(c -> new Case(c.name + " " + c.x[0].type() + c.x[1].type(), c.tiled, c.f, c.x));
    }

    @ParameterizedTest @MethodSource("cases")
    void computesTheSame(Case c) { checkAll(c.f, c.x); }

    @ParameterizedTest @MethodSource("cases")
    void sameBitsForAnyNumberOfThreads(Case c) { sameBits(c.f, c.x); }

    private static List<Stmt> loops(Case c) { return Lower.program(Pipeline.prepare(program(c.f, c.x))).body(); }

    private static List<Stmt> all(List<Stmt> statements) {
        var all = new ArrayList<Stmt>();
        for (var s : statements) {
            all.add(s);
            Stmts.mapBodies(s, inner -> {
                all.addAll(all(inner));
                return inner;
            });
        }
        return all;
    }

    static Stream<Case> known() { return cases().filter(c -> c.tiled != UNSAID); }

    @ParameterizedTest @MethodSource("known")
    void nestsFollowWhatTheyReadInPlace(Case c) { assertEquals(c.tiled, tiled(c)); }

    private static long tiled(Case c) { return loops(c).stream().filter(Stmt.Parallel.class::isInstance).count(); }

    /** The update comes after a product that reads what it updates, which is an argument and stays. */
    @Test
    void aNestGoesBackToItsProduct() {
        assertEquals(2, tiled(new Case("later", 2, ProductTilesTest::later, arguments(DType.F32, 265, 270, 66))));
    }

    /** No memory but the arguments' and the result's. */
    @Test
    void anUpdateNeedsNoMemoryOfItsOwn() {
        for (var s : all(loops(new Case("update", 1, ProductTilesTest::update, arguments(DType.F32, 265, 270, 66)))))
            Touched.each(s, m -> assertTrue(m.place() == Memory.Place.ARGUMENT || m.place() == Memory.Place.RESULT,
                    m.toString()));
    }

    /** What is updated is there first, and the product subtracts itself; where the nest does more, it comes after. */
    @Test
    void aProductAddsItselfToASum() {
        assertEquals(List.of(-0.05, 1.0), factors(ProductTilesTest::update));
        assertEquals(List.of(1.0, 0.0), factors(ProductTilesTest::layer));
        assertEquals(List.of(1.0, 1.0), factors(x -> arrays(x[2].plus(x[0].matmul(x[1])))));
        assertEquals(List.of(3.0, 1.0), factors(x -> arrays(x[0].matmul(x[1]).times(3).minus(x[2].exp()))));
        assertEquals(List.of(1.0, 0.0), factors(x -> arrays(x[0].matmul(x[1]).times(0).plus(x[2]))));
    }

    /** By which the first tile of a product, and what lies in its place, are multiplied. */
    private static List<Object> factors(UnaryOperator<Array[]> f) {
        var x = arguments(DType.F64, 265, 270, 66);
        checkAll(f, x);
        var tile = all(loops(new Case("", 1, f, x))).stream().filter(Stmt.Call.class::isInstance).map(Stmt.Call.class::cast)
                .findFirst().orElseThrow();
        return List.of(tile.arguments().get(3), tile.arguments().get(10));
    }

    @Test
    void aProductThatIsReadAgainKeepsItsMemory() {
        var loops = loops(new Case("kept", 1, ProductTilesTest::kept, arguments(DType.F64, 272, 256, 65)));
        var calls = all(loops).stream().filter(Stmt.Call.class::isInstance).map(Stmt.Call.class::cast).toList();
        assertEquals("y0", ((Stmt.At) calls.getFirst().arguments().get(11)).memory().toString());
    }

    /** A small product is one tile; of others all elements are in some tile, and threads have something to share. */
    @ParameterizedTest @CsvSource({"8,8,8", "128,512,784", "784,512,128", "512,10,128", "3000,3000,3000", "1,100000,64",
        "100000,1,64", "128,512,10"})
    void tiles(long m, long n, long k) {
        var size = TileSize.of(m, n, k);
        assertTrue(size.rows() >= 1 && size.rows() <= m && size.columns() >= 1 && size.columns() <= n, size.toString());
        long tiles = Math.ceilDiv(m, size.rows()) * Math.ceilDiv(n, size.columns());
        assertEquals(m * n * k > (k < 32 ? 2_000_000 : 400_000), tiles > 1, size.toString());
    }
}
