package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.Atom;
import jacobi.core.Equation;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Concatenate;

/**
 * Writes an array that is joined of many narrow parts. Elsewhere an element of a joined array is a choice between its parts,
 * made where it is used; of many parts that is a long choice for each element, so here each part is computed where it belongs
 * instead. Neighbouring parts of one shape share a nest, which then writes the array from its first element to its last.
 */
final class Joins {
    /** Parts that a choice is made between, elements in a row from which a part is worth a loop, and parts in one nest. */
    private static final int FEW = 8, WIDE = 32, TOGETHER = 64;

    private final Region region;
    private final Equation join;
    private final int axis;
    private long start;
    private final List<Stmt.Store> stores = new ArrayList<>();
    private ArrayType type;
    private List<Index> domain = List.of();
    private Pull.Operand operand;
    private int parts;

    private Joins(Region region, Concatenate c, Equation join) {
        this.region = region;
        this.join = join;
        this.axis = c.axis();
    }

    /** Whether an equation joins many parts that are narrow, by and large. */
    static boolean fits(Equation e) {
        return e.primitive() instanceof Concatenate c && e.operands().size() > FEW
                && row(e.result().type(), c.axis()) < (long) WIDE * e.operands().size();
    }

    /** Elements that lie in a row along an axis and those behind it. */
    private static long row(ArrayType t, int axis) { return t.shape().slice(axis, t.rank()).size(); }

    static void write(Region region, Concatenate c, Equation e) {
        var joins = new Joins(region, c, e);
        for (var part : e.operands()) joins.add(part);
        joins.close();
    }

    private void add(Atom part) {
        if (!part.type().equals(type) || parts == TOGETHER || row(type, axis) >= WIDE) open(part.type());
        if (type.size() > 0) {
            var at = new Ix[type.rank()];
            int loops = 0;
            for (int i = 0; i < at.length; i++) at[i] = type.dim(i) == 1 ? Ix.ZERO : Ix.of(domain.get(loops++));
            var to = at.clone();
            to[axis] = at[axis].plus(start);
            var target = region.source(join.result());
            var place = target.place(join.result().type().shape(), to);
            stores.add(new Stmt.Store(target.memory(), place, operand.at(part, at, null)));
            parts++;
        }
        start += type.dim(axis);
    }

    private void open(ArrayType next) {
        close();
        type = next;
        operand = region.puller();
        domain = next.shape().stream().filter(n -> n != 1).mapToObj(n -> new Index("j", n)).toList();
    }

    private void close() {
        if (parts > 0) region.add(new Stmt.Nest(domain, List.copyOf(stores)));
        stores.clear();
        parts = 0;
    }
}
