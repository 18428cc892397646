package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Leaves out what {@link Ranges} decide: choices that always go one way, bounds that numbers keep anyway, the upper halves of
 * sums that fit into the lower, and checks of indices that are inside of their axes. What is looked up or updated at such
 * indices is afterwards {@link Bounds#CLAMP}, and may move.
 */
final class Bounded {
    private final Ranges ranges;

    private Bounded(Ranges ranges) { this.ranges = ranges; }

    static Program program(Program p) { return new Bounded(Ranges.of(p)).settled(p); }

    private Program settled(Program p) {
        Map<Var, Atom> names = new HashMap<>();
        var equations = new ArrayList<Equation>();
        for (var e : p.equations()) {
            var other = other(e);
            if (other != null) names.put(e.result(), other instanceof Var v ? names.getOrDefault(v, v) : other);
            else if (isNarrow(e)) names.put(e.result(), narrow(e, names, equations));
            else equations.add(checked(Programs.renamed(Programs.mapRegions(e, this::settled), names), e));
        }
        return equations.equals(p.equations()) ? p : new Program(p.inputs(), equations, Programs.named(p.results(), names));
    }

    /** What an equation's result is anyway, or null. */
    private Atom other(Equation e) {
        if (e.results().size() != 1 || !e.primitive().effects().isEmpty()) return null;
        var type = e.result().type();
        var range = ranges.of(e.result());
        if (type.rank() == 0 && range.isOne() && !type.dtype().isInexact()) return new Literal(new Constant(type.dtype(),
                (long) range.low(), 0));
        var x = chosen(e);
        return x != null && x.type().equals(type) ? x : null;
    }

    private Atom chosen(Equation e) {
        var x = e.operands();
        if (e.primitive() == Select.SELECT) {
            var condition = ranges.of(x.getFirst());
            return condition.isOne() ? x.get(condition.low() == 1 ? 1 : 2) : null;
        }
        boolean greatest = e.primitive() == Binary.MAXIMUM;
        if (!greatest && e.primitive() != Binary.MINIMUM || !e.result().type().dtype().isInteger()) return null;
        Range a = ranges.of(x.get(0)), b = ranges.of(x.get(1));
        if (a.low() >= b.high()) return x.get(greatest ? 0 : 1);
        return b.low() >= a.high() ? x.get(greatest ? 1 : 0) : null;
    }

    // ---- sums

    /** Whether a sum is of numbers that were widened for it without need. */
    private boolean isNarrow(Equation e) {
        if (!(e.primitive() instanceof Reduce r) || r.monoid() != Monoid.SUM) return false;
        var x = ranges.definition(e.operands().getFirst());
        if (x == null || !(x.primitive() instanceof Convert c) || c.dtype() != DType.S64) return false;
        var from = x.operands().getFirst().type().dtype();
        return (from == DType.PRED || from.isInteger() && from.bits() <= 32) && ranges.of(e.result()).isWithin(Range.of(
                DType.S32));
    }

    /** Such a sum in s32: it may wrap on its way, not in the end. */
    private Atom narrow(Equation e, Map<Var, Atom> names, List<Equation> into) {
        var x = ranges.definition(e.operands().getFirst()).operands().getFirst();
        var numbers = bind(new Convert(DType.S32), e, x instanceof Var v ? names.getOrDefault(v, v) : x, into);
        return bind(new Convert(DType.S64), e, bind(e.primitive(), e, numbers, into), into);
    }

    private static Atom bind(Primitive p, Equation e, Atom x, List<Equation> into) {
        var result = new Var(p.infer(x.type())[0]);
        into.add(new Equation(p, List.of(x), List.of(result), e.caller()));
        return result;
    }

    // ---- checks

    private Equation checked(Equation e, Equation before) {
        var x = before.operands();
        return switch (e.primitive()) {
            case Gather g when g.bounds() == Bounds.ERROR && isInside(x.get(1), g.startAxes(), x.get(0).type(), g.sliceSizes()) ->
                    with(e, new Gather(g.offsetAxes(), g.collapsedAxes(), g.operandBatchAxes(), g.indexBatchAxes(),
                            g.startAxes(), g.sliceSizes(), Bounds.CLAMP));
            case Scatter s when s.bounds() == Bounds.ERROR && isInside(x.get(1), s.startAxes(), x.get(0).type(), window(s, x.get(
                    0).type(), x.get(2).type())) -> with(e, new Scatter(s.windowAxes(), s.insertedAxes(), s.operandBatchAxes(),
                            s.indexBatchAxes(), s.startAxes(), s.combine(), Bounds.CLAMP));
            case DynamicSlice d when d.bounds() == Bounds.ERROR && isInside(x.subList(1, x.size()), x.get(0).type(),
                    d.sizes()) -> with(e, new DynamicSlice(d.sizes(), Bounds.CLAMP));
            case DynamicUpdateSlice d when d.bounds() == Bounds.ERROR && isInside(x.subList(2, x.size()), x.get(0).type(), x
                    .get(1).type().shape()) -> with(e, new DynamicUpdateSlice(Bounds.CLAMP));
            default -> e;
        };
    }

    private static Equation with(Equation e, Primitive p) { return new Equation(p, e.operands(), e.results(), e.caller()); }

    private boolean isInside(Atom indices, Axes axes, ArrayType x, Shape sizes) {
        return IntStream.range(0, axes.size()).allMatch(i -> isInside(ranges.at(indices, i), x.dim(axes.get(i)), sizes.dim(axes
                .get(i))));
    }

    private boolean isInside(List<Atom> starts, ArrayType x, Shape sizes) {
        return IntStream.range(0, starts.size()).allMatch(i -> isInside(ranges.of(starts.get(i)), x.dim(i), sizes.dim(i)));
    }

    private static boolean isInside(Range index, long extent, long size) { return index.isWithin(0, extent - size); }

    /** The block of a scatter's operand that one place updates. */
    private static Shape window(Scatter s, ArrayType x, ArrayType updates) {
        var axes = x.axes().minus(s.insertedAxes()).minus(s.operandBatchAxes());
        var window = new long[x.rank()];
        for (int a = 0; a < window.length; a++) {
            int offset = axes.indexOf(a);
            window[a] = offset >= 0 ? updates.dim(s.windowAxes().get(offset)) : 1;
        }
        return Shape.of(window);
    }
}
