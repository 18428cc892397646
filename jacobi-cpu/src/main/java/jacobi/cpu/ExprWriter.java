package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.core.Primitive;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import jacobi.scalar.ScalarFunction;

/**
 * Writes expressions, each in the outermost scope where it can be computed and once there; vectors where it depends on the
 * strip's variable.
 */
final class ExprWriter {
    final IrModule module;
    final Pointers pointers;
    private final MathCalls math;
    private final FoldWriter folds;
    private final ArgFoldWriter places;
    private final RunningWriter running;
    private final Quotients quotients;
    /** Sines and cosines of one operand, each with the other. */
    private final Map<Expr, Expr> partners = new IdentityHashMap<>();

    ExprWriter(IrModule module, Pointers pointers) {
        this.module = module;
        this.pointers = pointers;
        this.math = new MathCalls(module);
        this.folds = new FoldWriter(this);
        this.places = new ArgFoldWriter(this);
        this.running = new RunningWriter(this);
        this.quotients = new Quotients(this);
    }

    Value write(Expr e, Scope from) {
        if (e instanceof Expr.Num n) return Value.uniform(Constants.text(n.value()));
        var home = from.home(e.free());
        var known = home.values.get(e);
        if (known != null) return known;
        var value = make(e, home);
        home.values.put(e, value);
        return value;
    }

    private Value make(Expr e, Scope at) {
        return switch (e) {
            case Expr.Num n -> Value.uniform(Constants.text(n.value()));
            case Expr.Load l -> load(l, at);
            case Expr.Apply a -> apply(a, at);
            case Expr.MulAdd m -> mulAdd(m, at);
            case Expr.Count c -> count(c, at);
            case Expr.Fold f -> folds.write(f, at);
            case Expr.ArgFold f -> places.write(f, at);
            case Expr.Running r -> running.write(r, at);
            case Expr.Checked c -> checked(c, at);
        };
    }

    /** Whether a value differs between the lanes of the strip in force. */
    static boolean isVector(Expr e, Scope at) { return at.strip.index() != null && e.uses(at.strip.index()); }

    /** Announces whose values a leaf scope will ask for. */
    void announce(List<Stmt.Store> stores, Scope leaf) { folds.announce(stores, leaf); }

    private interface PerStrip { String of(int strip); }

    private static Value each(boolean vector, Scope at, PerStrip f) {
        if (!vector) return Value.uniform(f.of(0));
        var names = new String[at.strip.count()];
        for (int s = 0; s < names.length; s++) names[s] = f.of(s);
        return new Value(true, names);
    }

    /** A value as an operand of {@code lanes} lanes. */
    String operand(Value v, int strip, DType t, int lanes, Text text) { return operand(v, strip, Lanes.scalar(t), lanes, text); }

    String operand(Value v, int strip, String scalar, int lanes, Text text) {
        var name = v.name(strip);
        if (v.vector() || lanes == 0) return name;
        if (Constants.isLiteral(name)) return Lanes.splat(scalar, name, lanes);
        var type = Lanes.type(scalar, lanes);
        var first = text.let("insertelement " + type + " poison, " + scalar + " " + name + ", i64 0");
        return text.let("shufflevector " + type + " " + first + ", " + type + " poison, <" + lanes + " x i32> zeroinitializer");
    }

    private Value apply(Expr.Apply e, Scope at) {
        if (Quotients.pays(e, at)) return quotients.write(e, at);
        boolean vector = isVector(e, at);
        int lanes = vector ? at.strip.lanes() : 0;
        var x = e.operands().stream().map(o -> write(o, at)).toArray(Value[]::new);
        var text = at.text;
        var mathematical = isMath(e);
        if (mathematical) return math(MathCalls.function(e.function(), e.operand(0).dtype()), e, x, vector, lanes, at);
        var ops = new ScalarOps(module, text, lanes);
        return each(vector, at, s -> ops.apply(e.function(), e.operand(0).dtype(), e.dtype(), operands(e, x, s, lanes, text)));
    }

    private String[] operands(Expr.Apply e, Value[] x, int strip, int lanes, Text text) {
        var names = new String[x.length];
        for (int i = 0; i < x.length; i++) names[i] = operand(x[i], strip, e.operand(i).dtype(), lanes, text);
        return names;
    }

    static boolean isMath(Expr.Apply e) { return isMath(e.function(), e.operand(0).dtype()); }

    /** Whether a function is one of vector math rather than a few instructions. */
    static boolean isMath(Primitive f, DType t) {
        if (!t.isFloat()) return false;
        return switch (f) {
            case Unary u -> switch (u) {
                case ABS, CEIL, COUNT_LEADING_ZEROS, FLOOR, IMAG, IS_FINITE, NEGATE, NOT, POPCNT, REAL, ROUND_NEAREST_AFZ,
                        ROUND_NEAREST_EVEN, RSQRT, SIGN, SQRT, STOP_GRADIENT -> false;
                default -> true;
            };
            case Binary b -> b == Binary.POWER || b == Binary.ATAN2 || b == Binary.HYPOT;
            default -> false;
        };
    }

    private Value math(ScalarFunction f, Expr.Apply e, Value[] x, boolean vector, int lanes, Scope at) {
        if (partners.containsKey(e)) return sinCos(e, x[0], vector, lanes, at);
        return each(vector, at, s -> {
            var operands = operands(e, x, s, lanes, at.text);
            if (at.misses == null) return math.call(at.text, f, lanes, operands);
            var results = math.inline(at.text, f, lanes, operands);
            if (f.guarded()) at.misses.add(math.any(at.text, lanes, results.getLast()));
            return results.getFirst();
        });
    }

    /** The sine and the cosine of one operand: the one asked for, while the other is kept for when it will be. */
    private Value sinCos(Expr.Apply e, Value x, boolean vector, int lanes, Scope at) {
        var f = VectorFunctions.sinCos(e.dtype());
        var other = new String[vector ? at.strip.count() : 1];
        int own = e.function() == Unary.SINE ? 0 : 1;
        var value = each(vector, at, s -> {
            var operand = operand(x, s, e.dtype(), lanes, at.text);
            var results = at.misses == null ? math.calls(at.text, f, lanes, operand) : math.inline(at.text, f, lanes, operand);
            if (at.misses != null) at.misses.add(math.any(at.text, lanes, results.getLast()));
            other[s] = results.get(1 - own);
            return results.get(own);
        });
        at.values.put(partners.get(e), new Value(vector, other));
        return value;
    }

    private Value mulAdd(Expr.MulAdd e, Scope at) {
        boolean vector = isVector(e, at);
        int lanes = vector ? at.strip.lanes() : 0;
        Value a = write(e.a(), at), b = write(e.b(), at), c = write(e.c(), at);
        var ops = new ScalarOps(module, at.text, lanes);
        var t = e.dtype();
        var type = Lanes.type(t, lanes);
        return each(vector, at, s -> {
            var x = operand(a, s, t, lanes, at.text);
            var z = operand(c, s, t, lanes, at.text);
            if (e.minusProduct()) x = at.text.let("fneg " + type + " " + x);
            if (e.minusAddend()) z = at.text.let("fneg " + type + " " + z);
            return ops.intrinsic("fma", t, x, operand(b, s, t, lanes, at.text), z);
        });
    }

    // ---- indices

    /** An index that is the same in all lanes, as an i64. */
    String index(Ix x, Scope from) {
        if (x.isConstant()) return Long.toString(x.constant());
        var at = from.home(freeOf(x));
        var known = at.indices.get(x);
        if (known != null) return known;
        var name = sum(x, at);
        at.indices.put(x, name);
        return name;
    }

    private final Map<Ix, Set<Index>> free = new HashMap<>();

    private Set<Index> freeOf(Ix x) {
        var known = free.get(x);
        if (known != null) return known;
        var set = new HashSet<Index>();
        for (var t : x.terms()) collect(t.atom(), set);
        free.put(x, set);
        return set;
    }

    private void collect(Atom a, Set<Index> set) {
        switch (a) {
            case Index i -> set.add(i);
            case Atom.Div d -> set.addAll(freeOf(d.of()));
            case Atom.Mod m -> set.addAll(freeOf(m.of()));
            case Atom.Of v -> set.addAll(v.value().free());
        }
    }

    private String sum(Ix x, Scope at) {
        long constant = x.constant();
        String sum = null;
        for (var t : x.terms()) {
            var atom = atom(t.atom(), at);
            if (Constants.isLiteral(atom)) {
                constant += t.factor() * Long.parseLong(atom);
                continue;
            }
            var term = t.factor() == 1 ? atom : at.text.let("mul nsw i64 " + atom + ", " + t.factor());
            sum = sum == null ? term : at.text.let("add nsw i64 " + sum + ", " + term);
        }
        if (sum == null) return Long.toString(constant);
        return constant == 0 ? sum : at.text.let("add nsw i64 " + sum + ", " + constant);
    }

    private String atom(Atom a, Scope at) {
        return switch (a) {
            case Index i -> variable(i, at);
            case Atom.Div d -> quotient(index(d.of(), at), d, at);
            case Atom.Mod m -> remainder(index(m.of(), at), m, at);
            case Atom.Of v -> write(v.value(), at).name(0);
        };
    }

    private String variable(Index i, Scope at) {
        var name = at.variable(i);
        return name != null ? name : pointers.outer(i);
    }

    private static String quotient(String x, Atom.Div d, Scope at) {
        if (Constants.isLiteral(x)) return Long.toString(Math.floorDiv(Long.parseLong(x), d.by()));
        if (d.of().low() >= 0) return at.text.let("udiv i64 " + x + ", " + d.by());
        long shift = Math.ceilDiv(-d.of().low(), d.by());
        var moved = at.text.let("add i64 " + x + ", " + shift * d.by());
        return at.text.let("sub i64 " + at.text.let("udiv i64 " + moved + ", " + d.by()) + ", " + shift);
    }

    private static String remainder(String x, Atom.Mod m, Scope at) {
        if (Constants.isLiteral(x)) return Long.toString(Math.floorMod(Long.parseLong(x), m.by()));
        var moved = m.of().low() >= 0 ? x : at.text.let("add i64 " + x + ", " + Math.ceilDiv(-m.of().low(), m.by()) * m.by());
        return at.text.let("urem i64 " + moved + ", " + m.by());
    }

    /** An index that differs between lanes, as vectors of i64. */
    private Value indices(Ix x, Scope at) {
        int lanes = at.strip.lanes();
        var type = Lanes.type("i64", lanes);
        var text = at.text;
        if (Schedule.isLinear(x, at.strip.index())) {
            var first = index(x, at);
            long factor = x.factor(at.strip.index());
            return each(true, at, s -> {
                var base = operand(Value.uniform(first), 0, "i64", lanes, text);
                return text.let("add " + type + " " + base + ", " + ramp(factor, s * (long) lanes, lanes));
            });
        }
        var terms = x.terms().stream().map(t -> vectorAtom(t.atom(), at)).toList();
        return each(true, at, s -> {
            String sum = Lanes.splat("i64", Long.toString(x.constant()), lanes);
            for (int i = 0; i < terms.size(); i++) {
                var atom = operand(terms.get(i), s, "i64", lanes, text);
                var term = text.let("mul " + type + " " + atom + ", " + Lanes.splat("i64", Long.toString(x.terms().get(i)
                        .factor()), lanes));
                sum = text.let("add " + type + " " + sum + ", " + term);
            }
            return sum;
        });
    }

    private static String ramp(long factor, long from, int lanes) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < lanes; i++) parts.add("i64 " + factor * (from + i));
        return "<" + String.join(", ", parts) + ">";
    }

    private Value vectorAtom(Atom a, Scope at) {
        if (!Ix.of(a).uses(at.strip.index())) return Value.uniform(index(Ix.of(a), at));
        int lanes = at.strip.lanes();
        var type = Lanes.type("i64", lanes);
        return switch (a) {
            case Index _ -> indices(Ix.of(a), at);
            case Atom.Div d -> divided(indices(d.of(), at), d.of().low(), d.by(), true, type, lanes, at);
            case Atom.Mod m -> divided(indices(m.of(), at), m.of().low(), m.by(), false, type, lanes, at);
            case Atom.Of v -> write(v.value(), at);
        };
    }

    private static Value divided(Value x, long low, long by, boolean quotient, String type, int lanes, Scope at) {
        long shift = low >= 0 ? 0 : Math.ceilDiv(-low, by);
        var divisor = Lanes.splat("i64", Long.toString(by), lanes);
        return each(true, at, s -> {
            var moved = shift == 0 ? x.name(s) : at.text.let("add " + type + " " + x.name(s) + ", " + Lanes.splat("i64",
                    Long.toString(shift * by), lanes));
            var result = at.text.let((quotient ? "udiv " : "urem ") + type + " " + moved + ", " + divisor);
            return quotient && shift > 0 ? at.text.let("sub " + type + " " + result + ", " + Lanes.splat("i64",
                    Long.toString(shift), lanes)) : result;
        });
    }

    private Value count(Expr.Count e, Scope at) {
        boolean vector = isVector(e, at);
        int lanes = vector ? at.strip.lanes() : 0;
        var whole = vector ? indices(e.index(), at) : Value.uniform(index(e.index(), at));
        var ops = new ScalarOps(module, at.text, lanes);
        return each(vector, at, s -> Constants.isLiteral(whole.name(s)) && !e.dtype().isInexact() ? whole.name(s)
                : ops.convert(DType.S64, e.dtype(), whole.name(s)));
    }

    // ---- memory

    private static final String INVARIANT = ", !invariant.load !0";

    private Value load(Expr.Load e, Scope at) {
        if (e.memory().place() == jacobi.cpu.loop.Memory.Place.TABLE) return table(e, at);
        var base = pointers.pointer(e.memory(), at.text, false);
        var t = e.dtype();
        var attributes = e.memory().place() == jacobi.cpu.loop.Memory.Place.ARGUMENT ? INVARIANT : "";
        if (!isVector(e, at)) return Value.uniform(loadOne(e, base, attributes, at));
        var strip = at.strip;
        if (Schedule.isLinear(e.at(), strip.index()) && e.at().factor(strip.index()) == 1) return loadRow(e, base, attributes,
                at);
        if (Schedule.isLinear(e.at(), strip.index()) && e.mask() == null && strip.used() > 0 && e.memory()
                .size() <= Fusion.SMALL) {
            var first = index(e.at(), at);
            if (Constants.isLiteral(first)) return permuted(e, base, attributes, Long.parseLong(first), at);
        }
        if (Schedule.isLinear(e.at(), strip.index()) && e.mask() == null && strip.mask() == null
                && StepLoad.fits(e.at().factor(strip.index()), strip.lanes())) return loadSteps(e, base, attributes, at);
        var known = e.mask() == null && strip.used() > 0 ? KnownPlaces.of(e.at(), at) : null;
        if (known != null) for (int i = strip.used(); i < strip.lanes(); i++) known[i] = known[0];
        return known == null ? gather(e, base, at) : each(true, at, s -> picked(e, base, attributes, known, s, at));
    }

    /** Numbers known now: in place where it is known which, else from memory of the module's. */
    private Value table(Expr.Load e, Scope at) {
        var known = KnownPlaces.of(e.at(), at);
        if (known != null && !isVector(e, at)) return Value.uniform(Constants.text(KnownPlaces.number(e.memory(), known[0])));
        if (known != null) return each(true, at, s -> IntStream.range(s * at.strip.lanes(), (s + 1) * at.strip.lanes())
                .mapToObj(i -> Lanes.scalar(e.dtype()) + " " + Constants.text(KnownPlaces.number(e.memory(), known[i])))
                .collect(Collectors.joining(", ", "<", ">")));
        var base = Constants.table(module, e.memory());
        if (!isVector(e, at)) return Value.uniform(loadOne(e, base, INVARIANT, at));
        boolean row = Schedule.isLinear(e.at(), at.strip.index()) && e.at().factor(at.strip.index()) == 1;
        return row ? loadRow(e, base, INVARIANT, at) : gather(e, base, at);
    }

    /** Elements at known places: a row where they follow each other, else one by one. */
    private String picked(Expr.Load e, String base, String attributes, long[] places, int strip, Scope at) {
        int lanes = at.strip.lanes();
        var memory = Lanes.memory(e.dtype());
        var type = Lanes.type(memory, lanes);
        long first = places[strip * lanes];
        boolean row = IntStream.range(0, lanes).allMatch(i -> places[strip * lanes + i] == first + i);
        if (row) return truth(e.dtype(), loadAt(type, memory, base, first, e.dtype(), attributes, at.text), lanes, at.text);
        var all = "poison";
        for (int i = 0; i < lanes; i++) {
            var one = loadAt(memory, memory, base, places[strip * lanes + i], e.dtype(), attributes, at.text);
            all = at.text.let("insertelement " + type + " " + all + ", " + memory + " " + one + ", i64 " + i);
        }
        return truth(e.dtype(), all, lanes, at.text);
    }

    private static String loadAt(String type, String memory, String base, long place, DType t, String attributes, Text text) {
        var pointer = text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + place);
        return text.let("load " + type + ", ptr " + pointer + ", align " + t.bytes() + attributes);
    }

    /** Elements of a small memory at places known now: all of it in a register, permuted. */
    private Value permuted(Expr.Load e, String base, String attributes, long first, Scope at) {
        int lanes = at.strip.lanes(), size = (int) e.memory().size();
        long step = e.at().factor(at.strip.index());
        var all = Lanes.type(Lanes.memory(e.dtype()), size);
        var loaded = at.text.let("load " + all + ", ptr " + base + ", align " + e.dtype().bytes() + attributes);
        return each(true, at, s -> {
            var order = new ArrayList<String>();
            for (int i = 0; i < lanes; i++)
                order.add(i < at.strip.used() ? "i32 " + (first + step * (s * (long) lanes + i)) : "i32 " + first);
            var picked = at.text.let("shufflevector " + all + " " + loaded + ", " + all + " poison, <" + lanes + " x i32> <"
                    + String.join(", ", order) + ">");
            return truth(e.dtype(), picked, lanes, at.text);
        });
    }


    private String loadOne(Expr.Load e, String base, String attributes, Scope at) {
        var memory = Lanes.memory(e.dtype());
        var place = index(e.at(), at);
        if (e.mask() != null) {
            var within = write(e.mask(), at).name(0);
            place = at.text.let("select i1 " + within + ", i64 " + place + ", i64 0");
            attributes = "";
        }
        var pointer = at.text.let("getelementptr inbounds " + memory + ", ptr " + base + ", i64 " + place);
        return truth(e.dtype(), at.text.let("load " + memory + ", ptr " + pointer + ", align " + e.dtype().bytes() + attributes),
                0, at.text);
    }

    /**
     * Row {@code k} of a tile: elements that lie along another variable than the strip's, {@code n} of them, as they are in
     * memory.
     */
    String rowAcross(Expr.Load e, Index row, int k, int n, Scope at) {
        var memory = Lanes.memory(e.dtype());
        int lanes = at.strip.lanes();
        var base = pointers.pointer(e.memory(), at.text, false);
        var first = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + index(e.at(), at));
        var pointer = at.text.let("getelementptr " + memory + ", ptr " + first + ", i64 " + k * e.at().factor(row));
        return loaded(memory, pointer, n < lanes ? Schedule.firstLanes(lanes, n) : null, e.dtype().bytes(), lanes, "", at.text);
    }

    private String loaded(String memory, String pointer, String mask, int align, int lanes, String attributes, Text text) {
        var type = Lanes.type(memory, lanes);
        if (mask == null) return text.let("load " + type + ", ptr " + pointer + ", align " + align + attributes);
        var name = "@llvm.masked.load." + Lanes.suffix(memory, lanes) + ".p0";
        module.declare(name, () -> "declare " + type + " " + name + "(ptr, i32, <" + lanes + " x i1>, " + type + ")");
        return text.let("call " + type + " " + name + "(ptr " + pointer + ", i32 " + align + ", <" + lanes + " x i1> " + mask
                + ", " + type + " zeroinitializer)");
    }

    static String truth(DType t, String loaded, int lanes, Text text) {
        return t == DType.PRED ? text.let("icmp ne " + Lanes.type("i8", lanes) + " " + loaded + ", " + Lanes.splat("i8", "0",
                lanes)) : loaded;
    }

    /** Where the lanes of a strip read or write: the strip's mask and the expression's own. */
    private String mask(Expr own, int s, Scope at) {
        var mine = own == null ? null : operand(write(own, at), s, "i1", at.strip.lanes(), at.text);
        var strips = at.strip.mask();
        if (mine == null || strips == null) return mine == null ? strips : mine;
        return at.text.let("and " + Lanes.type("i1", at.strip.lanes()) + " " + mine + ", " + strips);
    }

    private Value loadRow(Expr.Load e, String base, String attributes, Scope at) {
        var memory = Lanes.memory(e.dtype());
        int lanes = at.strip.lanes();
        var type = Lanes.type(memory, lanes);
        var place = index(e.at(), at);
        return each(true, at, s -> {
            var pointer = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + place);
            if (s > 0) pointer = at.text.let("getelementptr " + memory + ", ptr " + pointer + ", i64 " + (long) s * lanes);
            boolean whole = e.mask() == null && s == 0 && StackMemory.isEnd(e.memory(), place, at.strip);
            var mask = whole ? null : mask(e.mask(), s, at);
            var loaded = loaded(memory, pointer, mask, e.dtype().bytes(), lanes, attributes, at.text);
            return truth(e.dtype(), loaded, lanes, at.text);
        });
    }

    private Value loadSteps(Expr.Load e, String base, String attributes, Scope at) {
        int lanes = at.strip.lanes();
        long step = e.at().factor(at.strip.index()), phase = Phase.of(e, step, at);
        var first = index(phase > 0 ? e.at().plus(-phase) : e.at(), at);
        var steps = new StepLoad(e.dtype(), base, attributes, lanes, step, phase, at.text);
        return each(true, at, s -> truth(e.dtype(), steps.load(first, s), lanes, at.text));
    }

    /** Reads neighbours, each again far from there in the next lane. */
    private void loadTransposed(List<Expr.Load> loads, Scope at) {
        var first = loads.getFirst();
        var t = first.dtype();
        var base = pointers.pointer(first.memory(), at.text, false);
        var attributes = first.memory().place() == jacobi.cpu.loop.Memory.Place.ARGUMENT ? INVARIANT : "";
        int lanes = at.strip.lanes(), n = loads.size();
        var memory = Lanes.memory(t);
        long step = first.at().factor(at.strip.index());
        var place = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + index(first.at(), at));
        var names = new String[n][at.strip.count()];
        for (int s = 0; s < at.strip.count(); s++) {
            var rows = new ArrayList<String>();
            for (int lane = 0; lane < lanes; lane++) {
                long offset = ((long) s * lanes + lane) * step;
                var start = at.text.let("getelementptr " + memory + ", ptr " + place + ", i64 " + offset);
                rows.add(at.text.let("load " + Lanes.type(memory, n) + ", ptr " + start + ", align " + t.bytes() + attributes));
            }
            var parts = new Transposed(t, lanes, at.text).parts(rows, n);
            for (int i = 0; i < n; i++) names[i][s] = truth(t, parts.get(i), lanes, at.text);
        }
        for (int i = 0; i < n; i++) at.values.put(loads.get(i), new Value(true, names[i]));
    }

    private Value gather(Expr.Load e, String base, Scope at) {
        var memory = Lanes.memory(e.dtype());
        int lanes = at.strip.lanes();
        var type = Lanes.type(memory, lanes);
        var places = indices(e.at(), at);
        var name = "@llvm.masked.gather." + Lanes.suffix(memory, lanes) + ".v" + lanes + "p0";
        module.declare(name, () -> "declare " + type + " " + name + "(<" + lanes + " x ptr>, i32, <" + lanes + " x i1>, " + type
                + ")");
        return each(true, at, s -> {
            var addresses = at.text.let("getelementptr " + memory + ", ptr " + base + ", " + Lanes.type("i64", lanes) + " "
                    + places.name(s));
            var mask = mask(e.mask(), s, at);
            var loaded = at.text.let("call " + type + " " + name + "(<" + lanes + " x ptr> " + addresses + ", i32 " + e.dtype()
                    .bytes() + ", <" + lanes
                    + " x i1> " + (mask == null ? "splat (i1 true)" : mask) + ", " + type + " zeroinitializer)");
            return truth(e.dtype(), loaded, lanes, at.text);
        });
    }

    /** Writes values, already computed, to their places. */
    void store(jacobi.cpu.loop.Memory target, Ix place, DType t, Value value, Scope at) {
        var base = pointers.pointer(target, at.text, true);
        var memory = Lanes.memory(t);
        var strip = at.strip.index();
        if (strip == null || !place.uses(strip)) {
            var pointer = at.text.let("getelementptr inbounds " + memory + ", ptr " + base + ", i64 " + index(place, at));
            at.text.line("store " + memory + " " + stored(t, value.name(0), 0, at.text) + ", ptr " + pointer + ", align "
                    + t.bytes());
            return;
        }
        boolean row = Schedule.isLinear(place, strip) && place.factor(strip) == 1;
        for (int s = 0; s < at.strip.count(); s++) {
            var v = stored(t, operand(value, s, t, at.strip.lanes(), at.text), at.strip.lanes(), at.text);
            if (row) storeRow(base, target, place, t, v, s, at);
            else scatter(base, indices(place, at).name(s), memory, t, v, at);
        }
    }

    /** Writes values, already computed, to places next to each other, each again a few elements further in the next lane. */
    void storeTogether(List<Stmt.Store> stores, List<Value> values, Scope at) {
        var first = stores.getFirst();
        var t = first.value().dtype();
        var base = pointers.pointer(first.memory(), at.text, true);
        int lanes = at.strip.lanes(), n = stores.size();
        var memory = Lanes.memory(t);
        var place = index(first.at(), at);
        for (int s = 0; s < at.strip.count(); s++) {
            int strip = s;
            var parts = values.stream().map(v -> stored(t, operand(v, strip, t, lanes, at.text), lanes, at.text)).toList();
            var vectors = InterleavedStores.interleaved(parts, t, lanes, at.text);
            for (int v = 0; v < n; v++) {
                var start = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + place);
                long offset = ((long) s * n + v) * lanes;
                if (offset != 0) start = at.text.let("getelementptr " + memory + ", ptr " + start + ", i64 " + offset);
                at.text.line("store " + Lanes.type(memory, lanes) + " " + vectors.get(v) + ", ptr " + start + ", align " + t
                        .bytes());
            }
        }
    }

    /** Writes values, already computed, to places next to each other, each again far from there in the next lane. */
    void storeTransposed(List<Stmt.Store> stores, List<Value> values, Scope at) {
        var first = stores.getFirst();
        var t = first.value().dtype();
        var base = pointers.pointer(first.memory(), at.text, true);
        int lanes = at.strip.lanes();
        var memory = Lanes.memory(t);
        long step = first.at().factor(at.strip.index());
        var place = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + index(first.at(), at));
        for (int s = 0; s < at.strip.count(); s++) {
            int strip = s;
            var parts = values.stream().map(v -> stored(t, operand(v, strip, t, lanes, at.text), lanes, at.text)).toList();
            var rows = new Transposed(t, lanes, at.text).rows(parts);
            for (int i = 0; i < rows.size(); i++) {
                var start = at.text.let("getelementptr " + memory + ", ptr " + place + ", i64 " + ((long) s * lanes + i) * step);
                at.text.line("store " + Lanes.type(memory, parts.size()) + " " + rows.get(i) + ", ptr " + start + ", align "
                        + t.bytes());
            }
        }
    }

    private static String stored(DType t, String value, int lanes, Text text) {
        if (t != DType.PRED) return value;
        if (lanes == 0 && Constants.isLiteral(value)) return value.equals("true") ? "1" : "0";
        return text.let("zext " + Lanes.type("i1", lanes) + " " + value + " to " + Lanes.type("i8", lanes));
    }

    private void storeRow(String base, jacobi.cpu.loop.Memory target, Ix place, DType t, String value, int s, Scope at) {
        int lanes = at.strip.lanes();
        var memory = Lanes.memory(t);
        var type = Lanes.type(memory, lanes);
        var start = index(place, at);
        var pointer = at.text.let("getelementptr " + memory + ", ptr " + base + ", i64 " + start);
        if (s > 0) pointer = at.text.let("getelementptr " + memory + ", ptr " + pointer + ", i64 " + (long) s * lanes);
        if (at.strip.mask() == null || StackMemory.isEnd(target, start, at.strip)) {
            boolean streamed = module.streamed().takes(target, place, at.strip.index(), lanes);
            if (streamed) at.text.function.useStreams();
            at.text.line("store " + type + " " + value + ", ptr " + pointer + (streamed ? ", align 64, !nontemporal !2"
                    : ", align " + t.bytes()));
            return;
        }
        var name = "@llvm.masked.store." + Lanes.suffix(memory, lanes) + ".p0";
        module.declare(name, () -> "declare void " + name + "(" + type + ", ptr, i32, <" + lanes + " x i1>)");
        at.text.line("call void " + name + "(" + type + " " + value + ", ptr " + pointer + ", i32 " + t.bytes() + ", <" + lanes
                + " x i1> " + at.strip.mask() + ")");
    }

    private void scatter(String base, String places, String memory, DType t, String value, Scope at) {
        int lanes = at.strip.lanes();
        var type = Lanes.type(memory, lanes);
        var name = "@llvm.masked.scatter." + Lanes.suffix(memory, lanes) + ".v" + lanes + "p0";
        module.declare(name, () -> "declare void " + name + "(" + type + ", <" + lanes + " x ptr>, i32, <" + lanes + " x i1>)");
        var addresses = at.text.let("getelementptr " + memory + ", ptr " + base + ", " + Lanes.type("i64", lanes) + " " + places);
        at.text.line("call void " + name + "(" + type + " " + value + ", <" + lanes + " x ptr> " + addresses + ", i32 "
                + t.bytes() + ", <" + lanes
                + " x i1> " + (at.strip.mask() == null ? "splat (i1 true)" : at.strip.mask()) + ")");
    }

    // ---- checks

    private Value checked(Expr.Checked e, Scope at) {
        boolean vector = isVector(e, at);
        int lanes = vector ? at.strip.lanes() : 0;
        var x = write(e.index(), at);
        var m = e.mask() == null ? null : write(e.mask(), at);
        var ops = new ScalarOps(module, at.text, lanes);
        var type = Lanes.type("i64", lanes);
        var text = at.text;
        return each(vector, at, s -> {
            var i = operand(x, s, "i64", lanes, text);
            var low = Lanes.splat("i64", Long.toString(e.low()), lanes);
            var high = Lanes.splat("i64", Long.toString(e.high()), lanes);
            var safe = ops.intrinsic("smin", DType.S64, ops.intrinsic("smax", DType.S64, i, low), high);
            var wrong = text.let("icmp ne " + type + " " + safe + ", " + i);
            if (m != null) wrong = text.let("and " + Lanes.type("i1", lanes) + " " + wrong + ", " + operand(m, s, "i1", lanes,
                    text));
            if (vector && at.strip.mask() != null) wrong = text.let("and " + Lanes.type("i1", lanes) + " " + wrong + ", "
                    + at.strip.mask());
            new CheckWriter(module, pointers).report(text, e.check(), i, wrong, lanes);
            return safe;
        });
    }

    /** Prepares running results along a variable, before the loop over it. */
    void start(List<Expr> values, Index along, int lanes, Scope before) {
        Weight.each(values, e -> {
            if (e instanceof Expr.Running r && r.along() == along) running.start(r, lanes, before);
        });
    }

    /**
     * Several values of one leaf scope at once: vector math in place, and where some lane of it is not served, once more all of
     * them by calls.
     */
    List<Value> leaf(List<Expr> values, Scope leaf) {
        for (var group : TransposedLoads.of(values, leaf)) loadTransposed(group, leaf);
        partners.putAll(SinCos.partners(values));
        if (leaf.strip.mask() != null || Weight.hasFolds(values) || !Weight.hasMath(values)
                || Weight.mathInPlace(values) * leaf.strip.count() > 24) return values.stream().map(v -> write(v, leaf)).toList();
        leaf.misses = new ArrayList<>();
        var fast = values.stream().map(v -> write(v, leaf)).toList();
        var misses = leaf.misses;
        leaf.misses = null;
        if (misses.isEmpty()) return fast;
        return new SlowPath(this, leaf).join(values, fast, misses);
    }
}
