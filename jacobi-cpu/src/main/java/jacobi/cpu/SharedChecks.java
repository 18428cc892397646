package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Stmt;

/**
 * Makes one of the checks of a nest that ask the same of the same number: that which is the first in the program, and would be
 * told before the others. Afterwards no two checks of a nest ask the same, but for those that others' indices hang on.
 */
final class SharedChecks {
    private final Exprs exprs;

    private SharedChecks(Exprs exprs) { this.exprs = exprs; }

    static List<Stmt> of(List<Stmt> body, Checks checks, Exprs exprs) {
        return checks.isEmpty() ? body : new SharedChecks(exprs).block(body);
    }

    private List<Stmt> block(List<Stmt> body) {
        return body.stream().map(s -> s instanceof Stmt.Nest n ? nest(n) : Stmts.mapBodies(s, this::block)).toList();
    }

    private Stmt nest(Stmt.Nest n) {
        Map<List<Object>, Integer> first = new HashMap<>();
        int[] checks = {0};
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (!(e instanceof Expr.Checked c)) return;
            checks[0]++;
            first.merge(asked(c), c.check(), Math::min);
        });
        return checks[0] > first.size() ? Stmts.rewrite(n, new First(first)) : n;
    }

    /** What a check asks, whoever asks it. */
    private static List<Object> asked(Expr.Checked c) {
        var asked = new ArrayList<Object>(List.of(c.index(), c.low(), c.high()));
        asked.add(c.mask());
        return asked;
    }

    /** Checks by the numbers of the first that ask the same. */
    private final class First extends Rewrite {
        private final Map<List<Object>, Integer> first;

        First(Map<List<Object>, Integer> first) {
            super(SharedChecks.this.exprs);
            this.first = first;
        }

        @Override int check(Expr.Checked c) { return first.get(asked(c)); }
    }
}
