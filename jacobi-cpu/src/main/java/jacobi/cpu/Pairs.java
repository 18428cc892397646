package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Gathers and scatters whose indices count along an axis of the operand as they count along an axis of their own: the two axes
 * are paired. So {@code x.get(arange(n), places)} takes of each row what its own places tell, as {@code takeAlongAxis} does:
 * there is nothing to check for the rows, and no two of them meet. What counts is known across the bounds of loops.
 */
final class Pairs {
    /** The values 0, 1, 2, … along an axis, the same along all others. */
    private final Map<Var, Integer> counts = new IdentityHashMap<>();
    private final Map<Var, Equation> definitions = new IdentityHashMap<>();
    /** Preds that are false everywhere. */
    private final List<Var> never = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>();

    private Pairs() {}

    static Program program(Program p) { return new Pairs().run(p); }

    private Program run(Program p) {
        for (var e : p.equations()) add(e);
        return equations.equals(p.equations()) ? p : new Program(p.inputs(), equations, p.results());
    }

    private void add(Equation e) {
        var known = switch (e.primitive()) {
            case Scan s -> Programs.mapRegions(e, p -> within(p, s.carries() + s.slices(), e, s.carries() + s.slices()));
            case While w -> Programs.mapRegions(e, p -> p == w.body() ? within(p, w.carries(), e, w.carries()
                    + w.conditionExtras()) : program(p));
            default -> Programs.mapRegions(e, Pairs::program);
        };
        note(known);
        equations.add(paired(known));
    }

    private Program within(Program body, int input, Equation e, int operand) {
        var inner = new Pairs();
        for (int i = input; i < body.inputs().size(); i++) {
            var axis = counts.get(e.operands().get(operand + i - input));
            if (axis != null) inner.counts.put(body.inputs().get(i), axis);
        }
        return inner.run(body);
    }

    // ---- what counts

    private void note(Equation e) {
        for (var v : e.results()) definitions.put(v, e);
        if (e.results().size() != 1) return;
        var axis = axis(e);
        if (axis != null) counts.put(e.result(), axis);
        else if (e.primitive() == Compare.LT && isCount(e.operands().get(0))
                && isZero(e.operands().get(1))) never.add(e.result());
    }

    private boolean isCount(Atom a) { return counts.containsKey(a); }

    private static boolean isZero(Atom a) { return a instanceof Literal l && l.constant().bits() == 0; }

    private Integer axis(Equation e) {
        if (e.primitive() instanceof Iota i) return fits(i.type().dtype(), i.type().dim(i.axis())) ? i.axis() : null;
        if (e.operands().isEmpty()) return null;
        var axis = counts.get(e.operands().getFirst());
        var type = e.result().type();
        return switch (e.primitive()) {
            case Select _ -> never.contains(e.operands().get(0)) && type.equals(e.operands().get(2).type()) ? counts.get(e
                    .operands().get(2)) : null;
            case Convert c when axis != null -> fits(c.dtype(), type.dim(axis)) ? axis : null;
            case BroadcastInDim b when axis != null -> e.operands().getFirst().type().dim(axis) == type.dim(b.axes().get(axis))
                    ? b
                    .axes().get(axis) : null;
            case Reshape _ when axis != null -> reshaped(e.operands().getFirst().type().shape(), axis, type.shape());
            default -> null;
        };
    }

    private static boolean fits(DType t, long extent) {
        return t.isInteger() && (t.bits() >= 64 || extent <= 1L << t.bits() - 1);
    }

    /** Where an axis is found after a reshape that leaves what is before it and after it together; or null. */
    private static Integer reshaped(Shape from, int axis, Shape to) {
        long after = from.slice(axis + 1, from.rank()).size(), n = from.dim(axis);
        for (int i = 0; n > 1 && i < to.rank(); i++)
            if (to.dim(i) == n && to.slice(i + 1, to.rank()).size() == after) return i;
        return null;
    }

    // ---- gathers and scatters

    private Equation paired(Equation e) {
        return switch (e.primitive()) {
            case Gather g -> paired(e, g.startAxes(), g.collapsedAxes(), g.indexBatchAxes());
            case Scatter s -> paired(e, s.startAxes(), s.insertedAxes(), s.indexBatchAxes());
            default -> e;
        };
    }

    private Equation paired(Equation e, Axes starts, Axes single, Axes batch) {
        if (!(definitions.get(e.operands().get(1)) instanceof Equation parts) || !(parts.primitive() instanceof Concatenate c)
                || c.axis() != parts.result().type().rank() - 1 || parts.operands().size() != starts.size()) return e;
        Axes operandAxes = Axes.NONE, indexAxes = Axes.NONE;
        var rest = new ArrayList<Atom>();
        for (int i = 0; i < starts.size(); i++) {
            var part = parts.operands().get(i);
            var axis = counts.get(part);
            boolean pairs = axis != null && axis < c.axis() && single.contains(starts.get(i))
                    && !batch.concat(indexAxes).contains(
                    axis) && part.type().dim(axis) == e.operands().getFirst().type().dim(starts.get(i));
            if (!pairs) rest.add(part);
            else {
                operandAxes = operandAxes.append(starts.get(i));
                indexAxes = indexAxes.append(axis);
            }
        }
        if (indexAxes.isEmpty() || rest.isEmpty()) return e;
        var operands = new ArrayList<>(e.operands());
        operands.set(1, joined(rest, c, parts.caller()));
        return new Equation(paired(e.primitive(), operandAxes, indexAxes), operands, e.results(), e.caller());
    }

    private Atom joined(List<Atom> parts, Concatenate c, Caller caller) {
        if (parts.size() == 1) return parts.getFirst();
        var joined = new Var(c.infer(parts.stream().map(Atom::type).toArray(ArrayType[]::new))[0]);
        equations.add(new Equation(c, parts, List.of(joined), caller));
        return joined;
    }

    private static Primitive paired(Primitive p, Axes operandAxes, Axes indexAxes) {
        return switch (p) {
            case Gather g -> new Gather(g.offsetAxes(), g.collapsedAxes().minus(operandAxes), g.operandBatchAxes().concat(
                    operandAxes), g.indexBatchAxes().concat(indexAxes), g.startAxes().minus(operandAxes), g.sliceSizes(),
                            g.bounds());
            case Scatter s -> new Scatter(s.windowAxes(), s.insertedAxes().minus(operandAxes), s.operandBatchAxes().concat(
                    operandAxes), s.indexBatchAxes().concat(indexAxes), s.startAxes().minus(operandAxes), s.combine(),
                            s.bounds());
            default -> throw JacobiError.bug("%s has no indices", p.mnemonic());
        };
    }
}
