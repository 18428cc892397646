package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.DotGeneral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideLastTest {
    private static Array layer(Array x, Array w, Array b) { return x.matmul(w).plus(b).tanh(); }

    /** Three layers: what lies between them is nobody else's. */
    private static Array net(Array... x) { return layer(layer(layer(x[0], x[1], x[2]), x[3], x[4]), x[3], x[4]).sum(); }

    private static Array[] arguments(DType t, long n, long width) {
        return new Array[] {array(1, t, n, 1), array(2, t, 1, width), array(3, t, width), array(4, t, width, width).div(width),
                array(5, t, width)};
    }

    /** The extents of nests, those that threads share block by block as one block has them. */
    private static List<List<Long>> domains(Array... x) {
        var p = program(y -> new Array[] {net(y)}, x);
        return Lower.program(Pipeline.prepare(p)).body().stream().flatMap(WideLastTest::nests).map(n -> n.domain().stream()
                .map(Index::extent).toList()).toList();
    }

    private static Stream<Stmt.Nest> nests(Stmt s) {
        return switch (s) {
            case Stmt.Nest n -> Stream.of(n);
            case Stmt.Shared c -> c.each().stream();
            default -> Stream.of();
        };
    }

    @Test
    void examplesFillVectorsWhereUnitsWouldNot() {
        assertEquals(List.of(10L, 100L), domains(arguments(DType.F32, 100, 10)).getFirst());
    }

    @Test
    void unitsThatFillVectorsStay() { assertEquals(16, domains(arguments(DType.F32, 100, 16)).getFirst().getLast()); }

    @ParameterizedTest
    @CsvSource({"64, 10", "65, 3", "100, 31", "1000, 5", "4096, 9", "63, 10"})
    void computesTheSame(long n, long width) {
        for (var t : new DType[] {DType.F32, DType.F64}) check(WideLastTest::net, arguments(t, n, width));
    }

    /** Values that are results too, and that a batch of products reads, are read across memory, or not laid anew. */
    @ParameterizedTest
    @CsvSource({"64, 10", "130, 3", "1000, 5"})
    void resultsLieAsTheyMust(long n, long width) {
        checkAll(x -> {
            var y = layer(layer(x[0], x[1], x[2]), x[3], x[4]);
            var z = layer(y, x[3], x[4]);
            return new Array[] {y, z.transpose(Axes.of(1, 0)), z.matmul(x[3]).sum(0)};
        }, arguments(DType.F32, n, width));
        var product = new DotGeneral(Axes.of(0), Axes.of(0), Axes.of(2), Axes.of(1));
        check(x -> product.bind(product.bind(x[0], x[1]).tanh(), x[1]).sum(), array(6, DType.F64, n, 3, 3), array(7, DType.F64, n,
                3, 3));
    }
}
