package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.cpu.runtime.External;
import jacobi.lax.Sort;

/**
 * Lowers sorting. A nest makes numbers of the same order of the keys ({@link SortKeys}), line after line; the runtime sorts
 * those,
 * and with them the places they come from. By several keys that is done by one after another from the last, each read in the
 * order so far. Afterwards the sorted first key is turned back into numbers, and other operands are read in the order found; no
 * places are kept if nobody asks for them.
 */
final class Sorting {
    private final Region region;
    private final Exprs exprs;
    private final Sort sort;
    private final Equation e;
    private final ArrayType type;
    private final long n, lines;
    private final List<Index> domain;
    private final Ix[] at;
    /** An element's place where lines lie one after another. */
    private final Ix along;
    private final Memory keys, places;

    private Sorting(Region region, Sort sort, Equation e) {
        this.region = region;
        this.exprs = region.lower.exprs;
        this.sort = sort;
        this.e = e;
        type = e.results().getFirst().type();
        n = type.dim(sort.axis());
        lines = type.size() / n;
        domain = region.domain(type.shape());
        at = Places.of(domain);
        along = along();
        keys = memory();
        places = e.operands().size() > 1 ? memory() : null;
    }

    static void write(Region region, Sort sort, Equation e) {
        if (e.results().getFirst().type().size() > 0) new Sorting(region, sort, e).write();
    }

    private Memory memory() { return region.lower.temporary(ArrayType.of(DType.S64, type.size())); }

    private Ix along() {
        var place = Ix.ZERO;
        for (int i = 0; i < at.length; i++) if (i != sort.axis()) place = place.times(type.dim(i)).plus(at[i]);
        return place.times(n).plus(at[sort.axis()]);
    }

    private void write() {
        Memory moreKeys = memory(), morePlaces = places == null ? keys : memory();
        for (int k = sort.keys() - 1; k >= 0; k--) {
            boolean first = k == sort.keys() - 1;
            if (first && places != null) nest(new Stmt.Store(places, along, exprs.count(at[sort.axis()], DType.S64)));
            var t = e.operands().get(k).type().dtype();
            nest(new Stmt.Store(keys, along, SortKeys.of(region.pull(e.operands().get(k), first ? at : sorted()), exprs)));
            region.add(new Stmt.Call(External.SORT, t, List.of(lines, n, (long) t.bits(), SortKeys.minusZero(t), t.isFloat() ? 1L
                    : 0L, start(keys), start(moreKeys), places == null ? 0L : 1L, start(places == null ? keys : places), start(
                            morePlaces)), null));
        }
        results();
    }

    private void nest(Stmt.Store... stores) {
        region.add(new Stmt.Nest(domain, List.of(stores)));
    }

    private static Stmt.At start(Memory m) { return new Stmt.At(m, Ix.ZERO); }

    /** Where the element comes from that stands at a place by the order so far. */
    private Ix[] sorted() {
        var from = at.clone();
        from[sort.axis()] = Ix.of(new Atom.Of(exprs.load(places, along, null), 0, n - 1));
        return from;
    }

    private void results() {
        var stores = new ArrayList<Stmt.Store>();
        for (int i = 0; i < e.results().size(); i++) {
            var to = region.source(e.results().get(i));
            Expr value = i == 0 ? SortKeys.number(exprs.load(keys, along, null), type.dtype(), exprs)
                    : region.pull(e.operands().get(i), sorted());
            stores.add(new Stmt.Store(to.memory(), to.place(type.shape(), at), value));
        }
        nest(stores.toArray(Stmt.Store[]::new));
    }
}
