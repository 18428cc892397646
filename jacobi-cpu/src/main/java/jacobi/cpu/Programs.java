package jacobi.cpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.Case;
import jacobi.lax.Scan;
import jacobi.lax.While;

/** Small changes of programs that passes share. */
final class Programs {
    private Programs() {}

    /** A primitive with other programs in the place of those it holds. */
    static Primitive mapRegions(Primitive p, UnaryOperator<Program> f) {
        return switch (p) {
            case While w -> new While(f.apply(w.condition()), f.apply(w.body()), w.carries(), w.bound());
            case Scan s -> new Scan(f.apply(s.body()), s.carries(), s.slices(), s.length(), s.reverse());
            case Case c -> new Case(c.branches().stream().map(f).toList());
            default -> p;
        };
    }

    /** The same program with variables of its own. Regions, being closed, stay as they are. */
    static Program renamed(Program p) {
        Map<Var, Var> names = new HashMap<>();
        var inputs = p.inputs().stream().map(v -> fresh(v, names)).toList();
        var equations = p.equations().stream().map(e -> new Equation(e.primitive(), atoms(e.operands(), names), e.results()
                .stream().map(v -> fresh(v, names)).toList(), e.frame())).toList();
        return new Program(inputs, equations, atoms(p.results(), names));
    }

    private static Var fresh(Var v, Map<Var, Var> names) {
        var other = new Var(v.type());
        names.put(v, other);
        return other;
    }

    private static List<Atom> atoms(List<Atom> atoms, Map<Var, Var> names) {
        return atoms.stream().map(a -> a instanceof Var v ? names.get(v) : a).toList();
    }
}
