package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Computes floats of 16 bits in f32: operands are converted, and the result is rounded, once, to nearest. Sums, extremes, running
 * results and products of matrices are in f32 as a whole, products of many numbers in f64. Loop bodies and branches are treated
 * alike. Afterwards halves are only moved, chosen, converted and scattered; {@link jacobi.cpu.loop.Exprs} rounds after each
 * number that a scatter combines.
 */
final class Halves {
    private final List<Equation> equations = new ArrayList<>();
    /** What stands for values of the program. */
    private final Map<Var, Atom> names = new HashMap<>();
    /** Halves in f32, where that is at hand. */
    private final Map<Var, Atom> singles = new HashMap<>();

    private Halves() {}

    static Program program(Program p) {
        if (!Programs.has(DType::isHalf, p)) return p;
        var halves = new Halves();
        for (var e : p.equations()) halves.add(Programs.mapRegions(Programs.renamed(e, halves.names), Halves::program));
        return new Program(p.inputs(), halves.equations, Programs.named(p.results(), halves.names));
    }

    private void add(Equation e) {
        if (!isHalf(e.results().getFirst()) && e.operands().stream().noneMatch(Halves::isHalf)) equations.add(e);
        else switch (e.primitive()) {
            case Convert c when isHalf(e.operands().getFirst()) && c.dtype() == DType.F32 ->
                    names.put(e.result(), single(e.operands().getFirst(), e));
            case Unary u when u == Unary.REAL || u == Unary.STOP_GRADIENT -> names.put(e.result(), e.operands().getFirst());
            case Binary b when b == Binary.NEXT_AFTER -> neighbour(e);
            case Unary _, Binary _, Compare _, ArgReduce _, DotGeneral _ -> compute(e, DType.F32);
            case Reduce r -> compute(e, r.monoid() == Monoid.PRODUCT ? DType.F64 : DType.F32);
            case Cumulative c -> compute(e, c.monoid() == Monoid.PRODUCT ? DType.F64 : DType.F32);
            case Iota i -> round(bind(new Iota(i.type().withDType(DType.S64), i.axis()), e), e);
            default -> equations.add(e);
        }
    }

    /** Whether an equation makes wider numbers of halves. */
    static boolean widens(Equation e) {
        return e.primitive() instanceof Convert c && isHalf(e.operands().getFirst()) && !c.dtype().isHalf();
    }

    private static boolean isHalf(Atom a) { return a.type().dtype().isHalf(); }

    /** The equation in a wider dtype, and its result rounded. */
    private void compute(Equation e, DType wide) {
        var operands = e.operands().stream().map(a -> !isHalf(a) ? a : wide == DType.F32 ? single(a, e) : convert(wide, a, e))
                .toList();
        if (!isHalf(e.result())) {
            equations.add(new Equation(e.primitive(), operands, e.results(), e.caller()));
            return;
        }
        var y = bind(e.primitive(), e, operands.toArray(Atom[]::new));
        if (isExact(e.primitive())) singles.put(e.result(), y);
        round(y, e);
    }

    /** Whether a function of halves has halves for results, whatever they are computed in. */
    private static boolean isExact(Primitive f) {
        return switch (f) {
            case Unary u -> switch (u) {
                case ABS, NEGATE, SIGN, FLOOR, CEIL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN -> true;
                default -> false;
            };
            case Binary b -> b == Binary.MAXIMUM || b == Binary.MINIMUM;
            case Reduce r -> r.monoid() == Monoid.MAX || r.monoid() == Monoid.MIN;
            default -> false;
        };
    }

    private void round(Atom y, Equation e) {
        equations.add(new Equation(new Convert(e.result().type().dtype()), List.of(y), e.results(), e.caller()));
    }

    private Var bind(Primitive f, Equation e, Atom... operands) {
        var types = java.util.Arrays.stream(operands).map(Atom::type).toArray(ArrayType[]::new);
        var y = new Var(f.infer(types)[0]);
        equations.add(new Equation(f, List.of(operands), List.of(y), e.caller()));
        return y;
    }

    private Var convert(DType to, Atom a, Equation e) { return bind(new Convert(to), e, a); }

    /** A half in f32, which holds it. */
    private Atom single(Atom a, Equation e) {
        return switch (a) {
            case Literal l -> new Literal(new Constant(DType.F32, l.constant().bits(), 0));
            case Var v -> {
                var known = singles.get(v);
                if (known == null) singles.put(v, known = convert(DType.F32, v, e));
                yield known;
            }
        };
    }

    /** The next half towards another: of the same sign, bits count upwards away from zero. */
    private void neighbour(Equation e) {
        Atom x = e.operands().get(0), y = e.operands().get(1);
        var half = new Bitcast(e.result().type().dtype());
        Atom a = single(x, e), b = single(y, e), zero = new Literal(Constant.of(DType.F32, 0.0));
        Atom from = bind(new Bitcast(DType.S16), e, x), to = bind(new Bitcast(DType.S16), e, y);
        var grows = bind(Compare.EQ, e, bind(Compare.LT, e, a, b), bind(Compare.GT, e, a, zero));
        var step = bind(Select.SELECT, e, grows, whole(1), whole(-1));
        var least = bind(Binary.OR, e, bind(Binary.AND, e, to, whole(Short.MIN_VALUE)), whole(1));
        var next = bind(Select.SELECT, e, bind(Compare.EQ, e, a, zero), least, bind(Binary.ADD, e, from, step));
        var same = bind(Binary.OR, e, bind(Compare.EQ, e, a, b), bind(Compare.NE, e, b, b));
        var towards = bind(Select.SELECT, e, same, y, bind(half, e, next));
        equations.add(new Equation(Select.SELECT, List.of(bind(Compare.NE, e, a, a), x, towards), e.results(), e.caller()));
    }

    private static Literal whole(long value) { return new Literal(Constant.of(DType.S16, value)); }
}
