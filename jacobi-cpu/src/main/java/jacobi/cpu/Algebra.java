package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Rules that replace an equation by something cheaper and equal: the same bits, but for powers by small half-integers, which
 * are products and square roots within two units in the last place, and for sums of sums, which are one sum in its own order.
 */
final class Algebra {
    private static final double LARGEST_POWER = 4;

    private Algebra() {}

    /** What stands for the equation's result, or null if it is as simple as it can be. */
    static Atom simpler(Equation e, Simplify program) {
        var x = e.operands();
        return switch (e.primitive()) {
            case Binary b -> binary(b, e, program);
            case Unary u when u == Unary.STOP_GRADIENT -> x.getFirst();
            case Convert c when x.getFirst().type().dtype() == c.dtype() -> x.getFirst();
            case Convert c when program.definition(x.getFirst()) instanceof Equation d && d.primitive() instanceof Convert between
                    && isIdle(d.operands().getFirst().type().dtype(), between.dtype(), c.dtype()) ->
                    program.bind(c, e.caller(), d.operands().getFirst());
            case Reshape r when x.getFirst().type().shape().equals(r.shape()) -> x.getFirst();
            case Reshape r when program.definition(x.getFirst()) instanceof Equation d && d.primitive() instanceof Reshape ->
                    program.bind(r, e.caller(), d.operands().getFirst());
            case Concatenate _ when x.size() == 1 -> x.getFirst();
            case Transpose t when t.permutation().isIdentity() -> x.getFirst();
            case Transpose t when program.definition(x.getFirst()) instanceof Equation d
                    && d.primitive() instanceof Transpose u ->
                    program.bind(new Transpose(Axes.of(t.permutation().stream().map(u.permutation()::get).toArray())), e.caller(),
                            d.operands().getFirst());
            case Transpose t when program.definition(x.getFirst()) instanceof Equation d
                    && d.primitive() instanceof DotGeneral product && program.isUsedOnce(x.getFirst()) ->
                    swapped(t, product, d, program);
            case Reduce r when r.axes().isEmpty() -> x.getFirst();
            case Reduce r when program.definition(x.getFirst()) instanceof Equation d && d.primitive() instanceof Reduce s
                    && s.monoid() == r.monoid() && program.isUsedOnce(x.getFirst()) ->
                    program.bind(new Reduce(r.monoid(), s.axes().concat(r.axes().map(kept(d, s)::get)).sorted()), e.caller(),
                            d.operands().getFirst());
            case Reduce r when r.monoid() == Monoid.SUM && program.definition(x.getFirst()) instanceof Equation d
                    && d.primitive() instanceof DotGeneral product && program.isUsedOnce(x.getFirst()) ->
                    summed(r, product, d, program);
            case Select _ when x.getFirst().type().rank() == 0 && e.result().type().rank() > 0 -> updated(e, program);
            case BroadcastInDim b when b.shape().equals(x.getFirst().type().shape()) -> x.getFirst();
            case DotGeneral d -> product(d, e, program);
            default -> null;
        };
    }

    /** An array with a block replaced, or as it was: a block replaced by one or the other. */
    private static Atom updated(Equation choice, Simplify program) {
        Atom condition = choice.operands().getFirst(), yes = choice.operands().get(1), no = choice.operands().get(2);
        for (var changed : List.of(yes, no)) {
            var same = changed == yes ? no : yes;
            if (!(program.definition(changed) instanceof Equation d) || !(d.primitive() instanceof DynamicUpdateSlice update)
                    || d.operands().getFirst() != same || !program.isUsedOnce(changed)) continue;
            var block = d.operands().get(1);
            var at = new ArrayList<Atom>(d.operands().subList(2, d.operands().size()));
            at.addFirst(same);
            var read = new DynamicSlice(block.type().shape(), update.bounds().derived());
            var old = program.bind(read, d.caller(), at.toArray(Atom[]::new));
            Atom first = changed == yes ? block : old, second = changed == yes ? old : block;
            var either = program.bind(Select.SELECT, choice.caller(), condition, first, second);
            at.add(1, either);
            return program.bind(update, d.caller(), at.toArray(Atom[]::new));
        }
        return null;
    }

    /** The axes of its operand that a reduction keeps. */
    private static Axes kept(Equation e, Reduce r) { return e.operands().getFirst().type().axes().minus(r.axes()); }

    /**
     * Whether a number on its way to another dtype may leave one out: that holds all of it, or all that the other keeps. Floats
     * leave out no dtype that rounds.
     */
    private static boolean isIdle(DType from, DType between, DType to) {
        if (from.isHalf()) return from == to && (between == DType.F32 || between == DType.F64);
        if (!between.isInteger() || from != DType.PRED && !from.isInteger()) return false;
        return to.isInteger() && to.bits() <= between.bits() || Range.of(from).isWithin(Range.of(between)) && from.bits() <= 32;
    }

    private static Double number(Atom a) { return a instanceof Literal l && !l.constant().dtype().isComplex() ? l.constant()
            .real() : null; }

    private static Atom binary(Binary f, Equation e, Simplify program) {
        Atom x = e.operands().get(0), y = e.operands().get(1);
        var type = e.result().type();
        Double a = number(x), b = number(y);
        return switch (f) {
            case MULTIPLY -> is(b, 1) && x.type().equals(type) ? x : is(a, 1) && y.type().equals(type) ? y : null;
            case DIVIDE -> is(b, 1) && x.type().equals(type) ? x : null;
            case SUBTRACT -> isZero(b) && x.type().equals(type) ? x : null;
            case ADD -> type.dtype().isInteger() && isZero(b) && x.type().equals(type) ? x : type.dtype().isInteger() && isZero(a)
                    && y.type().equals(type) ? y : null;
            case POWER -> type.dtype().isFloat() && b != null && x.type().equals(type) ? power(x, b, e, program) : null;
            default -> null;
        };
    }

    private static boolean is(Double a, double value) { return a != null && a == value; }

    private static boolean isZero(Double a) { return a != null && Double.doubleToRawLongBits(a) == 0; }

    private static Atom power(Atom x, double n, Equation e, Simplify program) {
        if (2 * n != Math.rint(2 * n) || Math.abs(n) > LARGEST_POWER || n == 0) return null;
        int whole = (int) Math.floor(Math.abs(n));
        if (Math.abs(n) != whole) x = withoutMinusInfinity(x, e, program);
        Atom product = whole == 0 ? null : x;
        if (whole >= 2) product = program.bind(Binary.MULTIPLY, e.caller(), x, x);
        if (whole == 3) product = program.bind(Binary.MULTIPLY, e.caller(), product, x);
        if (whole == 4) product = program.bind(Binary.MULTIPLY, e.caller(), product, product);
        if (Math.abs(n) != whole) {
            var zero = new Literal(Constant.of(x.type().dtype(), 0.0));
            var root = program.bind(Unary.SQRT, e.caller(), whole == 0 ? program.bind(Binary.ADD, e.caller(), x, zero) : x);
            product = product == null ? root : program.bind(Binary.MULTIPLY, e.caller(), product, root);
        }
        return n > 0 ? product : program.bind(Binary.DIVIDE, e.caller(), new Literal(Constant.of(x.type().dtype(), 1.0)),
                product);
    }

    /** x, but ∞ for -∞, which has the same powers where they are not whole. */
    private static Atom withoutMinusInfinity(Atom x, Equation e, Simplify program) {
        var t = x.type().dtype();
        Atom infinity = new Literal(Constant.of(t, Double.POSITIVE_INFINITY));
        var isMinus = program.bind(Compare.EQ, e.caller(), x, new Literal(Constant.of(t, Double.NEGATIVE_INFINITY)));
        return program.bind(Select.SELECT, e.caller(), isMinus, infinity, x);
    }

    /** A contraction of a transposed operand contracts other axes of the operand itself. */
    private static Atom product(DotGeneral d, Equation e, Simplify program) {
        Atom x = e.operands().get(0), y = e.operands().get(1);
        var left = transposed(x, program);
        if (left != null && keepsOrder(left.permutation, d.leftFree(x.type().rank())))
            return program.bind(new DotGeneral(d.leftBatch().map(left.permutation::get), d.rightBatch(), d.leftContract()
                    .map(left.permutation::get), d.rightContract()),
                    e.caller(), left.operand, y);
        var right = transposed(y, program);
        if (right != null && keepsOrder(right.permutation, d.rightFree(y.type().rank())))
            return program.bind(new DotGeneral(d.leftBatch(), d.rightBatch().map(right.permutation::get), d.leftContract(),
                    d.rightContract().map(right.permutation::get)),
                    e.caller(), x, right.operand);
        return null;
    }

    /** A transposed contraction is that of the operands exchanged, if the free axes of one come whole before the other's. */
    private static Atom swapped(Transpose t, DotGeneral d, Equation product, Simplify program) {
        Atom x = product.operands().get(0), y = product.operands().get(1);
        int batch = d.leftBatch().size(), left = d.leftFree(x.type().rank()).size(), rank = t.permutation().size();
        var exchanged = Axes.upTo(batch).concat(Axes.range(batch + left, rank)).concat(Axes.range(batch, batch + left));
        if (!t.permutation().equals(exchanged)) return null;
        return program.bind(new DotGeneral(d.rightBatch(), d.leftBatch(), d.rightContract(), d.leftContract()), product.caller(),
                y, x);
    }

    /** A sum over the batch of a contraction contracts the batch too. */
    private static Atom summed(Reduce r, DotGeneral d, Equation product, Simplify program) {
        int batch = d.leftBatch().size();
        if (!r.axes().stream().allMatch(i -> i < batch)) return null;
        Axes left = r.axes().map(d.leftBatch()::get), right = r.axes().map(d.rightBatch()::get);
        var whole = new DotGeneral(d.leftBatch().minus(left), d.rightBatch().minus(right), left.concat(d.leftContract()), right
                .concat(d.rightContract()));
        return program.bind(whole, product.caller(), product.operands().get(0), product.operands().get(1));
    }

    private record Transposed(Atom operand, Axes permutation) {}

    private static Transposed transposed(Atom a, Simplify program) {
        return program.definition(a) instanceof Equation d && d.primitive() instanceof Transpose t ? new Transposed(d.operands()
                .getFirst(), t.permutation()) : null;
    }

    /** Whether the free axes come in the same order in the untransposed operand. */
    private static boolean keepsOrder(Axes permutation, Axes free) { return free.map(permutation::get).ascending(); }
}
