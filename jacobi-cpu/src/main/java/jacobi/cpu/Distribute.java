package jacobi.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.transform.Batch;

/**
 * Takes dear functions out of scans whose next round does not wait for them. A scan becomes three things: a first scan of those
 * carries that the functions need, a computation of the functions for all rounds at once, in vectors and by all threads, and a
 * scan of what is left, which reads their results slice by slice. Either scan may be empty. Every number is made by the same
 * operations as before, sums are taken in the same order.
 * <p>
 * It is not done where a round fills vectors of its own, where sine and cosine of one operand would be torn apart, or where
 * the values of all rounds are too many to be kept.
 * <p>
 * What is small beside the largest carry is taken out even so, and small carries that do not hang on large ones go into the
 * first scan, with what is computed of them: under {@code vmap} that is what all examples have in common. The scan of what is
 * left may then run example by example.
 */
final class Distribute {
    /** Elements of a result from which on a round fills vectors; dear functions from which on like scalars do. */
    private static final long WIDE = 32, MANY = 16;
    /** Rounds from which on it pays, and bytes of all that may be kept for it. */
    private static final long LONG = 64, MOST_BYTES = 256L << 20;
    /** How many times as large the largest carry is as what is small beside it, and bytes of all of that that may be kept. */
    private static final long BESIDE = 16, MOST_BESIDE = 8L << 20;

    private final List<Equation> equations = new ArrayList<>();
    private final Map<Var, Atom> names = new HashMap<>();

    private Distribute() {}

    static Program program(Program p) {
        var distribute = new Distribute();
        for (var e : p.equations()) distribute.add(e);
        return distribute.equations.equals(p.equations()) ? p : new Program(p.inputs(), distribute.equations,
                Programs.named(p.results(), distribute.names));
    }

    private void add(Equation e) {
        var same = Programs.mapRegions(Programs.renamed(e, names), Distribute::program);
        var parts = same.primitive() instanceof Scan s && s.length() >= LONG ? new Parts(s) : null;
        if (parts == null || !parts.splits) equations.add(same);
        else Programs.splice(parts.program(same.operandTypes()), same, equations, names);
    }

    private static boolean isDear(Equation e, long wide) {
        return switch (e.primitive()) {
            case Unary _, Binary _ -> isMath(e) && e.result().type().size() <= wide;
            case DotGeneral _ -> e.operands().stream().allMatch(a -> a.type().rank() > 0);
            default -> false;
        };
    }

    private static boolean isMath(Equation e) {
        return !e.operands().isEmpty() && ExprWriter.isMath(e.primitive(), e.operands().getFirst().type().dtype());
    }

    /** Whether an equation can be computed for all rounds at once. */
    static boolean isPlain(Equation e) {
        return e.primitive().effects().isEmpty() && (e.primitive() instanceof Elementwise || e.primitive() instanceof Linear
                || e.primitive() instanceof Reduce || e.primitive() instanceof DotGeneral || e.primitive() instanceof Constant
                || e.primitive() instanceof Iota);
    }

    /** What of a scan goes where. */
    private static final class Parts {
        private final Scan scan;
        private final Program body;
        private final Map<Var, Equation> definitions = new IdentityHashMap<>();
        private final Map<Var, Integer> positions = new IdentityHashMap<>();
        /** Values that are not the same in all rounds. */
        private final Set<Var> changing = Collections.newSetFromMap(new IdentityHashMap<>());
        /** Elements that are few beside the largest carry. */
        private final long few;
        /** Carries of the first scan, and what it computes. */
        private Set<Integer> early = Set.of();
        private Set<Equation> first = Set.of();
        /** What is computed for all rounds at once: the dear ones, and what they need beyond the first scan. */
        private final Set<Equation> functions = new LinkedHashSet<>();
        /** Whether there is anything to take out. */
        boolean splits;

        Parts(Scan scan) {
            this.scan = scan;
            this.body = scan.body();
            this.few = body.inputs().stream().limit(scan.carries()).mapToLong(v -> v.type().size()).max().orElse(0) / BESIDE;
            var dear = body.equations().stream().filter(e -> isDear(e, Math.max(WIDE, few))).toList();
            if (few == 0 && dear.isEmpty() || dear.size() > MANY) return;
            for (int i = 0; i < body.inputs().size(); i++) positions.put(body.inputs().get(i), i);
            definitions.putAll(Programs.definitions(body));
            change();
            choose(dear);
        }

        private void change() {
            changing.addAll(body.inputs().subList(0, scan.carries() + scan.slices()));
            for (var e : body.equations()) if (e.operands().stream().anyMatch(changing::contains)) changing.addAll(e.results());
        }

        /** The carries that some equations depend on, through earlier rounds too. */
        private Set<Integer> needs(List<Equation> some) {
            var needs = new TreeSet<Integer>();
            Set<Equation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            var todo = new ArrayDeque<Atom>();
            some.forEach(e -> todo.addAll(e.operands()));
            while (!todo.isEmpty()) {
                if (!(todo.pop() instanceof Var v)) continue;
                if (definitions.get(v) instanceof Equation e) {
                    if (seen.add(e)) todo.addAll(e.operands());
                } else if (isCarry(v) && needs.add(positions.get(v))) todo.add(body.results().get(positions.get(v)));
            }
            return needs;
        }

        private boolean isCarry(Var v) { return positions.getOrDefault(v, scan.carries()) < scan.carries(); }

        /** All equations that some values are made by. */
        private Set<Equation> makers(List<Atom> values) {
            Set<Equation> makers = Collections.newSetFromMap(new IdentityHashMap<>());
            var todo = new ArrayList<>(values);
            while (!todo.isEmpty()) {
                if (!(todo.removeLast() instanceof Var v) || !(definitions.get(v) instanceof Equation e)) continue;
                if (makers.add(e)) todo.addAll(e.operands());
            }
            return makers;
        }

        // ---- what goes where

        private void choose(List<Equation> dear) {
            var aside = aside();
            var chosen = new ArrayList<>(dear);
            for (int before = -1; before != chosen.size();) {
                before = chosen.size();
                early = needs(chosen);
                early.addAll(aside);
                first = makers(early.stream().map(body.results()::get).toList());
                if (!aside.isEmpty()) addOf(aside, chosen);
                chosen.removeIf(e -> first.contains(e) || !isFree(e) || isTorn(e, chosen));
            }
            if (chosen.isEmpty() && aside.isEmpty()) return;
            var all = makers(chosen.stream().flatMap(e -> e.results().stream()).map(Atom.class::cast).toList());
            if (late().isEmpty()) makers(body.results()).stream().filter(this::isFree).forEach(all::add);
            for (var e : body.equations()) if (all.contains(e) && !first.contains(e)) functions.add(e);
            double work = chosen.stream().mapToDouble(e -> e.result().type().size()).sum();
            boolean narrow = aside.isEmpty() && chosen.stream().allMatch(e -> isDear(e, WIDE));
            splits = keptElements() <= Math.max(4 * work, aside.isEmpty() ? 0 : few) && keptBytes() <= (narrow ? MOST_BYTES
                    : MOST_BESIDE);
        }

        // ---- what is small beside the rest

        /** Small carries, but for counters, that hang on small ones only, if computing them is worth a scan of its own. */
        private Set<Integer> aside() {
            var aside = new TreeSet<Integer>();
            for (int i = 0; i < scan.carries(); i++)
                if (isSmall(body.inputs().get(i)) && !isCounter(i)
                        && definitions.get(body.results().get(i)) instanceof Equation e) aside.addAll(allNeeded(i, e));
            var makers = makers(aside.stream().map(body.results()::get).toList());
            boolean fits = makers.stream().noneMatch(Programs::hasEffects);
            return fits && makers.stream().anyMatch(this::isWork) ? aside : Set.of();
        }

        /** A carry and those that it needs, if all are small; else none. */
        private Set<Integer> allNeeded(int carry, Equation last) {
            var all = needs(List.of(last));
            all.add(carry);
            return all.stream().allMatch(i -> isSmall(body.inputs().get(i))) ? all : Set.of();
        }

        /** Adds to the first scan what is computed of small carries and what does not hang on others, but for some. */
        private void addOf(Set<Integer> aside, List<Equation> butFor) {
            Set<Var> known = Collections.newSetFromMap(new IdentityHashMap<>()), of = Collections.newSetFromMap(
                    new IdentityHashMap<>());
            for (int i = 0; i < body.inputs().size(); i++) if (i >= scan.carries() || early.contains(i)) known.add(body.inputs()
                    .get(i));
            for (int i : aside) if (!isCounter(i)) of.add(body.inputs().get(i));
            for (var e : body.equations()) {
                boolean moves = !butFor.contains(e) && !Programs.hasEffects(e) && e.results().stream().allMatch(this::isSmall)
                        && e.operands().stream().allMatch(a -> a instanceof Literal || known.contains(a))
                        && e.operands().stream().anyMatch(of::contains);
                if (!moves && !first.contains(e)) continue;
                first.add(e);
                known.addAll(e.results());
                if (e.operands().stream().anyMatch(of::contains)) of.addAll(e.results());
            }
        }

        private boolean isSmall(Var v) { return v.type().size() <= few; }

        private boolean isWork(Equation e) {
            return isPlain(e) ? isMath(e) || e.primitive() instanceof DotGeneral || e.primitive() instanceof Reduce
                    : !(e.primitive() instanceof Gather || e.primitive() instanceof DynamicSlice);
        }

        /** Whether a carry counts rounds, as any scan can for itself. */
        private boolean isCounter(int carry) { return step(carry) != null; }

        /** What is added to a scalar integer in each round, or null if that is not all. */
        private Literal step(int carry) {
            var c = body.inputs().get(carry);
            if (c.type().rank() > 0 || !c.type().dtype().isInteger() || !(definitions.get(
                    body.results().get(carry)) instanceof Equation e) || e.primitive() != Binary.ADD) return null;
            int other = e.operands().getFirst() == c ? 1 : 0;
            return e.operands().get(1 - other) == c && e.operands().get(other) instanceof Literal l ? l : null;
        }

        // ---- what may leave its round

        /** Whether an equation changes from round to round, and it and what it needs can be computed for all rounds at once. */
        private boolean isFree(Equation e) {
            return changing.contains(e.result()) && isPlain(e) && makers(e.operands()).stream().allMatch(m -> first.contains(m)
                    || isPlain(m));
        }

        /** Whether a sine would be taken from its cosine, or the other way round. */
        private boolean isTorn(Equation e, List<Equation> chosen) {
            if (e.primitive() != Unary.SINE && e.primitive() != Unary.COSINE) return false;
            var partner = e.primitive() == Unary.SINE ? Unary.COSINE : Unary.SINE;
            return body.equations().stream().anyMatch(o -> o.primitive() == partner && o.operands().equals(e.operands())
                    && !chosen.contains(o));
        }

        // ---- what passes between the parts

        private boolean isEarly(Atom a) {
            return a instanceof Var v && (first.contains(definitions.get(v)) || early.contains(positions.getOrDefault(v, -1)));
        }

        private boolean isFunction(Atom a) { return a instanceof Var v && functions.contains(definitions.get(v)); }

        private List<Integer> late() { return IntStream.range(0, scan.carries()).filter(i -> !early.contains(i)).boxed()
                .toList(); }

        /** Results of the body that the last scan computes. */
        private List<Integer> rest() {
            return IntStream.range(scan.carries(), body.results().size()).filter(i -> {
                var a = body.results().get(i);
                return !isEarly(a) && !isFunction(a) && !isSlice(a);
            }).boxed().toList();
        }

        private boolean isSlice(Atom a) {
            return a instanceof Var v && positions.containsKey(v) && !isCarry(v)
                    && positions.get(v) < scan.carries() + scan.slices();
        }

        private List<Atom> lastResults() {
            return Stream.concat(late().stream(), rest().stream()).map(body.results()::get).toList();
        }

        /** The equations of the last scan. */
        private List<Equation> last() {
            Set<Equation> last = Collections.newSetFromMap(new IdentityHashMap<>());
            var todo = new ArrayList<>(lastResults());
            while (!todo.isEmpty()) {
                var a = todo.removeLast();
                if (isEarly(a) || isFunction(a) || !(a instanceof Var v) || !(definitions.get(v) instanceof Equation e)) continue;
                if (last.add(e)) todo.addAll(e.operands());
            }
            return inOrder(last);
        }

        private List<Equation> inOrder(Set<Equation> some) { return body.equations().stream().filter(some::contains).toList(); }

        private static Set<Var> used(Stream<Equation> equations, List<Atom> results) {
            var used = new LinkedHashSet<Var>();
            Stream.concat(equations.flatMap(e -> e.operands().stream()), results.stream()).forEach(a -> {
                if (a instanceof Var v) used.add(v);
            });
            return used;
        }

        /** Counters of the first scan that the last one reads, and counts for itself. */
        private List<Integer> counters(List<Equation> last) {
            var used = used(last.stream(), lastResults());
            return early.stream().filter(i -> isCounter(i) && used.contains(body.inputs().get(i))).toList();
        }

        /** Values of every round that pass from the first scan, and from the functions, to what comes after. */
        private List<Var> between(boolean fromFunctions) {
            var results = body.results().subList(scan.carries(), body.results().size());
            var last = last();
            var read = new ArrayList<>(results);
            read.addAll(lastResults());
            var values = used(last.stream(), read);
            if (!fromFunctions) {
                counters(last).forEach(i -> values.remove(body.inputs().get(i)));
                values.addAll(used(functions.stream(), results));
            }
            return values.stream().filter(v -> fromFunctions ? isFunction(v) : isEarly(v)).toList();
        }

        /** Values that need memory between the parts: those that totals alone take in are consumed as they are made. */
        private List<Var> kept() {
            Map<Var, Integer> uses = Programs.uses(body);
            var taken = late().stream().map(i -> Totals.of(body, i, definitions, uses)).filter(Objects::nonNull)
                    .map(Totals.Total::taken).filter(v -> uses.getOrDefault(v, 0) == 1).toList();
            return Stream.of(false, true).flatMap(f -> between(f).stream()).filter(v -> !taken.contains(v)).toList();
        }

        private long keptElements() { return kept().stream().mapToLong(v -> v.type().size()).sum(); }

        private double keptBytes() { return kept().stream().mapToDouble(v -> v.type().bytes()).sum() * scan.length(); }

        // ---- the parts

        /** What does the scan's work, as a program. */
        Program program(ArrayType... types) { return Recording.of(types, false, x -> new Work(x).results()).program(); }

        private final class Work {
            private final Array[] x;
            /** Values of all rounds, stacked; those that are the same in all, as they are. */
            private final Map<Var, Array> stacked = new IdentityHashMap<>(), fixed = new IdentityHashMap<>();
            private final Array[] results = new Array[body.results().size()];

            Work(Array... x) {
                this.x = x;
                for (int i = scan.carries(); i < x.length; i++) (i < scan.carries() + scan.slices() ? stacked : fixed).put(body
                        .inputs().get(i), x[i]);
            }

            Array[] results() {
                var passed = between(false);
                if (early.stream().allMatch(Parts.this::isCounter)) early.forEach(this::count);
                else keep(passed, scan(List.copyOf(early), inOrder(first), List.copyOf(passed)));
                keep(between(true), functions(between(true)));
                var rest = rest();
                if (!late().isEmpty() || !rest.isEmpty()) {
                    var counters = counters(last());
                    var all = makers(counters.stream().map(body.results()::get).toList());
                    all.addAll(last());
                    var y = scan(Stream.concat(late().stream(), counters.stream()).toList(), inOrder(all), rest.stream().map(body
                            .results()::get).toList());
                    for (int i = 0; i < y.length; i++) results[rest.get(i)] = y[i];
                }
                for (int i = scan.carries(); i < results.length; i++)
                    if (results[i] == null) results[i] = stacked.get(body.results().get(i));
                return results;
            }

            /** What a counter is in all rounds, and in the end. */
            private void count(int carry) {
                var start = x[carry];
                var step = step(carry).constant().bind();
                var rounds = new Iota(new ArrayType(DType.S64, Shape.of(scan.length())), 0).bind();
                var inOrder = scan.reverse() ? new Reverse(Axes.of(0)).bind(rounds) : rounds;
                var all = start.plus(inOrder.convert(start.dtype()).times(step));
                stacked.put(body.inputs().get(carry), all);
                stacked.put((Var) body.results().get(carry), all.plus(step));
                results[carry] = start.plus(Constant.of(DType.S64, scan.length()).bind().convert(start.dtype()).times(step));
            }

            private void keep(List<Var> values, Array[] arrays) {
                for (int i = 0; i < arrays.length; i++) stacked.put(values.get(i), arrays[i]);
            }

            /** A scan of some carries, whose last values are results; its stacked results. */
            private Array[] scan(List<Integer> carries, List<Equation> equations, List<Atom> stacks) {
                var inputs = new ArrayList<Var>();
                var operands = new ArrayList<Array>();
                for (int c : carries) {
                    inputs.add(body.inputs().get(c));
                    operands.add(x[c]);
                }
                var all = new ArrayList<>(carries.stream().map(body.results()::get).toList());
                all.addAll(stacks);
                var used = used(equations.stream(), all);
                int slices = add(stacked, used, inputs, operands);
                add(fixed, used, inputs, operands);
                var part = new Scan(Programs.renamed(new Program(inputs, equations, all)), carries.size(), slices, scan.length(),
                        scan.reverse());
                var y = part.bindAll(operands.toArray(Array[]::new));
                for (int i = 0; i < carries.size(); i++) results[carries.get(i)] = y[i];
                return Arrays.copyOfRange(y, carries.size(), y.length);
            }

            /** Adds those values of a map that are used; how many. */
            private static int add(Map<Var, Array> values, Set<Var> used, List<Var> inputs, List<Array> operands) {
                int before = inputs.size();
                for (var v : used) {
                    if (!values.containsKey(v) || inputs.contains(v)) continue;
                    inputs.add(v);
                    operands.add(values.get(v));
                }
                return inputs.size() - before;
            }

            /** The functions for all rounds. */
            private Array[] functions(List<Var> wanted) {
                var inputs = new ArrayList<Var>();
                var operands = new ArrayList<Array>();
                var used = used(functions.stream(), List.of());
                int slices = add(stacked, used, inputs, operands);
                add(fixed, used, inputs, operands);
                var mapped = new boolean[inputs.size()];
                Arrays.fill(mapped, 0, slices, true);
                var demanded = new boolean[wanted.size()];
                Arrays.fill(demanded, true);
                var one = new Program(inputs, List.copyOf(functions), List.copyOf(wanted));
                return Batch.program(one, scan.length(), mapped, demanded).program().apply(operands.toArray(Array[]::new));
            }
        }
    }
}
