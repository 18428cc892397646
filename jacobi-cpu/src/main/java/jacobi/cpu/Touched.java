package jacobi.cpu;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * The memories that statements read or write, those of statements within them too. Whoever turns a pointer reads what lies
 * there: a later round does.
 */
final class Touched {
    private Touched() {}

    static void each(Stmt statement, Consumer<Memory> visitor) {
        switch (statement) {
            case Stmt.Nest n -> n.stores().forEach(s -> {
                visitor.accept(s.memory());
                read(s.at(), visitor);
                read(List.of(s.value()), visitor);
                if (s.mask() != null) read(List.of(s.mask()), visitor);
            });
            case Stmt.Shared s -> {
                s.each().forEach(n -> each(n, visitor));
                s.last().forEach(n -> each(n, visitor));
            }
            case Stmt.While w -> {
                each(w.condition(), visitor);
                read(List.of(w.test()), visitor);
                each(w.body(), visitor);
            }
            case Stmt.Counted c -> each(c.body(), visitor);
            case Stmt.Parallel p -> each(p.body(), visitor);
            case Stmt.Switch s -> {
                read(List.of(s.index()), visitor);
                s.branches().forEach(b -> each(b, visitor));
            }
            case Stmt.Copy c -> {
                visitor.accept(c.from());
                visitor.accept(c.to());
            }
            case Stmt.Point p -> {
                visitor.accept(p.slot());
                visitor.accept(p.to());
            }
            case Stmt.Swap x -> {
                visitor.accept(x.a());
                visitor.accept(x.b());
            }
            case Stmt.Call c -> {
                for (var a : c.arguments())
                    if (a instanceof Stmt.At at) {
                        visitor.accept(at.memory());
                        read(at.at(), visitor);
                    }
                if (c.result() != null) visitor.accept(c.result());
            }
        }
    }

    private static void each(List<Stmt> body, Consumer<Memory> visitor) { for (var s : body) each(s, visitor); }

    private static void read(Ix at, Consumer<Memory> visitor) { read(Indexed.values(at), visitor); }

    private static void read(Collection<Expr> values, Consumer<Memory> visitor) {
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l) visitor.accept(l.memory());
        });
    }
}
