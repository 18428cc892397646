package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;

/** The numbers that serve as indices within an expression's own indices. */
final class Indexed {
    private Indexed() {}

    static List<Expr> values(Expr e) {
        return switch (e) {
            case Expr.Load l -> values(l.at());
            case Expr.Count c -> values(c.index());
            default -> List.of();
        };
    }

    static List<Expr> values(Ix x) {
        if (isPlain(x)) return List.of();
        var found = new ArrayList<Expr>();
        for (var t : x.terms()) {
            switch (t.atom()) {
                case Atom.Of v -> found.add(v.value());
                case Atom.Div d -> found.addAll(values(d.of()));
                case Atom.Mod m -> found.addAll(values(m.of()));
                case jacobi.cpu.loop.Index _ -> {}
            }
        }
        return found;
    }

    private static boolean isPlain(Ix x) {
        for (int i = 0; i < x.terms().size(); i++) if (!(x.terms().get(i).atom() instanceof jacobi.cpu.loop.Index)) return false;
        return true;
    }
}
