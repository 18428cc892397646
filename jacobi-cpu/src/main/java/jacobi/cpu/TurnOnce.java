package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.core.Shape;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Transposes small matrices before loops that multiply by them and do not change them. A matrix times a vector is a sum along
 * each of its rows: numbers of one vector register have to be added up, row by row, and what is computed of the sums is computed
 * one by one. Of the transposed matrix, all sums are taken side by side, a lane each. One round would not pay for the
 * transposition, a loop does.
 */
final class TurnOnce {
    /** Rounds that are worth it, and bytes of a matrix that stays in the nearest cache. */
    private static final long ROUNDS = 8, NEAR = 32 * 1024;
    /** Cycles until a sum can be added to, to add up the lanes of a register, and for a dear function of one number. */
    private static final double LATENCY = 4, ACROSS = 6, DEAR = 15;

    private final Exprs exprs;
    private final Function<ArrayType, Memory> temporary;
    /** Memories that pointers may lead to. */
    private final Set<Memory> pointed = Collections.newSetFromMap(new IdentityHashMap<>());

    private TurnOnce(Exprs exprs, Function<ArrayType, Memory> temporary) {
        this.exprs = exprs;
        this.temporary = temporary;
    }

    /** Statements that do what those of a whole program do. */
    static List<Stmt> of(List<Stmt> body, Exprs exprs, Function<ArrayType, Memory> temporary) {
        var pass = new TurnOnce(exprs, temporary);
        pass.point(body);
        return pass.block(body);
    }

    private void point(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Point p) pointed.add(p.to());
            Stmts.bodies(s).forEach(this::point);
        }
    }

    private List<Stmt> block(List<Stmt> body) {
        var into = new ArrayList<Stmt>();
        for (var s : body) {
            boolean loops = s instanceof Stmt.Counted c && c.index().extent() >= ROUNDS || s instanceof Stmt.While;
            into.add(Stmts.mapBodies(loops ? new Loop(s, into).turned(s) : s, this::block));
        }
        return into;
    }

    /** A loop, and the copies before it. */
    private final class Loop {
        private final Set<Memory> written = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<List<Object>, Memory> copies = new HashMap<>();
        private final List<Stmt> before;

        Loop(Stmt loop, List<Stmt> before) {
            this.before = before;
            Stmts.bodies(loop).forEach(this::note);
        }

        private void note(List<Stmt> body) {
            for (var s : body) {
                switch (s) {
                    case Stmt.Nest n -> n.stores().forEach(t -> written.add(t.memory()));
                    case Stmt.Copy c -> written.add(c.to());
                    case Stmt.Shared _, Stmt.Call _, Stmt.Point _, Stmt.Swap _ -> Touched.each(s, written::add);
                    case Stmt.While _, Stmt.Counted _, Stmt.Parallel _, Stmt.Switch _ -> Stmts.bodies(s).forEach(this::note);
                }
            }
        }

        Stmt turned(Stmt s) {
            return Stmts.mapBodies(s, body -> body.stream().map(t -> t instanceof Stmt.Nest n ? nest(n) : turned(t)).toList());
        }

        private Stmt nest(Stmt.Nest n) {
            if (n.domain().isEmpty()) return n;
            var row = n.domain().getLast();
            Map<Expr.Load, Expr> turned = new IdentityHashMap<>();
            Weight.each(Stmts.exprs(n.stores()), e -> {
                if (e instanceof Expr.Fold f && f.over().size() == 1 && f.uses(row)) turn(n, f, turned);
            });
            return turned.isEmpty() ? n : Stmts.rewrite(n, new Rewrite(exprs) {
                @Override Expr load(Expr.Load l) { return turned.containsKey(l) ? turned.get(l) : super.load(l); }
            });
        }

        /** Notes what becomes of the matrix that a fold reads along its rows. */
        private void turn(Stmt.Nest n, Expr.Fold f, Map<Expr.Load, Expr> turned) {
            Index row = n.domain().getLast(), along = f.over().getFirst();
            var loads = new ArrayList<Expr.Load>();
            Weight.each(List.of(f.body()), e -> {
                if (e instanceof Expr.Load l && l.uses(row)) loads.add(l);
            });
            if (loads.isEmpty() || !loads.stream().allMatch(l -> isMatrix(l, row, along)) || Weight.hasFolds(List.of(f.body()))
                    || !pays(n, f, row, along)) return;
            for (var l : loads) turned.put(l, exprs.load(copy(l, row, along), Ix.of(along).times(row.extent()).plus(Ix.of(row)),
                    null));
        }

        private boolean isMatrix(Expr.Load l, Index row, Index along) {
            return l.mask() == null && !written.contains(l.memory()) && !pointed.contains(l.memory())
                    && l.memory().place() != Memory.Place.SLOT && l.free().equals(Set.of(row, along))
                    && Schedule.isRow(l.at(), along) && Schedule.isLinear(l.at(), row)
                    && row.extent() * along.extent() * l.dtype().bytes() <= NEAR;
        }

        /** Whether sums side by side take less time than one by one: cycles for one row of the nest. */
        private boolean pays(Stmt.Nest n, Expr.Fold f, Index row, Index along) {
            var values = n.stores().stream().map(Stmt.Store::value).toList();
            if (Schedule.isPermuted(values, row)) return false;                  // it is in registers
            int lanes = Schedule.lanes(values);
            double vectors = Math.ceilDiv(row.extent(), lanes), rows = n.points() / (double) row.extent();
            double beside = along.extent() * Math.max(LATENCY / Math.min(rows, LATENCY), vectors / 2);
            double math = Weight.of(values) - Weight.of(List.of(f)) >= DEAR ? DEAR : 0;
            return beside < row.extent() * (Math.ceilDiv(along.extent(), lanes) / 2.0 + ACROSS + math);
        }

        /** The matrix transposed, made before the loop when it is first asked for. */
        private Memory copy(Expr.Load l, Index row, Index along) {
            var key = List.<Object>of(l.memory(), l.at().constant(), l.at().factor(row), row.extent(), along.extent());
            return copies.computeIfAbsent(key, _ -> {
                var shape = Shape.of(along.extent(), row.extent());
                var memory = temporary.apply(new ArrayType(l.dtype(), shape));
                var domain = Places.domain(shape, "i");
                var from = Ix.of(domain.get(1)).times(l.at().factor(row)).plus(Ix.of(domain.get(0))).plus(l.at().constant());
                before.add(new Stmt.Nest(domain, List.of(new Stmt.Store(memory, Places.linear(shape, Places.of(domain)),
                        exprs.load(l.memory(), from, null)))));
                return memory;
            });
        }
    }
}
