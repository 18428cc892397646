package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Carries what a loop wrote into an array some rounds ago beside the array, for rounds that read it again from there: a number
 * that goes through memory is at hand several times later than one in a register, and a recurrence waits for it in each round.
 * Afterwards no round of a counted loop reads a few numbers that another wrote shortly before at a place one further on or back.
 */
final class Forward {
    /** Rounds that what is written is carried for, and elements that it may have. */
    private static final long ROUNDS = 4, ELEMENTS = 8;

    private Forward() {}

    static Program program(Program p) {
        var equations = new ArrayList<Equation>();
        for (var e : p.equations()) add(Programs.mapRegions(e, Forward::program), equations);
        return equations.equals(p.equations()) ? p : new Program(p.inputs(), equations, p.results());
    }

    private static void add(Equation e, List<Equation> into) {
        into.add(e.primitive() instanceof Scan s ? forwarded(e, s, into) : e);
    }

    private static Equation forwarded(Equation e, Scan s, List<Equation> into) {
        var forwarded = e;
        var definitions = Programs.definitions(s.body());
        for (int i = 0; i < s.carries(); i++) {
            var written = Written.of(forwarded, i, definitions);
            if (written == null) continue;
            forwarded = written.forwarded(into);
            definitions = Programs.definitions(((Scan) forwarded.primitive()).body());
        }
        return forwarded;
    }

    /** A place: a counter of the loop, or its negative, and a distance from it. */
    private record Place(Var counter, int sign, long distance) {
        static Place of(Atom a, Map<Var, Equation> definitions) {
            if (!(a instanceof Var v)) return null;
            var e = definitions.get(v);
            if (e == null) return new Place(v, 1, 0);
            var x = e.operands();
            if (e.primitive() == Unary.NEGATE) return minus(of(x.getFirst(), definitions));
            if (e.primitive() == Binary.SUBTRACT) return x.get(1) instanceof Literal l ? plus(of(x.get(0), definitions), l, -1)
                    : x.get(0) instanceof Literal l ? plus(minus(of(x.get(1), definitions)), l, 1) : null;
            if (e.primitive() != Binary.ADD) return null;
            return x.get(1) instanceof Literal l ? plus(of(x.get(0), definitions), l, 1)
                    : x.get(0) instanceof Literal l ? plus(of(x.get(1), definitions), l, 1) : null;
        }

        private static Place minus(Place p) { return p == null ? null : new Place(p.counter, -p.sign, -p.distance); }

        private static Place plus(Place p, Literal l, int sign) {
            return p == null ? null : new Place(p.counter, p.sign, p.distance + sign * l.constant().bits());
        }

        boolean isBeside(Place p) { return p.counter == counter && p.sign == sign; }
    }

    /** A carry that each round writes one block of, at a place that counts up or down by one. */
    private static final class Written {
        private final Equation loop;
        private final Scan scan;
        private final int carry;
        private final Map<Var, Equation> definitions;
        private Equation update;
        /** The axis along which the place counts, where the counter, or its negative, begins, and by what that counts. */
        private int axis = -1;
        private Place place;
        private long first, step;
        /** The reads of what was written before, and how many rounds before. */
        private final Map<Equation, Long> reads = new IdentityHashMap<>();

        private Written(Equation loop, int carry, Map<Var, Equation> definitions) {
            this.loop = loop;
            this.scan = (Scan) loop.primitive();
            this.carry = carry;
            this.definitions = definitions;
        }

        /** What a loop writes into a carry, or null if no round reads any of it again shortly after. */
        static Written of(Equation loop, int carry, Map<Var, Equation> definitions) {
            var w = new Written(loop, carry, definitions);
            if (!w.isWritten()) return null;
            for (var e : w.scan.body().equations()) w.read(e);
            return w.reads.isEmpty() ? null : w;
        }

        private Var input() { return scan.body().inputs().get(carry); }

        private boolean isWritten() {
            update = definitions.get(scan.body().results().get(carry));
            if (update == null || !(update.primitive() instanceof DynamicUpdateSlice d) || d.bounds() == Bounds.FILL
                    || update.operands().getFirst() != input() || block().type().size() > ELEMENTS) return false;
            for (int a = 0; a < starts(update).size(); a++) {
                var start = starts(update).get(a);
                if (isFixed(start)) continue;
                if (axis >= 0 || block().type().dim(a) != 1) return false;
                axis = a;
                place = Place.of(start, definitions);
            }
            return axis >= 0 && place != null && counts() && isInside(place.distance);
        }

        private Atom block() { return update.operands().get(1); }

        /** The places at which an update begins, or a slice. */
        private static List<Atom> starts(Equation e) {
            return e.operands().subList(e.primitive() instanceof DynamicUpdateSlice ? 2 : 1, e.operands().size());
        }

        /** Whether a place is the same in all rounds. */
        private boolean isFixed(Atom a) {
            return a instanceof Literal || scan.body().inputs().indexOf(a) >= scan.carries() + scan.slices();
        }

        /** Whether the counter is a carry that begins with a number and goes up or down by one. */
        private boolean counts() {
            int counter = scan.body().inputs().indexOf(place.counter);
            if (counter >= scan.carries() || !(loop.operands().get(counter) instanceof Literal start)) return false;
            var next = Place.of(scan.body().results().get(counter), definitions);
            if (next == null || next.counter != place.counter || next.sign != 1 || Math.abs(next.distance) != 1) return false;
            first = place.sign * start.constant().bits();
            step = place.sign * next.distance;
            return true;
        }

        /**
         * Whether a place at a distance from the counter is inside of the array in all rounds, and a number of the counter's
         * dtype: then it is the place, though the counter may have wrapped.
         */
        private boolean isInside(long distance) {
            long one = first + distance, last = one + step * (scan.length() - 1), most = Math.max(one, last);
            return Math.min(one, last) >= 0 && most < input().type().dim(axis) && most <= Range.of(place.counter.type().dtype())
                    .high();
        }

        private void read(Equation e) {
            if (!(e.primitive() instanceof DynamicSlice d) || d.bounds() == Bounds.FILL || e.operands().getFirst() != input()
                    || !d.sizes().equals(block().type().shape())) return;
            for (int a = 0; a < starts(e).size(); a++)
                if (a != axis && !starts(e).get(a).equals(starts(update).get(a))) return;
            var from = Place.of(starts(e).get(axis), definitions);
            if (from == null || !from.isBeside(place) || !isInside(from.distance)) return;
            long rounds = (place.distance - from.distance) * step;
            if (rounds >= 1 && rounds <= ROUNDS) reads.put(e, rounds);
        }

        /** The loop with what it wrote in the last rounds among its carries; what these begin with is computed before. */
        Equation forwarded(List<Equation> before) {
            int n = (int) reads.values().stream().mapToLong(r -> r).max().orElseThrow(), carries = scan.carries();
            var carried = LongStream.range(0, n).mapToObj(_ -> new Var(block().type())).toList();
            Map<Var, Atom> names = new HashMap<>();
            reads.forEach((e, rounds) -> names.put(e.result(), carried.get((int) (rounds - 1))));
            var equations = new ArrayList<Equation>();
            for (var e : scan.body().equations()) if (!reads.containsKey(e)) equations.add(Programs.renamed(e, names));
            var next = new ArrayList<Atom>(List.of(block()));
            next.addAll(carried.subList(0, n - 1));
            var body = new Program(inserted(scan.body().inputs(), carried), equations, Programs.named(inserted(scan.body()
                    .results(), next), names));
            var begin = new ArrayList<Atom>();
            for (int i = 1; i <= n; i++) begin.add(begin(i, before));
            return new Equation(new Scan(body, carries + n, scan.slices(), scan.length(), scan.reverse()), inserted(loop
                    .operands(), begin), inserted(loop.results(), carried.stream().map(v -> new Var(v.type())).toList()), loop
                            .caller());
        }

        /** A list with more behind what is of the carries. */
        private <T> List<T> inserted(List<? extends T> list, List<? extends T> more) {
            var all = new ArrayList<T>(list);
            all.addAll(scan.carries(), more);
            return all;
        }

        /** What lies where a round before the first would have written. */
        private Atom begin(int rounds, List<Equation> before) {
            var operands = new ArrayList<Atom>(List.of(loop.operands().get(carry)));
            for (int a = 0; a < starts(update).size(); a++) {
                var start = starts(update).get(a);
                if (a == axis) {
                    long at = first + place.distance - rounds * step;
                    operands.add(new Literal(Constant.of(start.type().dtype(), at)));
                } else operands.add(start instanceof Var v ? loop.operands().get(scan.body().inputs().indexOf(v)) : start);
            }
            var slice = new DynamicSlice(block().type().shape(), Bounds.CLAMP);
            var result = new Var(block().type());
            before.add(new Equation(slice, operands, List.of(result), loop.caller()));
            return result;
        }
    }
}
