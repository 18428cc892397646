package jacobi.cpu;

import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.lax.Constant;

/** Places that are known as code is written, because all variables have numbers there: in loops that are written out. */
final class KnownPlaces {
    private final Scope at;
    private final long lane;

    private KnownPlaces(Scope at, long lane) {
        this.at = at;
        this.lane = lane;
    }

    /** The places of all lanes of a strip, or of the one number where there is no strip; null if some are not known. */
    static long[] of(Ix x, Scope at) {
        int lanes = at.strip.index() == null ? 1 : at.strip.lanes() * at.strip.count();
        var places = new long[lanes];
        for (int i = 0; i < lanes; i++) {
            var place = new KnownPlaces(at, i).place(x);
            if (place == null) return null;
            places[i] = place;
        }
        return places;
    }

    private Long place(Ix x) {
        long sum = x.constant();
        for (var t : x.terms()) {
            var atom = atom(t.atom());
            if (atom == null) return null;
            sum += t.factor() * atom;
        }
        return sum;
    }

    private Long atom(Atom a) {
        return switch (a) {
            case Index i -> variable(i);
            case Atom.Div d -> map(place(d.of()), x -> Math.floorDiv(x, d.by()));
            case Atom.Mod m -> map(place(m.of()), x -> Math.floorMod(x, m.by()));
            case Atom.Of v -> v.value() instanceof Expr.Load l && l.memory().place() == Memory.Place.TABLE ? map(place(l.at()),
                    x -> number(l.memory(), x).bits()) : null;
        };
    }

    /** A number of a table; lanes beyond its end, of which a mask makes nothing, take the last. */
    static Constant number(Memory table, long place) {
        return table.table().get((int) Math.min(place, table.size() - 1));
    }

    private Long variable(Index i) {
        var name = at.variable(i);
        if (name == null || !Constants.isLiteral(name)) return null;
        return Long.parseLong(name) + (i == at.strip.index() ? lane : 0);
    }

    private static Long map(Long x, java.util.function.LongUnaryOperator f) { return x == null ? null : f.applyAsLong(x); }
}
