package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.*;
import jacobi.cpu.loop.*;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Index;
import jacobi.cpu.runtime.External;
import jacobi.lax.*;

/** Lowers linear algebra to the runtime's LAPACK, a matrix of the batch after the other. */
final class Factorise {
    private final Region region;
    private final Exprs exprs;

    Factorise(Region region) {
        this.region = region;
        this.exprs = region.lower.exprs;
    }

    void write(Equation e) {
        var t = e.operands().getFirst().type().dtype();
        if (t != DType.F32 && t != DType.F64) throw new Unsupported(e.primitive().mnemonic() + " of " + t);
        if (e.operands().stream().allMatch(o -> o.type().size() > 0)) {
            switch (e.primitive()) {
                case Cholesky _ -> cholesky(e, t);
                case TriangularSolve s -> triangular(s, e, t);
                case Lu _ -> lu(e, t);
                default -> throw JacobiError.bug("%s is no linear algebra", e.primitive().mnemonic());
            }
        }
    }

    private static External pick(DType t, External f32, External f64) { return t == DType.F32 ? f32 : f64; }

    private static long rows(ArrayType t) { return t.dim(t.rank() - 2); }

    private static long columns(ArrayType t) { return t.dim(t.rank() - 1); }

    private static long batch(ArrayType t) { return t.shape().slice(0, t.rank() - 2).size(); }

    /** Statements for each matrix of the batch. */
    private void each(long batch, java.util.function.Function<Ix, List<Stmt>> each) {
        var i = new Index("b", batch);
        region.add(new Stmt.Counted(i, false, each.apply(Ix.of(i))));
    }

    private static Stmt.At at(Source s, Ix b, long size) { return new Stmt.At(s.memory(), s.base().plus(b.times(size))); }

    private Source copyOf(jacobi.core.Atom a) {
        var copy = new Source(region.lower.temporary(a.type()));
        region.copy(a, copy);
        return copy;
    }

    private Memory status() { return region.lower.temporary(ArrayType.scalar(DType.S64)); }

    private void cholesky(Equation e, DType t) {
        var type = e.result().type();
        long n = rows(type);
        var work = copyOf(e.operands().getFirst());
        var out = region.source(e.result());
        var status = status();
        each(batch(type), b -> List.of(
                new Stmt.Call(pick(t, External.POTRF_F32, External.POTRF_F64), t, List.of(n, at(work, b, n * n), n), status),
                lower(work, out, b, n, t, status)));
    }

    /** The lower triangle, zeros above it; NaN if the factorisation failed. */
    private Stmt lower(Source work, Source out, Ix b, long n, DType t, Memory status) {
        var domain = Places.domain(Shape.of(n, n), "i");
        Ix i = Ix.of(domain.get(0)), j = Ix.of(domain.get(1)), place = b.times(n * n).plus(i.times(n)).plus(j);
        var below = exprs.atLeast(i.minus(j), 0);
        var good = exprs.apply(Compare.EQ, exprs.load(status, Ix.ZERO, null), exprs.num(0));
        var factor = exprs.load(work.memory(), work.base().plus(place), null);
        var checked = exprs.apply(Select.SELECT, good, factor, exprs.num(Constant.of(t, Double.NaN)));
        var value = exprs.apply(Select.SELECT, below, checked, exprs.num(Constant.of(t, 0.0)));
        return new Stmt.Nest(domain, List.of(new Stmt.Store(out.memory(), out.base().plus(place), value)));
    }

    private void triangular(TriangularSolve s, Equation e, DType t) {
        var type = e.result().type();
        long m = rows(type), n = columns(type), k = s.leftSide() ? m : n;
        var a = region.source(e.operands().getFirst());
        var out = region.source(e.result());
        region.copy(e.operands().get(1), out);
        boolean transposed = s.op() != TriangularSolve.Op.NONE;
        each(batch(type), b -> List.of(new Stmt.Call(pick(t, External.TRSM_F32, External.TRSM_F64), t, List.of(flag(s.leftSide()),
                flag(s.lower()),
                flag(transposed), flag(s.unitDiagonal()), m, n, at(a, b, k * k), k, at(out, b, m * n), n), null)));
    }

    private static Long flag(boolean on) { return on ? 1L : 0L; }

    private void lu(Equation e, DType t) {
        var type = e.results().getFirst().type();
        long m = rows(type), n = columns(type), least = Math.min(m, n);
        Source packed = region.source(e.results().get(0)), exchanges = region.source(e.results().get(1)), order =
                region.source(e.results().get(2));
        region.copy(e.operands().getFirst(), packed);
        var status = status();
        each(batch(type), b -> {
            var steps = new ArrayList<Stmt>();
            steps.add(new Stmt.Call(pick(t, External.GETRF_F32, External.GETRF_F64), t,
                    List.of(m, n, at(packed, b, m * n), n, at(exchanges, b, least)), status));
            steps.addAll(permutation(exchanges, order, b, m, least));
            return steps;
        });
    }

    /** The order of rows that the exchanges make of 0, 1, 2, … */
    private List<Stmt> permutation(Source exchanges, Source order, Ix b, long m, long least) {
        var start = Places.domain(Shape.of(m), "i");
        var first = order.base().plus(b.times(m));
        var i = Ix.of(start.getFirst());
        var count = new Stmt.Nest(start, List.of(new Stmt.Store(order.memory(), first.plus(i), exprs.count(i, DType.S32))));
        var trip = new Index("n", least);
        var other = exprs.convert(exprs.load(exchanges.memory(), exchanges.base().plus(b.times(least)).plus(Ix.of(trip)), null),
                DType.S64);
        var there = first.plus(Ix.of(new Atom.Of(other, 0, m - 1)));
        var here = first.plus(Ix.of(trip));
        var kept = region.lower.temporary(ArrayType.scalar(DType.S32));
        var swap = List.of(store(kept, Ix.ZERO, exprs.load(order.memory(), here, null)), store(order.memory(), here,
                exprs.load(order.memory(), there, null)),
                store(order.memory(), there, exprs.load(kept, Ix.ZERO, null)));
        return List.of(count, new Stmt.Counted(trip, false, swap));
    }

    private static Stmt store(Memory to, Ix at, Expr value) { return new Stmt.Nest(List.of(), List.of(new Stmt.Store(to, at,
            value))); }
}
