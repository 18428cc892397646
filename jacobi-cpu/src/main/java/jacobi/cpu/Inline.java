package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Puts the equations of calls, of {@link Custom} primitives and of {@link Factored} systems in their place, in loop bodies and
 * branches too. No call is left.
 */
final class Inline {
    private Inline() {}

    static Program program(Program p) {
        var equations = new ArrayList<Equation>();
        var names = new HashMap<Var, Atom>();
        add(p, names, equations);
        return new Program(p.inputs(), equations, Programs.named(p.results(), names));
    }

    private static void add(Program p, Map<Var, Atom> names, List<Equation> into) {
        for (var e : p.equations()) {
            var operands = Programs.named(e.operands(), names);
            switch (e.primitive()) {
                case Call c -> call(c.program(), operands, e.results(), names, into);
                case Custom c -> call(Recording.of(e.operandTypes(), c::expand).program(), operands, e.results(), names, into);
                case Solve _ when Factored.fits(e) -> call(Factored.program(e), operands, e.results(), names, into);
                default -> into.add(Programs.mapRegions(Programs.renamed(e, names), Inline::program));
            }
        }
    }

    /** The callee's equations, with variables of their own: it may be called again. */
    private static void call(Program callee, List<Atom> operands, List<Var> results, Map<Var, Atom> names, List<Equation> into) {
        var fresh = Programs.renamed(callee);
        var inner = new HashMap<Var, Atom>();
        for (int i = 0; i < operands.size(); i++) inner.put(fresh.inputs().get(i), operands.get(i));
        add(fresh, inner, into);
        for (int i = 0; i < results.size(); i++) names.put(results.get(i), renamed(fresh.results().get(i), inner));
    }

    private static Atom renamed(Atom a, Map<Var, Atom> names) { return a instanceof Var v ? names.getOrDefault(v, v) : a; }
}
