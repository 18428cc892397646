package jacobi.cpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * How slots change places: which slot's pointer each of them holds afterwards. Two carries that change places turn by two; values
 * that are handed on from carry to carry turn by more.
 */
final class Turns {
    private final Map<Memory, Memory> held;

    private Turns(Map<Memory, Memory> held) { this.held = held; }

    /** What the swaps do that stand in a list of statements. */
    static Turns of(List<Stmt> body) {
        var held = new LinkedHashMap<Memory, Memory>();
        for (var s : body) if (s instanceof Stmt.Swap w) {
            Memory a = held.getOrDefault(w.a(), w.a()), b = held.getOrDefault(w.b(), w.b());
            held.put(w.a(), b);
            held.put(w.b(), a);
        }
        return new Turns(held);
    }

    /** The slots that take part. */
    List<Memory> slots() { return List.copyOf(held.keySet()); }

    /** The slot whose pointer a slot held before. */
    Memory held(Memory slot) { return held.get(slot); }

    /** All of it so many times. */
    Turns times(long rounds) {
        var all = new Turns(new LinkedHashMap<>());
        held.keySet().forEach(s -> all.held.put(s, s));
        var power = this;
        var result = all;
        for (long n = rounds; n > 0; n >>= 1) {
            if ((n & 1) == 1) result = result.then(power);
            power = power.then(power);
        }
        return result;
    }

    private Turns then(Turns next) {
        var both = new LinkedHashMap<Memory, Memory>();
        held.keySet().forEach(s -> both.put(s, held.get(next.held.get(s))));
        return new Turns(both);
    }

    /** The same by the fewest swaps. */
    List<Stmt> swaps() {
        var now = new LinkedHashMap<Memory, Memory>();
        held.keySet().forEach(s -> now.put(s, s));
        var swaps = new ArrayList<Stmt>();
        held.forEach((slot, wanted) -> {
            if (now.get(slot) == wanted) return;
            var other = now.entrySet().stream().filter(e -> e.getValue() == wanted).findFirst().orElseThrow().getKey();
            swaps.add(new Stmt.Swap(slot, other));
            now.put(other, now.get(slot));
            now.put(slot, wanted);
        });
        return swaps;
    }
}
