package jacobi.cpu.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An index: a whole number that is a constant plus multiples of {@link Atom}s. Quotients and remainders are simplified by what
 * is known of the ranges, so that reshaping an index and shaping it back leaves what it was.
 */
public final class Ix {
    public static final Ix ZERO = of(0);

    /** A multiple of an atom; the factor is not 0. */
    public record Term(Atom atom, long factor) {
        @Override public int hashCode() { return 31 * atom.hashCode() + Long.hashCode(factor); }

        @Override public boolean equals(Object o) { return o instanceof Term t && factor == t.factor && atom.equals(t.atom); }
    }

    private final List<Term> terms;
    private final long constant;
    private final long low, high;
    private final int hash;

    private Ix(List<Term> terms, long constant) {
        this.terms = terms;
        this.constant = constant;
        long lo = constant, hi = constant;
        int sum = 0;
        for (int i = 0; i < terms.size(); i++) {
            var t = terms.get(i);
            lo += t.factor * (t.factor > 0 ? t.atom.low() : t.atom.high());
            hi += t.factor * (t.factor > 0 ? t.atom.high() : t.atom.low());
            sum += t.hashCode();
        }
        low = lo;
        high = hi;
        hash = 31 * sum + Long.hashCode(constant);
    }

    public static Ix of(long constant) { return constant == 0 && ZERO != null ? ZERO : new Ix(List.of(), constant); }

    /** An atom as an index; one of a single value is a constant, unless that value has yet to be checked. */
    public static Ix of(Atom atom) {
        if (atom.low() == atom.high() && !checks(atom)) return of(atom.low());
        return new Ix(List.of(new Term(atom, 1)), 0);
    }

    private static boolean checks(Atom atom) { return atom instanceof Atom.Of v && v.value() instanceof Expr.Checked; }

    /** Whether a value of it has yet to be checked. */
    public boolean checks() { return terms.stream().anyMatch(t -> checks(t.atom())); }

    public List<Term> terms() { return terms; }

    public long constant() { return constant; }

    /** The least value that it can have. */
    public long low() { return low; }

    /** The greatest value that it can have. */
    public long high() { return high; }

    public boolean isConstant() { return terms.isEmpty(); }

    /** By what it grows when an atom grows by one; parts within other atoms left out. */
    public long factor(Atom atom) {
        for (var t : terms) if (t.atom.equals(atom)) return t.factor;
        return 0;
    }

    public Ix plus(long c) { return c == 0 ? this : new Ix(terms, constant + c); }

    public Ix plus(Ix other) {
        if (other.isConstant()) return plus(other.constant);
        if (isConstant()) return other.plus(constant);
        var sum = new LinkedHashMap<Atom, Long>();
        for (var t : terms) sum.merge(t.atom, t.factor, Long::sum);
        for (var t : other.terms) sum.merge(t.atom, t.factor, Long::sum);
        return whole(sum, constant + other.constant);
    }

    /** A quotient and its remainder together are what was divided. */
    private static Ix whole(Map<Atom, Long> sum, long constant) {
        for (var t : sum.entrySet()) {
            if (!(t.getKey() instanceof Atom.Mod m)) continue;
            var quotient = new Atom.Div(m.of(), m.by());
            if (!Long.valueOf(t.getValue() * m.by()).equals(sum.get(quotient))) continue;
            var rest = new LinkedHashMap<>(sum);
            rest.remove(m);
            rest.remove(quotient);
            return build(rest, constant).plus(m.of().times(t.getValue()));
        }
        return build(sum, constant);
    }

    public Ix minus(Ix other) { return plus(other.times(-1)); }

    public Ix times(long k) {
        if (k == 0) return ZERO;
        if (k == 1) return this;
        if (terms.isEmpty()) return of(constant * k);
        return new Ix(terms.stream().map(t -> new Term(t.atom, t.factor * k)).toList(), constant * k);
    }

    private static Ix build(Map<Atom, Long> sum, long constant) {
        var terms = new ArrayList<Term>(sum.size());
        sum.forEach((a, f) -> {
            if (f != 0) terms.add(new Term(a, f));
        });
        return new Ix(List.copyOf(terms), constant);
    }

    /** The quotient by a positive number, rounded down. */
    public Ix div(long by) {
        if (by == 1) return this;
        var rest = rest(by);
        var whole = minus(rest);
        var quotient = new Ix(whole.terms.stream().map(t -> new Term(t.atom, t.factor / by)).toList(), whole.constant / by);
        return quotient.plus(smallDiv(rest, by));
    }

    private static Ix smallDiv(Ix rest, long by) {
        long least = Math.floorDiv(rest.low, by);
        if (least == Math.floorDiv(rest.high, by)) return of(least);
        if (rest.terms.size() == 1 && rest.constant == 0 && rest.terms.getFirst().factor == 1
                && rest.terms.getFirst().atom instanceof Atom.Div d) return d.of().div(d.by() * by);
        return of(new Atom.Div(rest, by));
    }

    /** The remainder by a positive number. */
    public Ix mod(long by) {
        if (by == 1) return ZERO;
        var rest = rest(by);
        long least = Math.floorDiv(rest.low, by);
        if (least == Math.floorDiv(rest.high, by)) return rest.plus(-least * by);
        return of(new Atom.Mod(rest, by));
    }

    /** What is left when all that is plainly divisible is taken away. */
    private Ix rest(long by) {
        return new Ix(terms.stream().filter(t -> t.factor % by != 0).toList(), Math.floorMod(constant, by));
    }

    /** Whether an index occurs anywhere in it. */
    public boolean uses(Index i) { return terms.stream().anyMatch(t -> uses(t.atom, i)); }

    private static boolean uses(Atom atom, Index i) {
        return switch (atom) {
            case Index j -> i == j;
            case Atom.Div d -> d.of().uses(i);
            case Atom.Mod m -> m.of().uses(i);
            case Atom.Of v -> v.value().uses(i);
        };
    }

    /** This with other things in place of its atoms. */
    public Ix map(Function<Atom, Ix> f) {
        if (terms.isEmpty()) return this;
        var sum = of(constant);
        for (var t : terms) sum = sum.plus(f.apply(t.atom).times(t.factor));
        return sum;
    }

    @Override public boolean equals(Object o) {
        if (this == o) return true;
        if (!(o instanceof Ix x) || x.hash != hash || x.constant != constant || x.terms.size() != terms.size()) return false;
        if (x.terms.equals(terms)) return true;
        var mine = new HashMap<Atom, Long>();
        for (var t : terms) mine.put(t.atom, t.factor);
        return x.terms.stream().allMatch(t -> Long.valueOf(t.factor).equals(mine.get(t.atom)));
    }

    @Override public int hashCode() { return hash; }

    @Override public String toString() {
        if (terms.isEmpty()) return Long.toString(constant);
        var text = terms.stream().map(t -> t.factor == 1 ? t.atom.toString() : t.factor + "*" + t.atom)
                .collect(Collectors.joining("+"));
        return constant == 0 ? text : text + (constant > 0 ? "+" : "") + constant;
    }
}
