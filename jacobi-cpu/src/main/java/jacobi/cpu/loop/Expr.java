package jacobi.cpu.loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jacobi.core.DType;
import jacobi.core.Primitive;
import jacobi.lax.Constant;
import jacobi.lax.Monoid;

/**
 * A number as a function of the loop variables it uses. Equal expressions of one {@link Exprs} are one object, so that
 * expressions are graphs and compared by identity; whoever walks over one remembers where it has been.
 */
public abstract sealed class Expr {
    private final DType dtype;
    private final Set<Index> free;

    Expr(DType dtype, Set<Index> free) {
        this.dtype = dtype;
        this.free = free;
    }

    public DType dtype() { return dtype; }

    /** The loop variables that it depends on, those that it binds itself left out. */
    public Set<Index> free() { return free; }

    public boolean uses(Index i) { return free.contains(i); }

    /** The expressions that it is made of, indices left out. */
    public List<Expr> parts() { return List.of(); }

    /** A constant. */
    public static final class Num extends Expr {
        private final Constant value;

        Num(Constant value) {
            super(value.dtype(), Set.of());
            this.value = value;
        }

        public Constant value() { return value; }
    }

    /**
     * The element of a memory at a place. Where there is a mask and it is false, the memory is not touched and the number is of
     * no meaning.
     */
    public static final class Load extends Expr {
        private final Memory memory;
        private final Ix at;
        private final Expr mask;

        Load(Memory memory, Ix at, Expr mask) {
            super(memory.dtype(), union(free(at), mask));
            this.memory = memory;
            this.at = at;
            this.mask = mask;
        }

        public Memory memory() { return memory; }

        public Ix at() { return at; }

        /** A pred, or null if the place is always within the memory. */
        public Expr mask() { return mask; }

        @Override public List<Expr> parts() { return mask == null ? List.of() : List.of(mask); }
    }

    /** A row of lax's elementwise tables: Unary, Binary, Compare, Select, Convert or Bitcast, on numbers. */
    public static final class Apply extends Expr {
        private final Primitive function;
        private final List<Expr> operands;

        Apply(Primitive function, DType dtype, List<Expr> operands) {
            super(dtype, union(Set.of(), operands.toArray(Expr[]::new)));
            this.function = function;
            this.operands = operands;
        }

        public Primitive function() { return function; }

        public List<Expr> operands() { return operands; }

        public Expr operand(int i) { return operands.get(i); }

        @Override public List<Expr> parts() { return operands; }
    }

    /** ±a b ± c, rounded once. */
    public static final class MulAdd extends Expr {
        private final Expr a, b, c;
        private final boolean minusProduct, minusAddend;

        MulAdd(Expr a, Expr b, Expr c, boolean minusProduct, boolean minusAddend) {
            super(c.dtype(), union(Set.of(), a, b, c));
            this.a = a;
            this.b = b;
            this.c = c;
            this.minusProduct = minusProduct;
            this.minusAddend = minusAddend;
        }

        public Expr a() { return a; }

        public Expr b() { return b; }

        public Expr c() { return c; }

        public boolean minusProduct() { return minusProduct; }

        public boolean minusAddend() { return minusAddend; }

        @Override public List<Expr> parts() { return List.of(a, b, c); }
    }

    /** An index as a number. */
    public static final class Count extends Expr {
        private final Ix index;

        Count(Ix index, DType dtype) {
            super(dtype, free(index));
            this.index = index;
        }

        public Ix index() { return index; }

        /** Whether the dtype is an integer that holds every value of the index. */
        public boolean isExact() {
            int bits = dtype().isSigned() ? dtype().bits() - 1 : dtype().bits();
            return dtype().isInteger() && index.low() >= (dtype().isSigned() ? -1L << bits : 0)
                    && (bits >= 63 || index.high() < 1L << bits);
        }
    }

    /** A body combined by a monoid over all values of some loop variables. */
    public static final class Fold extends Expr {
        private final Monoid monoid;
        private final List<Index> over;
        private final Expr body;

        Fold(Monoid monoid, List<Index> over, Expr body) {
            super(body.dtype(), without(body.free(), over));
            this.monoid = monoid;
            this.over = over;
            this.body = body;
        }

        public Monoid monoid() { return monoid; }

        public List<Index> over() { return over; }

        public Expr body() { return body; }

        /** The number of values combined. */
        public long size() { return over.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b); }

        @Override public List<Expr> parts() { return List.of(body); }
    }

    /** The first value of a loop variable at which the body is least or greatest; the first NaN wins. */
    public static final class ArgFold extends Expr {
        private final Monoid extreme;
        private final Index over;
        private final Expr body;

        ArgFold(Monoid extreme, Index over, Expr body) {
            super(DType.S64, without(body.free(), List.of(over)));
            this.extreme = extreme;
            this.over = over;
            this.body = body;
        }

        public Monoid extreme() { return extreme; }

        public Index over() { return over; }

        public Expr body() { return body; }

        @Override public List<Expr> parts() { return List.of(body); }
    }

    /**
     * A body combined by a monoid over the values of a loop variable up to the present one, after a start that does not depend
     * on it. The variable is one of the nest's domain, which runs over it whole: no pass moves or cuts it.
     */
    public static final class Running extends Expr {
        private final Monoid monoid;
        private final Index along;
        private final Expr body, start;

        Running(Monoid monoid, Index along, Expr body, Expr start) {
            super(body.dtype(), union(Set.of(along), body, start));
            this.monoid = monoid;
            this.along = along;
            this.body = body;
            this.start = start;
        }

        public Monoid monoid() { return monoid; }

        public Index along() { return along; }

        public Expr body() { return body; }

        public Expr start() { return start; }

        @Override public List<Expr> parts() { return List.of(body, start); }
    }

    /**
     * An s64 brought into a range; if it was outside, the call fails. Of several failures the least in the program's order is
     * told.
     */
    public static final class Checked extends Expr {
        private final Expr index;
        private final long low, high;
        private final int check;
        private final Expr mask;

        Checked(Expr index, long low, long high, int check, Expr mask) {
            super(DType.S64, union(Set.of(), mask == null ? new Expr[] {index} : new Expr[] {index, mask}));
            this.index = index;
            this.low = low;
            this.high = high;
            this.check = check;
            this.mask = mask;
        }

        public Expr index() { return index; }

        public long low() { return low; }

        public long high() { return high; }

        /** Which check of the program this is, counted in its order. */
        public int check() { return check; }

        /** Where it is false nothing is checked; or null. */
        public Expr mask() { return mask; }

        @Override public List<Expr> parts() { return mask == null ? List.of(index) : List.of(index, mask); }
    }

    static Set<Index> free(Ix at) {
        var free = new LinkedHashSet<Index>();
        collect(at, free);
        return free;
    }

    private static void collect(Ix at, Set<Index> free) {
        for (var t : at.terms()) {
            switch (t.atom()) {
                case Index i -> free.add(i);
                case Atom.Div d -> collect(d.of(), free);
                case Atom.Mod m -> collect(m.of(), free);
                case Atom.Of v -> free.addAll(v.value().free());
            }
        }
    }

    private static Set<Index> union(Set<Index> some, Expr... more) {
        Set<Index> union = some;
        for (var e : more) {
            if (e == null || union.containsAll(e.free)) continue;
            union = new LinkedHashSet<>(union);
            union.addAll(e.free);
        }
        return union;
    }

    private static Set<Index> without(Set<Index> some, List<Index> bound) {
        var rest = new LinkedHashSet<>(some);
        bound.forEach(rest::remove);
        return rest;
    }
}
