package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.lax.Scatter.Combine;

/**
 * Where the numbers of a program's values lie, as far as its text tells: counts, clipped numbers, places of extremes, and what
 * is computed of them without wrapping. What a loop carries lies where its start does and where a round puts it, from there on.
 * All that is said holds of every element, whatever the program is called with.
 */
final class Ranges {
    /** Equations looked at, loops round by round, after which loops within loops are not told apart. */
    private static final int MOST = 5_000;
    /** Rounds in which what a loop carries grows, before all of it may be anything. */
    private static final int ROUNDS = 4;

    private final Map<Var, Range> known = new IdentityHashMap<>();
    private final Map<Var, Equation> definitions = new IdentityHashMap<>();
    private final Map<Program, Boolean> telling = new IdentityHashMap<>();
    private final boolean floats;
    private int looked;

    private Ranges(boolean floats) { this.floats = floats; }

    static Ranges of(Program p) {
        var ranges = new Ranges(rounds(p));
        if (ranges.tells(p)) ranges.run(p, ranges.any(p), true);
        return ranges;
    }

    // ---- what there is to know

    /** Whether floats become integers somewhere: else it does not matter where they lie. */
    private static boolean rounds(Program p) {
        for (var e : p.equations()) {
            if (e.primitive() instanceof Convert c && c.dtype().isInteger() && e.operands().getFirst().type().dtype().isFloat())
                return true;
            for (var r : Programs.regions(e)) if (rounds(r)) return true;
        }
        return false;
    }

    /** Whether an equation may tell where integers lie. */
    private boolean tells(Equation e) {
        if (floats) return true;
        if (isCounted(e.results())) return true;
        for (var r : Programs.regions(e)) if (tells(r)) return true;
        return false;
    }

    private boolean tells(Program p) {
        if (floats) return true;
        var known = telling.get(p);
        if (known == null) telling.put(p, known = isCounted(p.inputs()) || p.equations().stream().anyMatch(this::tells));
        return known;
    }

    private static boolean isCounted(List<Var> values) {
        for (var v : values) if (!v.type().dtype().isInexact()) return true;
        return false;
    }

    // ---- what is known

    Range of(Atom a) {
        return switch (a) {
            case Literal l -> literal(l);
            case Var v -> known.getOrDefault(v, Range.of(v.type().dtype()));
        };
    }

    /** What defines a value, in whichever region. */
    Equation definition(Atom a) { return definitions.get(a); }

    /** Where the numbers lie whose place along the last axis is {@code i}. */
    Range at(Atom a, int i) {
        var e = definitions.get(a);
        if (e == null || !(e.primitive() instanceof Concatenate c) || c.axis() != a.type().rank() - 1) return of(a);
        int rest = i;
        for (var part : e.operands()) {
            int n = (int) part.type().dim(c.axis());
            if (rest < n) return at(part, rest);
            rest -= n;
        }
        return of(a);
    }

    private static Range literal(Literal l) {
        var c = l.constant();
        var t = c.dtype();
        if (t.isComplex()) return Range.of(t);
        double value = t.isFloat() ? c.real() : (double) c.bits();
        if (t.isFloat()) return Double.isNaN(value) ? Range.of(t) : Range.of(value);
        return Range.of(t, value, value);
    }

    private List<Range> any(Program p) {
        return p.inputs().stream().map(v -> Range.of(v.type().dtype())).toList();
    }

    /** What a program's results are. @param last whether what is found holds, and is to be kept */
    private List<Range> run(Program p, List<Range> inputs, boolean last) {
        var region = new Region(last);
        for (int i = 0; i < inputs.size(); i++) region.put(p.inputs().get(i), inputs.get(i));
        for (var e : p.equations()) {
            if (!tells(e)) continue;
            looked++;
            for (var v : e.results()) definitions.put(v, e);
            region.add(e);
        }
        if (last) region.found.forEach((v, r) -> known.merge(v, r, Range::join));
        return p.results().stream().map(region::of).toList();
    }

    /** What is known of the values of one program, if its inputs lie where they are said to. */
    final class Region {
        private final Map<Var, Range> found = new IdentityHashMap<>();
        private final ElementRanges elements = new ElementRanges(this);
        private final boolean last;

        Region(boolean last) { this.last = last; }

        Range of(Atom a) {
            return switch (a) {
                case Literal l -> literal(l);
                case Var v -> found.getOrDefault(v, Range.of(v.type().dtype()));
            };
        }

        Equation definition(Atom a) { return Ranges.this.definition(a); }

        private void put(Var v, Range r) { found.put(v, r); }

        private void add(Equation e) {
            switch (e.primitive()) {
                case Scan s -> put(e.results(), scan(s, e));
                case While w -> put(e.results(), loop(w, e));
                case Case c -> put(e.results(), choose(c, e));
                case Sort _ -> put(e.results(), e.operands().stream().map(this::of).toList());
                case Primitive _ when e.results().size() == 1 -> put(e.result(), element(e));
                default -> {}
            }
        }

        private void put(List<Var> results, List<Range> ranges) {
            for (int i = 0; i < results.size(); i++) put(results.get(i), ranges.get(i));
        }

        private Range element(Equation e) {
            var t = e.result().type().dtype();
            var x = e.operands();
            return switch (e.primitive()) {
                case Elementwise f -> elements.of(f, e);
                case Iota i -> t.isInteger() ? Range.of(t, 0, Math.max(0, i.type().dim(i.axis()) - 1)) : Range.of(t);
                case Concatenate _ -> x.stream().map(this::of).reduce(Range::join).orElseThrow();
                case Pad _ -> of(x.get(0)).join(of(x.get(1)));
                case DynamicSlice d when d.bounds() == Bounds.FILL && !t.isFloat() -> of(x.getFirst()).join(Range.of(0));
                case Gather g when g.bounds() == Bounds.FILL && !t.isFloat() -> of(x.getFirst()).join(Range.of(0));
                case BroadcastInDim _, Reshape _, Transpose _, Reverse _, Slice _, DynamicSlice _, Gather _ -> of(x.getFirst());
                case DynamicUpdateSlice _ -> of(x.get(0)).join(of(x.get(1)));
                case Scatter s when s.combine() == Combine.SET || s.combine() == Combine.MIN || s.combine() == Combine.MAX ->
                        of(x.get(0)).join(of(x.get(2)));
                case ArgReduce r -> Range.of(t, 0, Math.max(0, x.getFirst().type().dim(r.axis()) - 1));
                case Reduce r -> reduced(r.monoid(), of(x.getFirst()), t, count(r, x.getFirst().type()), count(r,
                        x.getFirst().type()));
                case Cumulative c -> reduced(c.monoid(), of(x.getFirst()), t, 1, x.getFirst().type().dim(c.axis()));
                default -> Range.of(t);
            };
        }

        private static long count(Reduce r, ArrayType x) {
            return r.axes().stream().mapToLong(x::dim).reduce(1, (a, b) -> a * b);
        }

        /** From {@code least} to {@code most} numbers combined. */
        private static Range reduced(Monoid m, Range x, DType t, long least, long most) {
            if (most == 0 || m != Monoid.SUM && m != Monoid.MIN && m != Monoid.MAX) return Range.of(t);
            if (m != Monoid.SUM) return x;
            return t.isInteger() ? Range.of(t, x.low() * (x.low() < 0 ? most : least), x.high() * (x.high() > 0 ? most : least))
                    : Range.of(t);
        }

        private List<Range> of(List<Atom> atoms) { return atoms.stream().map(this::of).toList(); }

        private List<Range> choose(Case c, Equation e) {
            var operands = of(e.operands().subList(1, e.operands().size()));
            List<Range> all = null;
            for (var p : c.branches()) {
                var results = Ranges.this.run(p, operands, last);
                all = all == null ? results : joined(all, results);
            }
            return all;
        }

        // ---- loops

        private List<Range> scan(Scan s, Equation e) {
            var loop = new Loop(s.body(), of(e.operands()), s.carries()) {
                @Override Range counted(int i) { return counter(s, i, start.get(i), s.length() - 1); }
            };
            var carries = new ArrayList<>(loop.end());
            for (int i = 0; i < s.carries(); i++) {
                var counter = counter(s, i, loop.start.get(i), s.length());
                if (counter != null) carries.set(i, counter);
            }
            carries.addAll(loop.results.subList(s.carries(), loop.results.size()));
            return carries;
        }

        /** What a carry is that grows by the same in each of so many rounds; null if it does not. */
        private Range counter(Scan s, int i, Range start, long rounds) {
            var p = s.body();
            var input = p.inputs().get(i);
            var e = p.equations().stream().filter(q -> q.results().contains(p.results().get(i))).findFirst().orElse(null);
            if (e == null || !input.type().dtype().isInteger() || e.primitive() != Binary.ADD || !e.operands().contains(input))
                return null;
            if (!(e.operands().get(e.operands().get(0) == input ? 1 : 0) instanceof Literal step)) return null;
            if (!literal(step).isOne()) return null;                       // as that of a u64 that counts down by wrapping
            double all = literal(step).low() * Math.max(0, rounds);
            return Range.of(input.type().dtype(), start.low() + Math.min(0, all), start.high() + Math.max(0, all));
        }

        private List<Range> loop(While w, Equation e) {
            int body = w.carries() + w.conditionExtras();
            var inputs = new ArrayList<>(of(e.operands().subList(0, w.carries())));
            inputs.addAll(of(e.operands().subList(body, e.operands().size())));
            var loop = new Loop(w.body(), inputs, w.carries()) {
                @Override Range within(int i, Range r) { return conditioned(w, i, r); }
            };
            var end = loop.end();
            var condition = new ArrayList<>(end);
            condition.addAll(of(e.operands().subList(w.carries(), body)));
            Ranges.this.run(w.condition(), condition, last);
            return end;
        }

        /** What a carry is where the loop goes on. */
        private Range conditioned(While w, int i, Range r) {
            var p = w.condition();
            if (w.examples() > 0) return r;
            for (var q : p.equations()) for (var v : q.results()) definitions.put(v, q);
            var found = r.meet(new ElementRanges(new Region(false)).where(p.results().getFirst(), true, p.inputs().get(i)));
            return found.isEmpty() ? r : found;
        }

        /** A loop's body under what is assumed of its carries, until a round confirms it. */
        private class Loop {
            final List<Range> start;
            List<Range> results;
            private final Program body;
            private final int carries;
            private final Range[] counters;
            private List<Range> assumed;

            Loop(Program body, List<Range> start, int carries) {
                this.body = body;
                this.start = start;
                this.carries = carries;
                this.counters = new Range[carries];
            }

            /** What a carry is in all rounds, if it is a counter; else null. */
            Range counted(int i) { return null; }

            /** What a carry is at the start of a round, of what it is after all. */
            Range within(int i, Range r) { return r; }

            /** What the carries are in the end; what a round computes is known then. */
            List<Range> end() {
                for (int i = 0; i < carries; i++) counters[i] = counted(i);
                assumed = start.subList(0, carries);
                boolean stable = false;
                boolean tells = floats || isCounted(body.inputs().subList(0, carries));
                if (tells && looked < MOST) assumed = grown();
                for (int i = 0; i < ROUNDS && tells && looked < MOST && !stable; i++) stable = confirms(round(false));
                assumed = stable ? grown() : any(body).subList(0, carries);
                results = round(last);
                return assumed;
            }

            private List<Range> round(boolean last) {
                var inputs = new ArrayList<>(start);
                for (int i = 0; i < carries; i++) inputs.set(i, counters[i] != null ? counters[i] : within(i, assumed.get(i)));
                return run(body, inputs, last);
            }

            /** Whether a round leaves carries where they are assumed to be; else more is assumed. */
            private boolean confirms(List<Range> next) {
                var wide = new ArrayList<Range>();
                for (int i = 0; i < carries; i++) wide.add(counters[i] != null ? assumed.get(i) : assumed.get(i).widened(next.get(
                        i), body.inputs().get(i).type().dtype()));
                boolean same = wide.equals(assumed);
                assumed = wide;
                return same;
            }

            /** Where the start lies, and where a round puts it from where carries are assumed to be. */
            private List<Range> grown() { return joined(start.subList(0, carries), round(false)); }
        }
    }

    private static List<Range> joined(List<Range> a, List<Range> b) {
        var all = new ArrayList<Range>();
        for (int i = 0; i < a.size(); i++) all.add(a.get(i).join(b.get(i)));
        return all;
    }
}
