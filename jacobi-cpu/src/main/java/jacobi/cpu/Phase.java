package jacobi.cpu;

import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;

/**
 * Where the lanes of a load that lie {@code step} elements apart stand within groups of so many elements, of which memory is
 * made from its start on: the elements of a pair, say, that a loop which is written out takes one after the other.
 */
final class Phase {
    /** The phase is not known as code is written, or memory does not hold all groups whole. */
    static final long NONE = -1;

    private final Scope at;
    /** What is known of the place of a first lane, and the least and the greatest that it may be with that of others. */
    private long known, low, high;

    private Phase(Ix place, Scope at) {
        this.at = at;
        known = low = high = place.constant();
    }

    static long of(Expr.Load load, long step, Scope at) {
        if (step < 2) return NONE;
        var phase = new Phase(load.at(), at);
        for (var t : load.at().terms()) if (!phase.add(t.atom(), t.factor(), step)) return NONE;
        long rest = Math.floorMod(phase.known, step);
        return phase.low >= rest && phase.high - rest + step <= load.memory().size() ? rest : NONE;
    }

    /** Adds a term; false if it changes the phase from one value of its variable to the next. */
    private boolean add(Atom atom, long factor, long step) {
        var number = atom instanceof Index i && i != at.strip.index() ? at.variable(i) : null;
        boolean isKnown = number != null && Constants.isLiteral(number);
        long least = isKnown ? Long.parseLong(number) : Ix.of(atom).low(), most = isKnown ? least : Ix.of(atom).high();
        if (isKnown) known += factor * least;
        low += Math.min(factor * least, factor * most);
        high += Math.max(factor * least, factor * most);
        return isKnown || factor % step == 0;
    }
}
