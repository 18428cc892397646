package jacobi.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cuts are as cheap as the cheapest of all there are. */
class MinimumCutTest {
    private record Edge(int from, int to, long capacity) {}

    @Test void asCheapAsTheCheapestOfAll() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 400; round++) {
            int nodes = 2 + random.nextInt(7);
            var edges = new ArrayList<Edge>();
            for (int i = random.nextInt(20); i > 0; i--)
                edges.add(new Edge(random.nextInt(nodes), random.nextInt(nodes), random.nextInt(10)));
            var side = side(nodes, edges);
            assertFalse(side[MinimumCut.SOURCE]);
            assertTrue(side[MinimumCut.SINK]);
            assertEquals(cheapest(nodes, edges), cost(edges, side), () -> edges.toString());
        }
    }

    @Test void ofCheapestOnesTheNextToTheSink() {
        var chain = List.of(new Edge(0, 2, 3), new Edge(2, 3, 3), new Edge(3, 1, 3));
        assertTrue(!side(4, chain)[2] && !side(4, chain)[3]);
    }

    @Test void longChains() {
        var chain = new ArrayList<Edge>();
        int n = 100_000;
        for (int i = 2; i < n; i++) chain.add(new Edge(i == 2 ? 0 : i - 1, i, i == 777 ? 1 : 5));
        chain.add(new Edge(n - 1, 1, 5));
        assertEquals(1, cost(chain, side(n, chain)));
    }

    private static boolean[] side(int nodes, List<Edge> edges) {
        var cut = new MinimumCut();
        for (int i = 2; i < nodes; i++) cut.node();
        edges.forEach(e -> cut.edge(e.from, e.to, e.capacity));
        return cut.sinkSide();
    }

    private static long cost(List<Edge> edges, boolean[] side) {
        return edges.stream().filter(e -> !side[e.from] && side[e.to]).mapToLong(Edge::capacity).sum();
    }

    private static long cheapest(int nodes, List<Edge> edges) {
        long least = Long.MAX_VALUE;
        for (int bits = 0; bits < 1 << nodes; bits++) {
            var side = new boolean[nodes];
            for (int i = 0; i < nodes; i++) side[i] = (bits >> i & 1) != 0;
            if (!side[MinimumCut.SOURCE] && side[MinimumCut.SINK]) least = Math.min(least, cost(edges, side));
        }
        return least;
    }
}
