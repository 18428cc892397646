package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Select;

/**
 * Updates of single elements, some hundreds at a time: first their places, checked, and values that have to be looked up or
 * computed, both in vectors; then the updates, one after another. Several runs of chunks may go side by side.
 */
final class ScatteredChunks {
    /** Updates of a chunk. */
    static final long SIZE = 512;
    /** Instructions from which on values are computed beforehand: more than a load takes, which waits for nothing. */
    private static final double DEAR = 3;

    private final Scattered all;
    private final Exprs exprs;
    private final Index run, chunk;

    /** @param chunks how many chunks each of the runs has */
    ScatteredChunks(Scattered all, Index run, long chunks) {
        this.all = all;
        this.exprs = all.exprs;
        this.run = run;
        this.chunk = new Index("c", chunks);
    }

    /**
     * The chunks of a run.
     *
     * @param last the greatest place: if it is behind the last element, what lies outside goes there
     */
    Stmt write(Memory target, Ix base, long last) {
        Index i = new Index("i", SIZE), n = new Index("n", SIZE);
        var places = memory(DType.S64);
        var puts = new ArrayList<Stmt.Store>();
        puts.add(new Stmt.Store(places, here(i), place(number(i))));
        var value = all.value(updates(number(i)));
        Memory values = null;
        if (Weight.of(List.of(value)) >= DEAR) puts.add(new Stmt.Store(values = memory(value.dtype()), here(i), value));
        var made = values == null ? all.value(updates(number(n))) : exprs.load(values, here(n), null);
        var place = base.plus(Ix.of(new Atom.Of(exprs.load(places, here(n), null), 0, last)));
        var update = new Stmt.Nest(List.of(), List.of(all.store(new Source(target, place), made, exprs.pred(true))));
        return new Stmt.Counted(chunk, false, List.of(new Stmt.Nest(List.of(i), puts), new Stmt.Counted(n, false, List.of(
                update))));
    }

    private Memory memory(DType t) { return all.region.lower.temporary(ArrayType.of(t, run.extent(), SIZE)); }

    private Ix here(Index i) { return Ix.of(run).times(SIZE).plus(Ix.of(i)); }

    private Ix number(Index i) {
        return Ix.of(run).times(chunk.extent() * SIZE).plus(Ix.of(chunk).times(SIZE)).plus(Ix.of(i));
    }

    private Ix[] updates(Ix number) { return Places.split(all.updates.shape(), number); }

    private Expr place(Ix number) {
        var target = all.region.lower.pull.target(all.scatter, all.e, updates(number), all.region.puller());
        var place = exprs.count(Places.linear(all.shape, target.at()), DType.S64);
        if (target.inside() instanceof Expr.Num) return place;
        return exprs.apply(Select.SELECT, target.inside(), place, exprs.num(all.shape.size()));
    }
}
