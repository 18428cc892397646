package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Stmt;

/**
 * Stores of neighbouring elements that lie far apart from lane to lane, such as the columns of a matrix: lanes of as many parts
 * as a vector holds are turned, and become vectors of neighbours.
 */
final class TransposedStores {
    /** Parts below which lanes are stored one by one. */
    private static final int LEAST = 4;

    private TransposedStores() {}

    /** Groups of stores, each a power of two in the order of its places. */
    static List<List<Stmt.Store>> of(List<Stmt.Store> stores, Strip strip) {
        if (strip.index() == null || strip.mask() != null || stores.size() < LEAST || strip.lanes() < LEAST) return List.of();
        Map<List<Object>, Stmt.Store> left = new LinkedHashMap<>();
        var twice = new HashMap<List<Object>, Boolean>();
        for (var s : stores)
            if (isFar(s, strip) && left.put(place(s, 0), s) != null) twice.put(place(s, 0), true);
        left.keySet().removeAll(twice.keySet());
        var groups = new ArrayList<List<Stmt.Store>>();
        for (var s : stores) {
            if (left.get(place(s, 0)) != s) continue;
            int run = 1;
            while (run < strip.lanes() && left.containsKey(place(s, run))) run++;
            int n = Integer.highestOneBit(run);
            if (n < LEAST) continue;
            groups.add(IntStream.range(0, n).mapToObj(k -> left.remove(place(s, k))).toList());
        }
        return groups;
    }

    private static boolean isFar(Stmt.Store s, Strip strip) {
        long step = s.at().factor(strip.index());
        return s.mask() == null && Schedule.isLinear(s.at(), strip.index()) && Math.abs(step) > 1
                && !InterleavedStores.fits(step, strip.lanes());
    }

    private static List<Object> place(Stmt.Store s, long further) { return List.of(s.memory(), s.at().plus(further)); }

    /** For each lane the vector of its elements of all parts; they are a power of two, and no more than lanes. */
    static List<String> transposed(List<String> parts, DType t, int lanes, Text text) {
        int n = parts.size();
        var rows = new ArrayList<String>();
        for (int from = 0; from < lanes; from += n) {
            int first = from;
            var block = new ArrayList<>(parts);
            if (n < lanes) block.replaceAll(p -> shuffle(p, "poison", t, lanes, IntStream.range(first, first + n), text));
            for (int d = 1; d < n; d *= 2) turn(block, d, t, text);
            rows.addAll(block);
        }
        return rows;
    }

    /** Swaps every second run of {@code d} lanes of a row with those before it in the row {@code d} below. */
    private static void turn(List<String> block, int d, DType t, Text text) {
        int n = block.size();
        for (int i = 0; i < n; i++) {
            if ((i & d) != 0) continue;
            String above = block.get(i), below = block.get(i + d);
            block.set(i, shuffle(above, below, t, n, IntStream.range(0, n).map(k -> (k & d) == 0 ? k : n + k - d), text));
            block.set(i + d, shuffle(above, below, t, n, IntStream.range(0, n).map(k -> (k & d) == 0 ? k + d : n + k), text));
        }
    }

    private static String shuffle(String x, String y, DType t, int lanes, IntStream order, Text text) {
        var type = Lanes.type(Lanes.memory(t), lanes);
        var picked = order.mapToObj(k -> "i32 " + k).toList();
        return text.let("shufflevector " + type + " " + x + ", " + type + " " + y + ", <" + picked.size() + " x i32> <"
                + String.join(", ", picked) + ">");
    }
}
