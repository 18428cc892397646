package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jacobi.cpu.loop.Stmt;

/**
 * Stores of neighbouring elements that lie far apart from lane to lane, such as the columns of a matrix: lanes of as many parts
 * as a vector holds are turned, and become vectors of neighbours.
 */
final class TransposedStores {
    private TransposedStores() {}

    /** Groups of stores, each a power of two in the order of its places. */
    static List<List<Stmt.Store>> of(List<Stmt.Store> stores, Strip strip) {
        int least = Transposed.LEAST;
        if (strip.index() == null || strip.mask() != null || stores.size() < least || strip.lanes() < least) return List.of();
        Map<List<Object>, Stmt.Store> left = new LinkedHashMap<>();
        var twice = new HashSet<List<Object>>();
        for (var s : stores) if (isFar(s, strip) && left.put(place(s, 0), s) != null) twice.add(place(s, 0));
        left.keySet().removeAll(twice);
        var groups = new ArrayList<List<Stmt.Store>>();
        for (var s : stores) {
            if (left.get(place(s, 0)) != s) continue;
            int run = 1;
            while (run < strip.lanes() && left.containsKey(place(s, run))) run++;
            int n = Integer.highestOneBit(run);
            if (n >= least) groups.add(IntStream.range(0, n).mapToObj(k -> left.remove(place(s, k))).toList());
        }
        return groups;
    }

    private static boolean isFar(Stmt.Store s, Strip strip) {
        return s.mask() == null && Schedule.isLinear(s.at(), strip.index()) && Math.abs(s.at().factor(strip.index())) > 1
                && !InterleavedStores.fits(s.at().factor(strip.index()), strip.lanes());
    }

    private static List<Object> place(Stmt.Store s, long further) { return List.of(s.memory(), s.at().plus(further)); }
}
