package jacobi.cpu;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;

/**
 * The body of a loop, or of a function, while it is written: the variables it binds, and what has been computed in it. An
 * expression is written in the outermost scope that binds all it depends on: invariants leave loops as they are written.
 */
final class Scope {
    final Scope parent;
    final Text text;
    final Strip strip;
    final Map<Index, String> bound = new IdentityHashMap<>();
    final Map<Expr, Value> values = new IdentityHashMap<>();
    final Map<Ix, String> indices = new HashMap<>();
    /** Where masks are gathered of lanes for which a fast path did not serve; null where functions are called whole. */
    List<String> misses;

    Scope(Scope parent, Text text, Strip strip) {
        this.parent = parent;
        this.text = text;
        this.strip = strip;
    }

    /** The value of a variable, or null if it is not bound here nor outside. */
    String variable(Index i) {
        for (var s = this; s != null; s = s.parent) {
            var name = s.bound.get(i);
            if (name != null) return name;
        }
        return null;
    }

    /** The outermost scope in which something that depends on these variables can be computed. */
    Scope home(Set<Index> free) {
        var s = this;
        while (s.parent != null && free.stream().noneMatch(s.bound::containsKey)) s = s.parent;
        return s;
    }
}
