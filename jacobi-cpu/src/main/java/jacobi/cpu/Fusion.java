package jacobi.cpu;

import java.util.*;
import jacobi.core.*;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;

/**
 * Decides for every value of a region whether it has memory or is computed where it is used, and which values are computed in
 * one nest. It walks the equations backwards, and knows at each how often, where and by which statements its result is asked
 * for:
 * <ul>
 * <li>a value that is asked for once for each of its elements is computed where it is used;
 * <li>one that would be computed more often gets memory, unless that is dearer than to do it again: far memory is;
 * <li>values with memory over one shape share a nest if no statement between needs one of them.
 * </ul>
 */
final class Fusion {
    /** Values that live in registers once their loops are written out. */
    static final long SMALL = 64;
    /** Neighbouring nests that a value may join. */
    private static final int WINDOW = 24;
    /** Values of a fold that fill a few vectors. */
    private static final long ROW = 32;
    /** Instructions that a number of a short row should not take by itself while vectors have room. */
    private static final double DEAR = 12;
    /** Bytes of an array that stays in a near cache until it is read. */
    private static final long NEAR = 1 << 18;
    /** Instructions that it costs to write and to read an element of such an array; and how many times as much of others. */
    private static final double WRITE = 2, READ = 1, FAR = 5;
    /** Instructions that it costs to read an element at a place known at run time, which a vector does lane by lane. */
    private static final double LOOKUP = 4;
    /** Elements that a vector makes at once, and a single number alone. */
    private static final double LANES = 8;
    private static final int DEEPEST = 400, MOST_DEMANDS = 48, MOST_SOURCES = 16;

    /** That a statement asks for elements of a value at some places, within loops. */
    private record Demand(Node by, List<Ix> at, List<Index> loops, int depth) {
        /** How many times that is, invariants being computed outside the loops that do not change them. */
        double points() {
            double points = 1, all = 1;
            for (var i : loops) {
                all *= i.extent();
                if (isUsed(i)) points = all;
            }
            return points;
        }

        /** The loops within which an element is computed: up to the last that changes its place. */
        List<Index> around() {
            int n = loops.size();
            while (n > 0 && !isUsed(loops.get(n - 1))) n--;
            return loops.subList(0, n);
        }

        private boolean isUsed(Index i) { return at.stream().anyMatch(x -> x.uses(i)); }

        /** The same, in vectors: what is made for a whole row of a nest, again and again in a fold, is made by itself. */
        double work() {
            boolean alone = isOfRow() && isWithinFold() && loops.contains(by.domain.getLast());
            return points() * (alone && by.domain.getLast().extent() >= LANES ? LANES : 1);
        }

        /** Whether numbers known at run time tell the place. */
        boolean isLookup() { return at.stream().anyMatch(i -> !Indexed.values(i).isEmpty()); }

        boolean usesFirstLoop() { return loops.isEmpty() || isUsed(loops.getFirst()); }

        /** Whether an element serves all of a row of a nest. */
        boolean isOfRow() { return by.isNest() && !around().isEmpty() && !by.domain.isEmpty() && !isUsed(by.domain.getLast()); }

        /** Whether that row is too short to make up for a number that is computed alone, rather than beside others. */
        boolean isOfShortRow() { return isOfRow() && by.domain.getLast().extent() < ROW; }

        /** Whether elements are asked for one after another in a fold. */
        boolean isWithinFold() { return by.isNest() && around().stream().anyMatch(i -> !by.domain.contains(i)); }

        @Override public boolean equals(Object o) { return o instanceof Demand d && d.by == by && d.at.equals(at); }

        @Override public int hashCode() { return 31 * System.identityHashCode(by) + at.hashCode(); }
    }

    private final Program region;
    private final Pull pull;
    private final Exprs exprs;
    private final Map<Var, Set<Demand>> demands = new IdentityHashMap<>();
    /** Statements that read a value's memory. */
    private final Map<Var, Set<Node>> readers = new IdentityHashMap<>();
    /** The statements that values with memory are made by. */
    private final Map<Var, Node> makers = new IdentityHashMap<>();
    private final Map<Var, Double> costs = new IdentityHashMap<>();
    /** Of how many arrays an element is made, if all but those is computed in place. */
    private final Map<Var, Integer> sources = new IdentityHashMap<>();
    private final Set<Var> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Var, Memory> probes = new IdentityHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<List<Long>, Index> names = new HashMap<>();
    private final Stacks stacks;

    private final InPlace updates;

    Fusion(Program region, Pull pull, Exprs exprs, InPlace updates) {
        this.region = region;
        this.updates = updates;
        this.pull = pull;
        this.exprs = exprs;
        this.stacks = new Stacks(region, e -> Pull.isFold(e) && foldSize(e) >= ROW,
                v -> v.type().size() > SMALL && costs.getOrDefault(v, 0.0) >= DEAR);
    }

    /** The places of an equation's result that a point of its nest makes. */
    List<Ix[]> places(Equation e, Node nest) { return stacks.places(e, nest.domain); }

    /** Whether a value has memory. */
    boolean isStored(Var v) { return stored.contains(v); }

    /** Whether statements other than the one that makes it read a value. */
    boolean isShared(Var v) {
        var maker = makers.get(v);
        for (var n : readers.getOrDefault(v, Set.of())) if (n != maker) return true;
        for (var d : demands.getOrDefault(v, Set.of())) if (d.by != maker) return true;
        return false;
    }

    /** The statements, in an order in which they can run. */
    List<Node> statements() {
        estimate();
        for (var a : region.results()) if (a instanceof Var v) stored.add(v);
        for (int i = region.equations().size() - 1; i >= 0; i--) decide(region.equations().get(i), i);
        return sorted();
    }

    private void decide(Equation e, int position) {
        if (updates.contains(e)) update(e, position);
        else if (!Pull.canPull(e)) statement(e, position);
        else if (stored.contains(e.result()) || mustStore(e)) nest(e, position);
        else if (demands.containsKey(e.result())) inline(e);
    }

    private boolean isAsked(Var v) { return stored.contains(v) || demands.containsKey(v) || readers.containsKey(v); }

    private void statement(Equation e, int position) {
        if (e.results().stream().noneMatch(this::isAsked)) return;
        var node = new Node(null, List.of(), position);
        node.equations.add(e);
        nodes.add(node);
        for (var v : e.results()) {
            stored.add(v);
            connect(node, v);
        }
        for (int i = 0; i < e.operands().size(); i++)
            if (e.operands().get(i) instanceof Var v) {
                if (Statements.reads(e, i)) reads(node, v);
                else askAll(node, v);
            }
    }

    private void askAll(Node node, Var v) {
        var domain = Places.domain(v.type().shape(), "c");
        ask(v, new Demand(node, List.of(Places.of(domain)), domain, 0));
    }

    /**
     * An update of the carry where it lies reads its operands from memory, and the carry not at all; one of another memory pulls
     * them.
     */
    private void update(Equation e, int position) {
        var node = new Node(null, List.of(), position);
        node.equations.add(e);
        nodes.add(node);
        if (updates.isBlock(e)) {
            if (e.operands().get(1) instanceof Var v) askAll(node, v);
            return;
        }
        for (var a : e.operands().subList(1, e.operands().size())) if (a instanceof Var v) reads(node, v);
    }

    private void reads(Node node, Var v) {
        stored.add(v);
        readers.computeIfAbsent(v, _ -> new LinkedHashSet<>()).add(node);
    }

    private void ask(Var v, Demand d) { demands.computeIfAbsent(v, _ -> new LinkedHashSet<>()).add(d); }

    private Set<Node> consumers(Var v) {
        var all = new LinkedHashSet<>(readers.getOrDefault(v, Set.of()));
        demands.getOrDefault(v, Set.of()).forEach(d -> all.add(d.by));
        return all;
    }

    private void connect(Node node, Var v) {
        makers.put(v, node);
        for (var c : consumers(v)) if (c != node) node.consumers.add(c);
    }

    private boolean mustStore(Equation e) {
        var v = e.result();
        var asked = demands.get(v);
        if (asked == null) return false;
        if (asked.size() > MOST_DEMANDS || asked.stream().anyMatch(d -> d.depth > DEEPEST)) return true;
        double points = 0, n = v.type().size();
        for (var d : asked) points += d.points();
        if (Pull.isFold(e)) return points > n || stacks.contains(e) || consumers(v).size() > 1
                || asked.stream().anyMatch(d -> !d.usesFirstLoop()) || !isShortRow(e)
                || !WrittenOut.fits(e, foldSize(e)) && asked.stream().anyMatch(Demand::isWithinFold)
                || fillsNoVectors(e) && asked.stream().anyMatch(Demand::isOfRow);
        if (own(e) < 0.5) return false;                            // an index map is passed through: what it reads may get memory
        if (points <= n) return n >= ROW && cost(e) >= DEAR && asked.stream().anyMatch(Demand::isOfShortRow);
        if (n <= SMALL) return true;
        points = 0;
        double work = 0;
        for (var d : apart(asked)) {
            points += d.points();
            work += d.work();
        }
        double lookups = asked.stream().filter(Demand::isLookup).mapToDouble(Demand::points).sum()
                * LOOKUP * (sources.getOrDefault(v, 1) - 1);
        return cost(e) * (work - n) + lookups > (WRITE * n + READ * points) * distance(v.type());
    }

    /** Of all demands that alike folds of one nest make one: they share their loops. */
    private List<Demand> apart(Set<Demand> asked) {
        var alike = new LinkedHashMap<List<Object>, Demand>();
        for (var d : asked) alike.putIfAbsent(alike(d), d);
        return List.copyOf(alike.values());
    }

    private List<Object> alike(Demand d) {
        var folds = d.loops.stream().filter(i -> !d.by.isNest() || !d.by.domain.contains(i)).toList();
        var renamed = new Rewrite(exprs) {
            @Override Ix index(Index i) { return Ix.of(folds.contains(i) ? name(folds.indexOf(i), i.extent()) : i); }
        };
        return List.of(d.by, folds.stream().map(Index::extent).toList(), d.at.stream().map(renamed::ix).toList());
    }

    private Index name(int fold, long extent) {
        return names.computeIfAbsent(List.of((long) fold, extent), _ -> new Index("r", extent));
    }

    /** How many times as much as in a near cache an element costs to write and read; wide vectors hold more narrow ones. */
    private static double distance(ArrayType t) {
        return isNear(t) ? 1 : FAR * Math.min(1, t.dtype().bytes() / 4.0);
    }

    /** Whether a reduction is along rows of memory that stay in a near cache: then it may stand within another loop. */
    private boolean isShortRow(Equation e) {
        var x = e.operands().getFirst().type();
        long size = foldSize(e);
        return size <= SMALL || size <= 16384 && switch (e.primitive()) {
            case jacobi.lax.Reduce r -> r.axes().contains(x.rank() - 1);
            case jacobi.lax.ArgReduce r -> r.axis() == x.rank() - 1;
            default -> true;
        };
    }

    /** Whether a reduction takes few values or looks for a place: then it runs better on vectors of points than along its row. */
    private boolean fillsNoVectors(Equation e) {
        return e.primitive() instanceof jacobi.lax.ArgReduce || foldSize(e) < ROW;
    }

    private long foldSize(Equation e) { return pull.folds(e).stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b); }

    /** What an element costs, if all that it is made of is computed in place. */
    private double cost(Equation e) { return costs.get(e.result()); }

    private void estimate() {
        var uses = Programs.uses(region);
        for (var e : region.equations()) {
            boolean pulled = Pull.canPull(e) && !Pull.isFold(e);
            if (Halves.widens(e)) costs.put(e.result(), own(e));                  // it is the half that is kept, if anything
            else for (var v : e.results()) costs.put(v, pulled ? Math.min(own(e) + operands(e, uses), 1e6) : load(v));
            if (pulled) sources.put(e.result(), sources(e));
        }
    }

    private int sources(Equation e) {
        int sum = 0;
        for (var a : new LinkedHashSet<>(e.operands()))
            if (a instanceof Var v && v.type().size() > 1) sum = Math.min(sum + sources.getOrDefault(v, 1), MOST_SOURCES);
        return Math.max(sum, 1);
    }

    /** What the operands of an element cost, each once; of joined and padded arrays one, which is read if others use it too. */
    private double operands(Equation e, Map<Var, Integer> uses) {
        double cost = 0;
        for (var a : new LinkedHashSet<>(e.operands())) {
            if (!(a instanceof Var v)) continue;
            double one = costs.getOrDefault(v, load(v)) * share(e);
            if (uses.get(v) > 1 && isKept(v)) one = Math.min(one, READ);
            if (isPlaced(e)) cost = Math.max(cost, uses.get(v) > 1 ? Math.min(one, load(v)) : one);
            else cost += one;
        }
        return cost;
    }

    /** Whether a value that two ask for gets memory, far as that is: it is read then. */
    private boolean isKept(Var v) {
        return !isNear(v.type()) && costs.getOrDefault(v, 0.0) > (WRITE + 2 * READ) * distance(v.type());
    }

    /** What is near is read on the way. */
    private static double load(Var v) { return isNear(v.type()) ? 0 : READ; }

    private static boolean isNear(ArrayType t) { return t.size() * t.dtype().bytes() <= NEAR; }

    /** Whether an element is that of one operand or of another. */
    private static boolean isPlaced(Equation e) {
        return e.primitive() instanceof jacobi.lax.Pad || e.primitive() instanceof jacobi.lax.Concatenate
                || e.primitive() instanceof jacobi.lax.DynamicUpdateSlice;
    }

    /** How often an operand is computed for an element: what is stretched along the last axes is invariant in loops over them. */
    private static double share(Equation e) {
        if (!(e.primitive() instanceof jacobi.lax.BroadcastInDim b)) return 1;
        ArrayType from = e.operands().getFirst().type(), to = e.result().type();
        double share = 1;
        for (int i = to.rank() - 1; i >= 0; i--) {
            int k = b.axes().indexOf(i);
            if (k >= 0 && from.dim(k) > 1) break;
            share /= Math.max(1, to.dim(i));
        }
        return share;
    }

    /** What an equation itself costs an element. */
    static double own(Equation e) {
        return switch (e.primitive()) {
            case jacobi.lax.Elementwise f -> Weight.of(f, e.operands().getFirst().type().dtype());
            case jacobi.lax.Concatenate _, jacobi.lax.Pad _, jacobi.lax.Gather _, jacobi.lax.DynamicUpdateSlice _,
                    jacobi.lax.Scatter _ -> 1.5;
            case jacobi.lax.Reduce _, jacobi.lax.ArgReduce _, jacobi.lax.DotGeneral _ -> 0;
            default -> 0.1;
        };
    }

    private void inline(Equation e) { for (var d : demands.get(e.result())) push(e, d); }

    private void nest(Equation e, int position) {
        var node = joined(e, position);
        stored.add(e.result());
        node.equations.add(e);
        connect(node, e.result());
        for (var at : places(e, node)) push(e, new Demand(node, List.of(at), node.domain, 0));
    }

    /** What an equation asks of its operands, to make an element at a place. */
    private void push(Equation e, Demand d) {
        if (e.primitive() instanceof jacobi.lax.Elementwise) {
            for (var a : e.operands()) if (a instanceof Var v) ask(v, new Demand(d.by, v.type().rank() == 0 ? List.of() : d.at,
                    d.loops, d.depth + 1));
            return;
        }
        var folds = pull.folds(e);
        var loops = new ArrayList<>(folds.isEmpty() ? d.loops : d.around());
        loops.addAll(folds);
        pull.element(e, d.at.toArray(Ix[]::new), null, (operand, at, guard) -> {
            if (!(operand instanceof Var v)) return exprs.num(((Literal) operand).constant());
            ask(v, new Demand(d.by, List.of(at), loops, d.depth + 1));
            return exprs.load(probes.computeIfAbsent(v, _ -> new Memory("probe", v.type().dtype(), v.type().size(),
                    Memory.Place.STACK, 0)),
                    Places.linear(v.type().shape(), at), guard);
        });
    }

    private Node joined(Equation e, int position) {
        var shape = stacks.domain(e);
        var consumers = consumers(e.result());
        for (int i = nodes.size() - 1; i >= Math.max(0, nodes.size() - WINDOW); i--) {
            var node = nodes.get(i);
            if (node.isNest() && node.shape.equals(shape) && canJoin(e, node, consumers)) return node;
        }
        var node = new Node(shape, Places.domain(shape, "i"), position);
        nodes.add(node);
        return node;
    }

    /** A nest can take a value in if what it asks of it is the element at hand, and nothing between needs the value first. */
    private boolean canJoin(Equation e, Node node, Set<Node> consumers) {
        var v = e.result();
        if (readers.getOrDefault(v, Set.of()).contains(node)) return false;
        var own = places(e, node).stream().map(List::of).toList();
        for (var d : demands.getOrDefault(v, Set.of())) if (d.by == node && !own.contains(d.at)) return false;
        return consumers.stream().noneMatch(c -> c != node && c.reaches(node));
    }

    private List<Node> sorted() {
        var needs = new IdentityHashMap<Node, Integer>();
        for (var n : nodes) for (var c : n.consumers) needs.merge(c, 1, Integer::sum);
        var ready = new PriorityQueue<Node>(Comparator.comparingInt(n -> n.position));
        for (var n : nodes) if (!needs.containsKey(n)) ready.add(n);
        var order = new ArrayList<Node>();
        while (!ready.isEmpty()) {
            var n = ready.poll();
            order.add(n);
            for (var c : n.consumers) if (needs.merge(c, -1, Integer::sum) == 0) ready.add(c);
        }
        if (order.size() != nodes.size()) throw JacobiError.bug("statements need each other");
        return order;
    }
}
