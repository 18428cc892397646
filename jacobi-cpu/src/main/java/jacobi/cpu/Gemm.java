package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.*;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.cpu.runtime.External;
import jacobi.lax.DotGeneral;

/**
 * Lowers big contractions to matrix products of the runtime, one for each element of the batch: threads share a large batch, or
 * the tiles of each product.
 */
final class Gemm {
    /** Products of a batch that are worth sharing as they are. */
    private static final long FEW = 4;

    private final Region region;

    Gemm(Region region) { this.region = region; }

    /** A matrix in memory: element [i, j] of matrix b is at base + b·batch + i·row + j·column. */
    private record Matrix(Source source, long batch, long row, long column) {
        Stmt.At at(Ix b) { return new Stmt.At(source.memory(), source.base().plus(b.times(batch))); }
    }

    void write(DotGeneral d, Equation e) {
        var x = Products.extents(e);
        var t = e.result().type().dtype();
        jacobi.core.Atom left = e.operands().get(0), right = e.operands().get(1);
        int l = left.type().rank(), r = right.type().rank();
        var a = matrix(left, d.leftBatch(), d.leftFree(l), d.leftContract(), x.m(), x.k());
        var b = matrix(right, d.rightBatch(), d.rightContract(), d.rightFree(r), x.k(), x.n());
        var c = new Matrix(region.source(e.result()), x.m() * x.n(), x.n(), 1);
        var whole = t == DType.F32 ? External.GEMM_F32 : External.GEMM_F64;
        boolean many = x.batch() >= tiles(x);
        repeat(x.batch(), many, i -> new Stmt.Call(many ? whole.tile() : whole, t, List.of(x.m(), x.n(), x.k(), 1.0, a.at(i),
                a.row, a.column, b.at(i), b.row, b.column, 0.0, c.at(i), c.row), null));
    }

    /** How many tiles a product would be cut into, or the few that products of a batch should be at least. */
    private static long tiles(Products.Extents x) {
        var tile = TileSize.of(x.m(), x.n(), x.k());
        return Math.max(FEW, Math.ceilDiv(x.m(), tile.rows()) * Math.ceilDiv(x.n(), tile.columns()));
    }

    private interface Each { Stmt of(Ix i); }

    /** @param many whether there are enough products for threads to share: then each is computed by one */
    private void repeat(long batch, boolean many, Each each) {
        if (batch == 1) region.add(each.of(Ix.ZERO));
        else if (batch > 1) {
            var i = new Index("b", batch);
            var body = List.of(each.of(Ix.of(i)));
            region.add(many ? new Stmt.Parallel(i, body) : new Stmt.Counted(i, false, body));
        }
    }

    /** The operand as a batch of [outer, inner], where it lies if that will do, else copied so. */
    private Matrix matrix(jacobi.core.Atom x, Axes batch, Axes outer, Axes inner, long rows, long columns) {
        return switch (Products.layout(x.type().rank(), batch, outer, inner)) {
            case ROWS -> new Matrix(region.source(x), rows * columns, columns, 1);
            case TRANSPOSED -> new Matrix(region.source(x), rows * columns, 1, rows);
            case OTHER -> new Matrix(copied(x, batch.concat(outer).concat(inner)), rows * columns, columns, 1);
        };
    }

    private Source copied(jacobi.core.Atom x, Axes order) {
        var type = x.type().withShape(x.type().shape().select(order));
        var copy = new Source(region.lower.temporary(type));
        var domain = Places.domain(type.shape(), "i");
        var at = Places.of(domain);
        var from = new Ix[at.length];
        for (int i = 0; i < at.length; i++) from[order.get(i)] = at[i];
        region.add(new Stmt.Nest(domain, new ArrayList<>(List.of(new Stmt.Store(copy.memory(), copy.place(type.shape(), at),
                region.pull(x, from))))));
        return copy;
    }
}
