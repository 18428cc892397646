package jacobi.cpu;

import java.util.List;
import jacobi.cpu.loop.Expr;

/**
 * Writes places of extremes. Within a strip of vectors each lane looks for its own; else, where memory lies along the row that
 * is searched, lanes look through parts of it and what they found is compared at the end.
 */
final class ArgFoldWriter {
    private final ExprWriter writer;

    ArgFoldWriter(ExprWriter writer) { this.writer = writer; }

    Value write(Expr.ArgFold f, Scope at) {
        if (at.strip.index() == null && Schedule.vectorizes(f)) return Value.uniform(alongRow(f, at));
        boolean vector = ExprWriter.isVector(f, at);
        int lanes = vector ? at.strip.lanes() : 0, count = vector ? at.strip.count() : 1;
        var best = new Extremes(f, lanes, count, at.text);
        LoopWriter.each(at, f.over(), f.over().extent() <= FoldWriter.UNROLLED, inside -> {
            var here = inside.variable(f.over());
            var x = writer.write(f.body(), inside);
            for (int s = 0; s < count; s++) best.take(inside.text, s, writer.operand(x, s, f.body().dtype(), lanes, inside.text),
                    here, null);
        });
        return new Value(vector, best.places(at.text));
    }

    private String alongRow(Expr.ArgFold f, Scope at) {
        int lanes = Schedule.lanes(List.of(f.body()));
        var row = new RowStrips(f.over(), lanes, Schedule.foldStrips(f.over(), f.body(), lanes));
        var best = new Extremes(f, lanes, row.count(), at.text);
        row.write(at, (first, inside) -> {
            var x = writer.write(f.body(), inside);
            var here = best.start(inside.text, inside.variable(f.over()), first);
            for (int s = 0; s < inside.strip.count(); s++) best.take(inside.text, first + s, writer.operand(x, s, f.body()
                    .dtype(), lanes, inside.text), here, inside.strip.mask());
        });
        return best.first(at.text);
    }
}
