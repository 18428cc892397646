package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Stmt;

/**
 * Stores of neighbouring elements, each a few apart from lane to lane, such as the three coordinates of many points: together
 * they fill whole vectors, whose lanes are picked from those of the parts.
 */
final class InterleavedStores {
    /** Parts above which picking takes longer than storing lane by lane. */
    private static final long MOST = 8;
    /** Lanes below which vectors hold too little of a group. */
    private static final int LEAST_LANES = 4;

    private InterleavedStores() {}

    /** Whether lanes this far apart are stored together with those between them. */
    static boolean fits(long step, int lanes) { return step >= 2 && step <= MOST && lanes >= LEAST_LANES; }

    /** Groups of stores, each in the order of its places; of the stores of a point those that belong to one. */
    static List<List<Stmt.Store>> of(List<Stmt.Store> stores, Strip strip) {
        if (strip.index() == null || strip.mask() != null || stores.size() < 2) return List.of();
        Map<Stmt.Store, Boolean> taken = new IdentityHashMap<>();
        var groups = new ArrayList<List<Stmt.Store>>();
        for (var s : stores) {
            var group = taken.containsKey(s) ? null : group(s, stores, strip);
            if (group == null) continue;
            group.forEach(t -> taken.put(t, true));
            groups.add(group);
        }
        return groups;
    }

    /** The stores next to one, the first of them at the least place; or null if they leave gaps. */
    private static List<Stmt.Store> group(Stmt.Store first, List<Stmt.Store> stores, Strip strip) {
        long step = first.at().factor(strip.index());
        if (!fits(step, strip.lanes()) || !Schedule.isLinear(first.at(), strip.index()) || first.mask() != null) return null;
        var group = new ArrayList<Stmt.Store>();
        for (long k = 0; k < step; k++) {
            var place = first.at().plus(k);
            var next = stores.stream().filter(s -> s.memory() == first.memory() && s.mask() == null && s.at().equals(place))
                    .toList();
            if (next.size() != 1) return null;
            group.add(next.getFirst());
        }
        return group;
    }

    /** The vectors that hold the parts' lanes in turn. */
    static List<String> interleaved(List<String> parts, DType t, int lanes, Text text) {
        int n = parts.size();
        var type = Lanes.type(Lanes.memory(t), lanes);
        var vectors = new ArrayList<String>();
        for (int v = 0; v < n; v++) {
            int first = v * lanes;
            var all = parts.getFirst();
            for (int p = 1; p < n; p++) {
                int part = p;
                var order = IntStream.range(0, lanes).map(k -> {
                    int from = (first + k) % n, lane = (first + k) / n;
                    return from == part ? lanes + lane : from < part && part > 1 ? k : lane;
                });
                all = text.let("shufflevector " + type + " " + all + ", " + type + " " + parts.get(p) + ", <" + lanes
                        + " x i32> <" + order.mapToObj(i -> "i32 " + i).collect(Collectors.joining(", ")) + ">");
            }
            vectors.add(all);
        }
        return vectors;
    }
}
