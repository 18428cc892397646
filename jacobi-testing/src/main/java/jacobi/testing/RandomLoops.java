package jacobi.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/**
 * Steps of all families, among them loops and branches whose bodies have such steps again: with several carries that are read and
 * written in any order, updated in place, counted by any dtype, and of few small extents.
 */
final class RandomLoops extends RandomFamily {
    private static final long[] ROUNDS = {0, 1, 2, 3, 5, 7, 8, 20};
    private static final long BOUND = 40, MOST_STEPS = 150;
    /** About how many elements the rounds of a loop may compute, those of loops within it included. */
    private static final long WORK = 500_000;

    private final int depth;
    private final long most;
    private final RandomSteps steps;
    private final RandomBlends blends;
    private final RandomLookups lookups;
    private final RandomCarries carries;

    /** @param depth how deep loops and branches may lie within each other */
    static RandomLoops of(RandomValues values, int depth) { return new RandomLoops(values, depth, WORK / values.largest); }

    /** @param most the most rounds of a loop here, those of loops within it included */
    RandomLoops(RandomValues values, int depth, long most) {
        super(values);
        this.depth = depth;
        this.most = Math.max(1, most);
        this.steps = new RandomSteps(values);
        this.blends = new RandomBlends(values);
        this.lookups = new RandomLookups(values);
        this.carries = new RandomCarries(values);
    }

    void step() {
        switch (below(depth > 0 ? 20 : 14)) {
            case 0, 1, 2, 3, 4, 5, 6 -> steps.step(below(RandomSteps.KINDS));
            case 7, 8, 9 -> blends.step();
            case 10, 11, 12, 13 -> lookups.step();
            case 18, 19 -> new RandomRows(values, depth, most).step();
            default -> region();
        }
    }

    /** A step with a body. */
    void region() {
        switch (below(5)) {
            case 0, 1 -> loop();
            case 2, 3 -> scan();
            default -> branch();
        }
    }

    // ---- bodies

    /** Steps of a body on what it is given. */
    private RandomLoops inner(List<Array> x, long rounds) {
        var inner = new RandomLoops(values.inner(values.largest), depth - 1, most / Math.max(1, rounds));
        for (var a : x) inner.add(a, !a.dtype().isFloat());
        return inner;
    }

    /** The steps of a round, also on values from outside. @param counter its number, or null */
    private RandomLoops round(List<Array> x, Value counter, long rounds) {
        var round = inner(x, rounds);
        for (int i = 0; i < 3; i++) {
            var v = any(RandomCarries::isCarried);
            if (v != null) round.values.add(v);
        }
        return round.done(counter);
    }

    private RandomLoops done(Value counter) {
        if (counter != null) for (int i = 0; i < 2; i++) values.add(counter);
        for (int i = 3 + below(3); i > 0; i--) step();
        if (counter != null) values.add(counter);
        return this;
    }

    /** What becomes of carries may have many roundings. */
    private void addAll(List<Array> results) {
        for (var y : results) add(y.dtype().isFloat() ? y.tanh() : y, !y.dtype().isFloat());
    }

    private static ArrayType[] types(List<Array> x) { return x.stream().map(Array::type).toArray(ArrayType[]::new); }

    // ---- loops

    private void loop() {
        var start = carries.start();
        long rounds = Math.min(most, ROUNDS[below(ROUNDS.length)]);
        var counter = new RandomCounter(values, rounds);
        var known = below(3) > 0 ? null : any(v -> v.isWhole() && v.array().rank() == 0);
        start.addFirst(known != null && flip() ? counter.first(known.array()) : counter.first());
        var condition = Recording.of(types(start), false, c -> new Array[] {
            also(counter.goesOn(c[0], known == null || flip() ? null : known.array()), List.of(c).subList(1, c.length))});
        var body = Recording.of(types(start), false, c -> {
            var now = List.of(c).subList(1, c.length);
            return joined(round(now, counter.value(c[0]), rounds).carries.next(now), counter.next(c[0]));
        });
        int n = start.size();
        start.addAll(condition.captures());
        start.addAll(body.captures());
        var y = new While(condition.program(), body.program(), n, BOUND).bindAll(start.toArray(Array[]::new));
        addAll(List.of(y).subList(below(2), n));
    }

    /** Sometimes a loop also ends where an integer that it carries says so. */
    private Array also(Array goesOn, List<Array> now) {
        var small = now.stream().filter(c -> c.rank() == 0 && c.dtype().isInteger()).findFirst();
        if (small.isEmpty() || flip()) return goesOn;
        return Binary.AND.bind(goesOn, Compare.LT.bind(small.get(), number(small.get().dtype(), 12L)));
    }

    private void scan() {
        long extent = values.extent(), length = extent > Math.min(MOST_STEPS, most) ? 1 + below((int) Math.min(9, most)) : extent;
        var counter = length <= RandomCounter.MOST && flip() ? new RandomCounter(values, length) : null;
        var start = carries.start();
        if (counter != null) start.addFirst(counter.first());
        var slices = new ArrayList<Array>();
        for (int i = below(3); i > 0; i--) {
            var v = any(w -> w.array().rank() > 0 && w.shape().dim(0) == length && RandomCarries.isCarried(w));
            if (v != null) slices.add(v.array());
        }
        int first = counter == null ? 0 : 1, n = start.size();
        if (n > 0) addAll(scan(start, slices, length, flip(), c -> {
            var all = List.of(c);
            var round = round(all.subList(first, c.length), counter == null ? null : counter.value(c[0]), length);
            var next = round.carries.next(all.subList(first, n));
            return joined(round.stacked(length), counter == null ? next : joined(next, counter.next(c[0])));
        }));
    }

    /** Up to two values that are kept of each round. */
    private Array[] stacked(long length) {
        var stacked = new ArrayList<Array>();
        for (int i = below(3); i > 0; i--) {
            var v = any(w -> w.array().size() * Math.max(1, length) <= values.largest && RandomCarries.isCarried(w));
            if (v != null) stacked.add(v.array());
        }
        return stacked.toArray(Array[]::new);
    }

    static List<Array> scan(List<Array> start, List<Array> slices, long length, boolean reverse,
            UnaryOperator<Array[]> round) {
        var types = new ArrayList<>(List.of(types(start)));
        for (var s : slices) types.add(s.type().withShape(s.shape().slice(1, s.rank())));
        var body = Recording.of(types.toArray(ArrayType[]::new), false, round);
        var operands = new ArrayList<>(start);
        operands.addAll(slices);
        operands.addAll(body.captures());
        return List.of(new Scan(body.program(), start.size(), slices.size(), length, reverse)
                .bindAll(operands.toArray(Array[]::new)));
    }

    // ---- branches

    private void branch() {
        var index = any(v -> v.exact() && !v.isFloat() && v.array().rank() == 0);
        var operands = carries.start();
        if (index == null || operands.isEmpty()) return;
        var branches = new ArrayList<Program>();
        for (int i = 2 + below(2); i > 0; i--) {
            var branch = Recording.of(types(operands), false, c -> inner(List.of(c), 1).done(null).carries.next(List.of(c)));
            if (branch.captures().isEmpty()) branches.add(branch.program());
        }
        if (branches.isEmpty()) return;
        var y = new Case(branches).bindAll(joined(operands.toArray(Array[]::new), index.array().convert(DType.S32)));
        addAll(Arrays.asList(y));
    }
}
