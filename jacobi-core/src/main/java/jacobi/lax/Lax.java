package jacobi.lax;

import static jacobi.lax.Structured.part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import jacobi.F1;
import jacobi.F2;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.transform.Active;
import jacobi.tree.Structure;
import jacobi.tree.Tree;

/**
 * Control flow as functions of functions. Bodies are recorded once and compiled, so a loop costs no Java per round, and shapes
 * cannot change from round to round. Carries, operands and results are trees. What a body uses from around it is captured.
 */
@SuppressWarnings("unchecked")
public final class Lax {
    private Lax() {}

    /**
     * Repeats {@code body} while {@code condition} gives true. Forward derivatives always; reverse ones outside {@code jit},
     * where the rounds can be counted; inside {@code jit} give a bound.
     * @param condition of the carry, to a scalar pred
     * @param body      of the carry, to the next carry, of the same structure, dtypes and shapes
     */
    public static <T> T whileLoop(F1<T, Array> condition, F1<T, T> body, T init) {
        return loop(While.UNBOUNDED, condition, body, init);
    }

    /**
     * As {@link #whileLoop(F1, F1, Object)}, with a promise that there are at most {@code bound} rounds; then it has reverse
     * derivatives everywhere. Differentiated in reverse, a loop that takes more rounds gives NaN.
     */
    public static <T> T whileLoop(long bound, F1<T, Array> condition, F1<T, T> body, T init) {
        if (bound < 0) throw new DomainError("a loop cannot have this bound").expected("a bound of at least 0")
                .given("%d", bound).mend("leave it out if there is none").at(Frame.user());
        return loop(bound, condition, body, init);
    }

    private static <T> T loop(long bound, F1<T, Array> condition, F1<T, T> body, T init) {
        Absent.function(condition, "whileLoop");
        Absent.function(body, "whileLoop");
        var carry = Region.carry(init);
        var test = Region.of(carry, x -> predicate(condition.apply((T) x)));
        var step = Region.of(carry, x -> body.apply((T) x));
        step.checkCarry(carry, "whileLoop");
        var loop = new While(test.program(), step.program(), carry.leaves().length, bound);
        return (T) carry.structure().unflatten(loop.bindAll(Active.concat(carry.leaves(), test.captures(), step.captures())));
    }

    private static Array predicate(Array p) {
        if (Absent.refused(p, "a condition").dtype() == DType.PRED && p.rank() == 0) return p;
        throw new TypeError("a condition must be a truth value").expected("pred[]").given("%s", p.type())
                .mend("compare, and reduce with all() or any()").at(Frame.user());
    }

    /**
     * {@code for (i = from; i < to; i++) carry = body(i, carry)}; has all derivatives.
     * @param body of the index, s64[], and the carry, to the next carry
     */
    public static <T> T foriLoop(long from, long to, F2<Array, T, T> body, T init) {
        Absent.function(body, "foriLoop");
        var carry = Region.carry(init);
        var types = Active.concat(new ArrayType[] {ArrayType.scalar(DType.S64)}, carry.types());
        var recorded = Recording.of(types, in -> {
            var next = body.apply(in[0], (T) carry.structure().unflatten(part(in, 1, in.length)));
            return Active.concat(new Array[] {in[0].plus(1)}, carry.fit(Tree.flatten(next), "foriLoop"));
        });
        var scan = new Scan(recorded.program(), types.length, 0, Math.max(0, to - from), false);
        var y = scan.bindAll(recorded.with(Active.concat(new Array[] {Array.of(from)}, carry.leaves())));
        return (T) carry.structure().unflatten(part(y, 1, types.length));
    }

    /**
     * As {@link #foriLoop(long, long, F2, Object)} with bounds known only at run time, scalar integers. Reverse derivatives as
     * for a whileLoop.
     */
    public static <T> T foriLoop(Array from, Array to, F2<Array, T, T> body, T init) {
        Absent.refused(from, "foriLoop");
        Absent.refused(to, "foriLoop");
        Absent.function(body, "foriLoop");
        var last = to.convert(DType.S64);
        var end = whileLoop(x -> Compare.LT.bind((Array) x[0], last), x -> next(body, x),
                new Object[] {from.convert(DType.S64), init});
        return (T) end[1];
    }

    private static <T> Object[] next(F2<Array, T, T> body, Object[] x) {
        var i = (Array) x[0];
        return new Object[] {i.plus(1), body.apply(i, (T) x[1])};
    }

    /**
     * Runs one of two functions. Both are recorded, one is run; under {@code vmap} with a mapped pred both are run and each
     * example takes its own.
     * @param pred scalar
     */
    public static <A, R> R cond(Array pred, F1<A, R> onTrue, F1<A, R> onFalse, A operand) {
        return branch("cond", predicate(pred).convert(DType.S32), Arrays.asList(onFalse, onTrue), operand);
    }

    /** As {@link #cond(Array, F1, F1, Object)}, for functions that capture what they need. */
    public static <R> R cond(Array pred, Supplier<R> onTrue, Supplier<R> onFalse) {
        Absent.function(onTrue, "cond");
        Absent.function(onFalse, "cond");
        return cond(pred, _ -> onTrue.get(), _ -> onFalse.get(), List.of());
    }

    /**
     * Runs one of several functions by an index; an index outside takes the nearest.
     * @param index scalar integer
     */
    public static <A, R> R switchCase(Array index, List<? extends F1<A, R>> branches, A operand) {
        Absent.refused(branches, "switchCase", "a list of functions");
        if (Absent.refused(index, "switchCase").rank() != 0 || !index.dtype()
                .isInteger()) throw new TypeError("a branch cannot be chosen by this")
                .expected("a scalar integer").given("%s", index.type())
                .mend("convert it, or use where for a choice by element").at(Frame.user());
        if (branches.isEmpty()) throw new DomainError("there is nothing to choose from").expected("at least one branch")
                .given("none").mend("give the branches in a list").at(Frame.user());
        return branch("switchCase", nearest(index, branches.size()), branches, operand);
    }

    private static <A, R> R branch(String name, Array index, List<? extends F1<A, R>> branches, A operand) {
        for (var f : branches) Absent.function(f, name);
        var x = Region.carry(operand);
        var regions = branches.stream().map(f -> Region.of(x, a -> f.apply((A) a))).toList();
        for (var r : regions) r.checkSame(regions.getFirst(), name);
        var captures = regions.stream().map(Region::captures).toList();
        var programs = new ArrayList<Program>();
        for (int i = 0; i < regions.size(); i++) programs.add(regions.get(i).padded(x.leaves().length, captures, i));
        var all = Active.concat(x.leaves(), captures.toArray(Array[][]::new));
        var inside = new Case(programs).bindAll(Active.concat(new Array[] {index}, all));
        return (R) regions.getFirst().result(inside);
    }

    private static Array bound(Array index, long n) {
        return new Constant(index.dtype(), Math.min(n, Monoid.greatest(index.dtype()).bits() & Long.MAX_VALUE), 0).bind();
    }

    private static Array nearest(Array index, int n) {
        return Binary.MINIMUM.bind(Binary.MAXIMUM.bind(index, bound(index, 0)), bound(index, n - 1)).convert(DType.S32);
    }

    /**
     * Runs {@code body} along axis 0 of the arrays in xs: from a carry and a slice to the next carry and what is stacked. All
     * derivatives, in memory proportional to the length.
     * @param xs a tree of arrays of one size along axis 0
     * @return the last carry, and the stacked results
     */
    public static <C, X, Y> Pair<C, Y> scan(F2<C, X, Pair<C, Y>> body, C init, X xs) { return scan(body, init, xs, false); }

    /** As {@link #scan(F2, Object, Object)}; in reverse, slices are read and written from the last to the first. */
    public static <C, X, Y> Pair<C, Y> scan(F2<C, X, Pair<C, Y>> body, C init, X xs, boolean reverse) {
        var slices = Tree.flatten(xs);
        if (slices.leaves().length == 0) throw new TreeError("scan has nothing to scan").expected("at least one array in xs")
                .given("none").mend("use the scan that takes a length").at(Frame.user());
        return run(body, init, slices, length(slices), reverse);
    }

    /** As {@link #scan(F2, Object, Object)}, {@code length} times with nothing to read. */
    public static <C, Y> Pair<C, Y> scan(F1<C, Pair<C, Y>> body, C init, long length) {
        Absent.function(body, "scan");
        return run((C c, Object _) -> body.apply(c), init, Tree.flatten(List.of()), length, false);
    }

    private static long length(Tree.Flat xs) {
        for (int i = 0; i < xs.leaves().length; i++) {
            var x = xs.leaves()[i];
            if (x.rank() == 0 || x.shape().dim(0) != xs.leaves()[0].shape().dim(0))
                throw new ShapeError("scan cannot take these arrays")
                    .expected("arrays of one size along axis 0")
                            .given("xs%s of type %s, xs%s of type %s", xs.structure().path(0), xs.leaves()[0].type(),
                            xs.structure().path(i), x.type())
                    .mend("slice or broadcast them first; what is the same each time can be captured by the body")
                            .at(Frame.user());
        }
        return xs.leaves()[0].shape().dim(0);
    }

    private static <C, X, Y> Pair<C, Y> run(F2<C, X, Pair<C, Y>> body, C init, Tree.Flat xs, long length, boolean reverse) {
        Absent.function(body, "scan");
        var carry = Region.carry(init);
        int c = carry.leaves().length;
        var sliceTypes = Arrays.stream(xs.leaves()).map(x -> x.type().withShape(x.shape().slice(1, x.rank())))
                .toArray(ArrayType[]::new);
        var out = new Structure[2];
        var types = Active.concat(carry.types(), sliceTypes);
        var recorded = Recording.of(types, in -> {
            var next = body.apply((C) carry.structure().unflatten(part(in, 0, c)),
                    (X) xs.structure().unflatten(part(in, c, in.length)));
            Absent.refused(next, "scan", "a body whose result is a Pair");
            Tree.Flat first = Tree.flatten(next.first()), second = Tree.flatten(next.second());
            out[0] = first.structure();
            out[1] = second.structure();
            return Active.concat(carry.fit(first, "scan"), second.leaves());
        });
        var scan = new Scan(recorded.program(), c, sliceTypes.length, length, reverse);
        var y = scan.bindAll(recorded.with(Active.concat(carry.leaves(), xs.leaves())));
        return new Pair<>((C) out[0].unflatten(part(y, 0, c)), (Y) out[1].unflatten(part(y, c, y.length)));
    }
}
