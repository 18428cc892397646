package jacobi.cpu.loop;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Loops as text; an expression used more than once in a statement is named before it. */
public final class LoopPrinter {
    private final StringBuilder text = new StringBuilder();
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();
    private final Map<Expr, String> names = new IdentityHashMap<>();
    private final Map<Index, String> indices = new IdentityHashMap<>();

    private LoopPrinter() {}

    public static String print(List<Stmt> body) {
        var printer = new LoopPrinter();
        printer.block(body, "");
        return printer.text.toString();
    }

    private void block(List<Stmt> body, String indent) { for (var s : body) statement(s, indent); }

    private void line(String indent, String line) { text.append(indent).append(line).append('\n'); }

    private void statement(Stmt statement, String indent) {
        switch (statement) {
            case Stmt.Nest n -> nest(n, indent);
            case Stmt.Shared s -> {
                var by = s.grain() > 1 ? " by " + s.grain() : "";
                line(indent, "share %s < %d%s {".formatted(name(s.block()), s.block().extent(), by));
                s.each().forEach(n -> nest(n, indent + "  "));
                line(indent, "} and {");
                s.last().forEach(n -> nest(n, indent + "  "));
                line(indent, "}");
            }
            case Stmt.While w -> {
                line(indent, "while {");
                block(w.condition(), indent + "  ");
                line(indent, "} " + show(w.test(), indent) + " {");
                block(w.body(), indent + "  ");
                line(indent, "}");
            }
            case Stmt.Counted c -> {
                line(indent, "for %s < %d in %s {".formatted(name(c.index()), c.index().extent(), c.reverse() ? "reverse"
                        : "order"));
                block(c.body(), indent + "  ");
                line(indent, "}");
            }
            case Stmt.Parallel p -> {
                line(indent, "for %s < %d in parallel {".formatted(name(p.index()), p.index().extent()));
                block(p.body(), indent + "  ");
                line(indent, "}");
            }
            case Stmt.Switch s -> {
                line(indent, "switch " + show(s.index(), indent));
                for (int i = 0; i < s.branches().size(); i++) {
                    line(indent, "case " + i + " {");
                    block(s.branches().get(i), indent + "  ");
                    line(indent, "}");
                }
            }
            case Stmt.Copy c -> line(indent, "copy " + c.from() + " to " + c.to());
            case Stmt.Point p -> line(indent, "point " + p.slot() + " to " + p.to());
            case Stmt.Swap s -> line(indent, "swap " + s.a() + " " + s.b());
            case Stmt.Call c -> line(indent, (c.result() == null ? "" : c.result() + " = ") + c.function() + " "
                    + c.arguments().stream().map(a -> a instanceof Stmt.At at ? at.memory() + "[" + show(at.at(), indent) + "]"
                            : a.toString()).collect(Collectors.joining(" ")));
        }
    }

    private void nest(Stmt.Nest n, String indent) {
        line(indent, n.domain().stream().map(i -> name(i) + " < " + i.extent()).collect(Collectors.joining(", ", "for ", " {")));
        for (var s : n.stores()) count(s.value());
        for (var s : n.stores()) {
            var mask = s.mask() == null ? "" : " if " + show(s.mask(), indent + "  ");
            var value = show(s.value(), indent + "  ");
            line(indent + "  ", "%s[%s] = %s%s".formatted(s.memory(), show(s.at(), indent + "  "), value, mask));
        }
        line(indent, "}");
    }

    private void count(Expr e) {
        if (uses.merge(e, 1, Integer::sum) == 1) e.parts().forEach(this::count);
    }

    private String name(Index i) { return indices.computeIfAbsent(i, _ -> i + "" + indices.size()); }

    private String show(Expr e, String indent) {
        if (e instanceof Expr.Num n) return n.value().text();
        var known = names.get(e);
        if (known != null) return known;
        var shown = make(e, indent);
        if (uses.getOrDefault(e, 0) < 2 || e.parts().isEmpty()) return shown;
        var name = "%" + names.size();
        names.put(e, name);
        line(indent, name + " = " + shown);
        return name;
    }

    private String make(Expr e, String indent) {
        return switch (e) {
            case Expr.Num n -> n.value().text();
            case Expr.Load l -> l.memory() + "[" + show(l.at(), indent) + "]" + (l.mask() == null ? "" : "?" + show(l.mask(),
                    indent));
            case Expr.Apply a -> a.function().mnemonic() + (a.function() instanceof jacobi.lax.Convert ? "." + a.dtype() : "")
                    + a.operands().stream().map(o -> show(o, indent)).collect(Collectors.joining(", ", "(", ")"));
            case Expr.MulAdd m -> "(" + (m.minusProduct() ? "-" : "") + show(m.a(), indent) + " * " + show(m.b(), indent)
                    + (m.minusAddend() ? " - " : " + ") + show(m.c(), indent) + ")";
            case Expr.Count c -> c.dtype() + "(" + show(c.index(), indent) + ")";
            case Expr.Fold f -> f.monoid().name().toLowerCase(java.util.Locale.ROOT) + over(f.over()) + "(" + show(f.body(),
                    indent + "  ") + ")";
            case Expr.ArgFold f -> "arg" + f.extreme().name().toLowerCase(java.util.Locale.ROOT) + over(List.of(f.over())) + "("
                    + show(f.body(), indent + "  ") + ")";
            case Expr.Running r -> "running " + r.monoid().name().toLowerCase(java.util.Locale.ROOT) + "[" + name(r.along())
                    + "](" + show(r.start(), indent) + ", " + show(r.body(), indent) + ")";
            case Expr.Checked c -> "check" + c.check() + "(" + c.low() + " <= " + show(c.index(), indent) + " <= " + c.high()
                    + ")";
        };
    }

    private String over(List<Index> over) { return over.stream().map(i -> name(i) + " < " + i.extent())
            .collect(Collectors.joining(", ", "[", "]")); }

    private String show(Ix x, String indent) {
        if (x.terms().isEmpty()) return Long.toString(x.constant());
        var sum = x.terms().stream().map(t -> (t.factor() == 1 ? "" : t.factor() + "*") + show(t.atom(), indent))
                .collect(Collectors.joining(" + "));
        return x.constant() == 0 ? sum : sum + " + " + x.constant();
    }

    private String show(Atom a, String indent) {
        return switch (a) {
            case Index i -> name(i);
            case Atom.Div d -> "(" + show(d.of(), indent) + ")/" + d.by();
            case Atom.Mod m -> "(" + show(m.of(), indent) + ")%" + m.by();
            case Atom.Of v -> show(v.value(), indent);
        };
    }
}
