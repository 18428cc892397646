package jacobi.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cheapest set of edges that parts a source from a sink, by the maximum flow of Dinic (1970): shortest paths with room are
 * filled, layer by layer, until none is left.
 */
final class MinimumCut {
    static final int SOURCE = 0, SINK = 1;
    /** The capacity of edges that must not be cut; sums of a few do not overflow. */
    static final long NEVER = Long.MAX_VALUE / 8;

    /** What more an edge can take, and the same edge the other way round. */
    private static final class Edge {
        final Edge back;
        long room;

        Edge(long room) {
            this.room = room;
            this.back = new Edge(this);
        }

        private Edge(Edge forth) { this.back = forth; }
    }

    /** An edge as one of its ends sees it. */
    private record Way(Edge edge, int to) {}

    private final List<List<Way>> ways = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));

    /** A new node. */
    int node() {
        ways.add(new ArrayList<>());
        return ways.size() - 1;
    }

    void edge(int from, int to, long capacity) {
        var edge = new Edge(capacity);
        ways.get(from).add(new Way(edge, to));
        ways.get(to).add(new Way(edge.back, from));
    }

    /** Which nodes are on the sink's side; of several cheapest cuts, the one next to the sink. */
    boolean[] sinkSide() {
        for (var layers = layers(SOURCE, false); layers[SINK] >= 0; layers = layers(SOURCE, false)) {
            var next = new int[ways.size()];
            while (push(layers, next) > 0) {}
        }
        var layers = layers(SINK, true);
        var side = new boolean[ways.size()];
        for (int i = 0; i < side.length; i++) side[i] = layers[i] >= 0;
        return side;
    }

    /** How far nodes are from one, along edges with room, or against them; -1 for those out of reach. */
    private int[] layers(int from, boolean against) {
        var layers = new int[ways.size()];
        Arrays.fill(layers, -1);
        layers[from] = 0;
        var queue = new ArrayDeque<Integer>(List.of(from));
        while (!queue.isEmpty()) {
            int i = queue.remove();
            for (var w : ways.get(i)) {
                if ((against ? w.edge.back : w.edge).room <= 0 || layers[w.to] >= 0) continue;
                layers[w.to] = layers[i] + 1;
                queue.add(w.to);
            }
        }
        return layers;
    }

    /** Sends what fits along one path through the layers; 0 if there is none left. */
    private long push(int[] layers, int[] next) {
        var path = new ArrayList<Way>();
        for (int at = SOURCE; at != SINK;) {
            var way = onward(at, layers, next);
            if (way != null) {
                path.add(way);
                at = way.to;
            } else {
                if (path.isEmpty()) return 0;
                path.removeLast();
                at = path.isEmpty() ? SOURCE : path.getLast().to;
                next[at]++;
            }
        }
        long sent = path.stream().mapToLong(w -> w.edge.room).min().orElseThrow();
        for (var w : path) {
            w.edge.room -= sent;
            w.edge.back.room += sent;
        }
        return sent;
    }

    private Way onward(int at, int[] layers, int[] next) {
        var out = ways.get(at);
        for (; next[at] < out.size(); next[at]++) {
            var w = out.get(next[at]);
            if (w.edge.room > 0 && layers[w.to] == layers[at] + 1) return w;
        }
        return null;
    }
}
