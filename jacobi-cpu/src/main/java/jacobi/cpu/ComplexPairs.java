package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Complex numbers as pairs: in the place of each complex array two real ones, of its real and its imaginary parts, through
 * loops and branches too. In memory they lie side by side: arguments and results are real arrays with a last axis of two. What
 * functions of complex numbers are is for {@link ComplexMath} to say.
 */
final class ComplexPairs {
    private final List<Equation> equations = new ArrayList<>();
    /** What stands for each variable: one atom or two. */
    private final Map<Var, List<Atom>> atoms = new HashMap<>();

    private ComplexPairs() {}

    /** A program without complex numbers that does the same to arrays of pairs. */
    static Program program(Program p) {
        if (!Programs.has(DType::isComplex, p)) return p;
        var pairs = new ComplexPairs();
        var inputs = p.inputs().stream().map(pairs::argument).toList();
        p.equations().forEach(pairs::add);
        return new Program(inputs, pairs.equations, p.results().stream().map(pairs::result).toList());
    }

    private static boolean isComplex(Atom a) { return a.type().dtype().isComplex(); }

    private static ArrayType part(ArrayType t) { return t.withDType(t.dtype().part()); }

    // ---- arguments and results

    private Var argument(Var v) {
        if (!isComplex(v)) return parts(v).getFirst();
        var part = part(v.type());
        var pairs = new Var(part.withShape(part.shape().append(2)));
        var split = Recording.of(new ArrayType[] {pairs.type()}, false, x -> new Array[] {x[0].get(Index.rest(), Index.at(0)),
            x[0].get(Index.rest(), Index.at(1))});
        atoms.put(v, Programs.splice(split.program(), List.of(pairs), null, equations));
        return pairs;
    }

    private Atom result(Atom a) {
        var parts = flat(List.of(a));
        if (!isComplex(a)) return parts.getFirst();
        var types = parts.stream().map(Atom::type).toArray(ArrayType[]::new);
        var joined = Recording.of(types, false, x -> new Array[] {Array.stack(-1, x)});
        return Programs.splice(joined.program(), parts, null, equations).getFirst();
    }

    /** New variables for the parts of a complex one, noted; others are themselves. */
    private List<Var> parts(Var v) {
        var parts = isComplex(v) ? List.of(new Var(part(v.type())), new Var(part(v.type()))) : List.of(v);
        atoms.put(v, List.copyOf(parts));
        return parts;
    }

    // ---- equations

    /** Atoms, each complex one as two. */
    private List<Atom> flat(List<Atom> some) {
        var flat = new ArrayList<Atom>();
        for (var a : some) {
            switch (a) {
                case Var v -> flat.addAll(atoms.get(v));
                case Literal l when isComplex(l) -> {
                    var part = l.type().dtype().part();
                    flat.add(new Literal(new Constant(part, l.constant().bits(), 0)));
                    flat.add(new Literal(new Constant(part, l.constant().imaginary(), 0)));
                }
                case Literal l -> flat.add(l);
            }
        }
        return flat;
    }

    private static int count(List<? extends Atom> some) { return some.size() + (int) some.stream().filter(ComplexPairs::isComplex)
            .count(); }

    private void add(Equation e) {
        var operands = flat(e.operands());
        if (!Programs.regions(e).isEmpty()) structured(e, operands);
        else if (!Programs.has(DType::isComplex, e) || e.primitive() instanceof Sort) plain(e.primitive(), e, operands);
        else {
            var types = operands.stream().map(Atom::type).toArray(ArrayType[]::new);
            var rule = Recording.of(types, false, x -> computed(e, x));
            atoms.put(e.result(), Programs.splice(rule.program(), operands, e.caller(), equations));
        }
    }

    /** An equation whose results are as many as they were, complex ones counted twice. */
    private void plain(Primitive f, Equation e, List<Atom> operands) {
        var results = new ArrayList<Var>();
        for (var v : e.results()) results.addAll(parts(v));
        equations.add(new Equation(f, operands, results, e.caller()));
    }

    private void structured(Equation e, List<Atom> operands) {
        plain(switch (e.primitive()) {
            case While w -> new While(region(w.condition()), region(w.body()), count(w.body().results()), w.bound(), w
                    .examples());
            case Scan s -> new Scan(region(s.body()), count(e.operands().subList(0, s.carries())), count(e.operands().subList(s
                    .carries(), s.carries() + s.slices())), s.length(), s.reverse());
            case Case c -> new Case(c.branches().stream().map(ComplexPairs::region).toList());
            default -> throw JacobiError.bug("%s holds programs", e.primitive().mnemonic());
        }, e, operands);
    }

    /** A loop's body, or a branch: pairs go in and come out part by part. */
    private static Program region(Program p) {
        if (!Programs.has(DType::isComplex, p)) return p;
        var pairs = new ComplexPairs();
        var inputs = new ArrayList<Var>();
        for (var v : p.inputs()) inputs.addAll(pairs.parts(v));
        p.equations().forEach(pairs::add);
        return new Program(inputs, pairs.equations, pairs.flat(p.results()));
    }

    // ---- rules

    /** The result of an equation, from the parts of its operands: two arrays, or one if it is not complex. */
    private static Array[] computed(Equation e, Array[] flat) {
        var x = new ArrayList<Parts>();
        int at = 0;
        for (var a : e.operands()) x.add(isComplex(a) ? new Parts(flat[at++], flat[at++]) : Parts.real(flat[at++]));
        var y = computed(e, e.primitive(), x.toArray(Parts[]::new)).of(e.result().type().shape());
        return y.isComplex() ? new Array[] {y.re(), y.im()} : new Array[] {y.re()};
    }

    private static Parts computed(Equation e, Primitive f, Parts... x) {
        return switch (f) {
            case Unary u -> unary(u, x[0]);
            case Binary b -> binary(b, x[0], x[1]);
            case Compare c -> Parts.real(compare(c, x[0], x[1]));
            case Select _ -> x[1].where(x[0].re(), x[2]);
            case Convert c -> convert(c.dtype(), x[0]);
            case Linear l -> new Parts(l.bind(res(x)), l.bind(ims(x)));
            case DynamicSlice _, Gather _ -> byParts(f, x, 0);
            case DynamicUpdateSlice _ -> byParts(f, x, 0, 1);
            case Scatter s when s.combine() == Scatter.Combine.MULTIPLY -> throw unsupported(e);
            case Scatter _ -> byParts(f, x, 0, 2);
            case Reduce r -> r.monoid() == Monoid.PRODUCT ? product(x[0], r.axes()) : x[0].each(r::bind);
            case Cumulative c -> c.monoid() == Monoid.PRODUCT ? products(x[0], c) : x[0].each(c::bind);
            case DotGeneral d -> new Parts(d.bind(x[0].re(), x[1].re()).minus(d.bind(x[0].im(), x[1].im())),
                    d.bind(x[0].re(), x[1].im()).plus(d.bind(x[0].im(), x[1].re())));
            case Iota i -> {
                var real = new Iota(part(i.type()), i.axis()).bind();
                yield new Parts(real, zero(real));
            }
            case Solve s -> solution(s, x[0], x[1]);
            case Bitcast _, Cholesky _, TriangularSolve _, Lu _ -> throw unsupported(e);
            case Constant _, ArgReduce _, Sort _, While _, Scan _, Case _, Call _, Custom _ ->
                throw JacobiError.bug("%s of complex numbers", f.mnemonic());
        };
    }

    private static Unsupported unsupported(Equation e) {
        return new Unsupported("%s of %s".formatted(e.primitive().mnemonic(), e.operands().getFirst().type().dtype()));
    }

    private static Array[] res(Parts... x) { return Arrays.stream(x).map(Parts::re).toArray(Array[]::new); }

    private static Array[] ims(Parts... x) { return Arrays.stream(x).map(Parts::im).toArray(Array[]::new); }

    /** The same done to real and to imaginary parts; the other operands, such as indices, are real. */
    private static Parts byParts(Primitive f, Parts[] x, int... complex) {
        Array[] re = res(x), im = res(x);
        for (int i : complex) im[i] = x[i].im();
        return new Parts(f.bind(re), f.bind(im));
    }

    private static Array zero(Array x) { return Constant.of(x.dtype(), 0).bind(); }

    private static Parts unary(Unary f, Parts z) {
        return switch (f) {
            case REAL -> Parts.real(z.re());
            case IMAG -> Parts.real(z.im());
            case ABS -> Parts.real(ComplexMath.abs(z));
            case NEGATE -> z.negated();
            case STOP_GRADIENT -> z.each(f::bind);
            default -> ComplexMath.apply(f, z.convert(DType.F64)).convert(z.re().dtype());
        };
    }

    private static Parts binary(Binary f, Parts x, Parts y) {
        return switch (f) {
            case COMPLEX -> new Parts(x.re(), y.re());
            case ADD -> x.plus(y);
            case SUBTRACT -> x.minus(y);
            case MULTIPLY -> x.times(y);
            case DIVIDE -> ComplexMath.divide(x.convert(DType.F64), y.convert(DType.F64)).convert(x.re().dtype());
            case POWER -> ComplexMath.power(x.convert(DType.F64), y.convert(DType.F64)).convert(x.re().dtype());
            default -> throw JacobiError.bug("%s of complex numbers", f.mnemonic());
        };
    }

    private static Array compare(Compare f, Parts x, Parts y) {
        Array re = f.bind(x.re(), y.re()), im = f.bind(x.im(), y.im());
        return switch (f) {
            case EQ -> re.and(im);
            case NE -> re.or(im);
            case LT, LE, GT, GE -> throw JacobiError.bug("%s of complex numbers", f.mnemonic());
        };
    }

    private static Parts convert(DType to, Parts x) {
        if (!x.isComplex()) return new Parts(x.re().convert(to.part()), zero(x.re().convert(to.part())));
        if (to.isComplex()) return x.convert(to.part());
        return Parts.real(to == DType.PRED ? x.re().ne(0).or(x.im().ne(0)) : x.re().convert(to));
    }

    /** Halves of what is left are multiplied, the odd one among them, till one is. */
    private static Parts product(Parts x, Axes axes) {
        var kept = Axes.upTo(x.re().rank()).minus(axes);
        var shape = x.re().shape().select(kept);
        long n = x.re().shape().select(axes).size();
        if (n == 0) return new Parts(Constant.of(x.re().dtype(), 1).bind(), zero(x.re()));
        var left = x.each(a -> a.transpose(axes.concat(kept)).reshape(shape.prepend(n)));
        for (long all = n; all > 1; all = (all + 1) / 2) {
            long half = all / 2;
            var products = rows(left, 0, half).times(rows(left, half, 2 * half));
            var odd = rows(left, 2 * half, all);
            left = all % 2 == 0 ? products : joined(products, odd);
        }
        return left.each(a -> a.reshape(shape));
    }

    private static Parts joined(Parts x, Parts y) {
        return new Parts(Array.concatenate(0, x.re(), y.re()), Array.concatenate(0, x.im(), y.im()));
    }

    /** Running products, slice by slice. */
    private static Parts products(Parts x, Cumulative c) {
        int rank = x.re().rank();
        var first = Axes.of(c.axis()).concat(Axes.upTo(rank).minus(Axes.of(c.axis())));
        var slices = x.each(a -> a.transpose(first));
        var one = new Parts(Constant.of(x.re().dtype(), 1).bind(), zero(x.re())).of(slices.re().shape().slice(1, rank));
        var running = Lax.scan((Pair<Array, Array> before, Pair<Array, Array> next) -> {
            var product = new Parts(before.first(), before.second()).times(new Parts(next.first(), next.second()));
            var pair = new Pair<>(product.re(), product.im());
            return new Pair<>(pair, pair);
        }, new Pair<>(one.re(), one.im()), new Pair<>(slices.re(), slices.im()), c.reverse()).second();
        return new Parts(running.first(), running.second()).each(a -> a.transpose(first.inverse()));
    }

    /** Of A + i B and C + i D, from the real system of [A -B; B A] and [C; D]. */
    private static Parts solution(Solve s, Parts a, Parts b) {
        int down = a.re().rank() - 2, across = down + 1;
        var matrix = s.transposed() ? a.each(m -> m.swapAxes(down, across)) : a;
        Array above = Array.concatenate(across, matrix.re(), matrix.im().unaryMinus());
        Array below = Array.concatenate(across, matrix.im(), matrix.re());
        Array x = new Solve(false).bind(Array.concatenate(down, above, below), Array.concatenate(down, b.re(), b.im()));
        var halves = x.split(2, down);
        return new Parts(halves.get(0), halves.get(1));
    }

    private static Parts rows(Parts x, long from, long to) { return x.each(a -> a.get(Index.range(from, to))); }
}
