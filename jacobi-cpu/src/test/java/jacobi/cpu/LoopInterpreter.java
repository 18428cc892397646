package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.cpu.loop.*;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Index;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Unary;

/** Runs loops one number at a time, as they are written: the oracle of what comes after them. Knows no calls of the runtime. */
final class LoopInterpreter {
    private final Map<Memory, Array[]> memories = new IdentityHashMap<>();
    private final Map<Memory, Memory> slots = new IdentityHashMap<>();
    private final Map<Index, Long> variables = new IdentityHashMap<>();

    private LoopInterpreter() {}

    static Array[][] run(LoopProgram p, Array... arguments) {
        var interpreter = new LoopInterpreter();
        for (int i = 0; i < arguments.length; i++) interpreter.memories.put(p.arguments().get(i), elements(arguments[i]));
        interpreter.block(p.body());
        return p.results().stream().map(interpreter::memory).toArray(Array[][]::new);
    }

    private static Array[] elements(Array x) {
        var flat = x.reshape(x.size());
        var elements = new Array[(int) x.size()];
        for (int i = 0; i < elements.length; i++) elements[i] = flat.get(i);
        return elements;
    }

    private Array[] memory(Memory m) {
        if (m.place() == Memory.Place.SLOT) return memory(slots.get(m));
        if (m.place() == Memory.Place.TABLE) return m.table().stream().map(jacobi.core.Primitive::bind).toArray(Array[]::new);
        return memories.computeIfAbsent(m, _ -> new Array[(int) m.size()]);
    }

    private void block(List<Stmt> body) { body.forEach(this::statement); }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Nest n -> each(n.domain(), 0, () -> n.stores().forEach(this::store));
            case Stmt.Shared s -> {
                each(List.of(s.block()), 0, () -> s.each().forEach(this::statement));
                s.last().forEach(this::statement);
            }
            case Stmt.While w -> {
                for (block(w.condition()); holds(w.test()); block(w.condition())) block(w.body());
            }
            case Stmt.Counted c -> {
                for (long i = 0; i < c.index().extent(); i++) {
                    variables.put(c.index(), c.reverse() ? c.index().extent() - 1 - i : i);
                    block(c.body());
                }
            }
            case Stmt.Parallel p -> {
                for (long i = 0; i < p.index().extent(); i++) run(p, i);
            }
            case Stmt.Switch s -> {
                long i = number(s.index());
                block(s.branches().get(i < 0 || i >= s.branches().size() ? s.branches().size() - 1 : (int) i));
            }
            case Stmt.Copy c -> System.arraycopy(memory(c.from()), 0, memory(c.to()), 0, (int) c.from().size());
            case Stmt.Point p -> slots.put(p.slot(), p.to());
            case Stmt.Swap s -> slots.put(s.a(), slots.put(s.b(), slots.get(s.a())));
            case Stmt.Call c -> throw new UnsupportedOperationException(c.function().toString());
        }
    }

    /** One run of a parallel loop: what is on the stack, and where slots point, is as before when it has ended. */
    private void run(Stmt.Parallel p, long i) {
        var stack = new IdentityHashMap<Memory, Array[]>();
        memories.forEach((m, elements) -> {
            if (m.place() == Memory.Place.STACK) stack.put(m, elements.clone());
        });
        var pointers = new IdentityHashMap<>(slots);
        variables.put(p.index(), i);
        block(p.body());
        memories.putAll(stack);
        slots.putAll(pointers);
    }

    private void each(List<Index> over, int k, Runnable body) {
        if (k == over.size()) body.run();
        else for (long i = 0; i < over.get(k).extent(); i++) {
            variables.put(over.get(k), i);
            each(over, k + 1, body);
        }
    }

    private void store(Stmt.Store s) {
        if (s.mask() == null || holds(s.mask())) memory(s.memory())[(int) place(s.at())] = value(s.value());
    }

    private boolean holds(Expr e) { return value(e).convert(DType.S64).item() != 0; }

    private long number(Expr e) { return (long) value(e).convert(DType.F64).item(); }

    private long place(Ix x) {
        long sum = x.constant();
        for (var t : x.terms()) sum += t.factor() * atom(t.atom());
        return sum;
    }

    private long atom(Atom a) {
        return switch (a) {
            case Index i -> variables.get(i);
            case Atom.Div d -> Math.floorDiv(place(d.of()), d.by());
            case Atom.Mod m -> Math.floorMod(place(m.of()), m.by());
            case Atom.Of v -> number(v.value());
        };
    }

    private Array value(Expr e) {
        return switch (e) {
            case Expr.Num n -> n.value().bind();
            case Expr.Load l -> l.mask() == null || holds(l.mask()) ? memory(l.memory())[(int) place(l.at())]
                    : jacobi.lax.Constant.of(l.dtype(), 0).bind();
            case Expr.Apply a -> a.function().bind(a.operands().stream().map(this::value).toArray(Array[]::new));
            case Expr.MulAdd m -> mulAdd(m);
            case Expr.Count c -> Array.of(place(c.index())).convert(c.dtype());
            case Expr.Fold f -> fold(f);
            case Expr.ArgFold f -> argFold(f);
            case Expr.Running r -> running(r);
            case Expr.Checked c -> Array.of(Math.clamp(number(c.index()), c.low(), c.high()));
        };
    }

    private Array mulAdd(Expr.MulAdd m) {
        var product = Binary.MULTIPLY.bind(value(m.a()), value(m.b()));
        var addend = value(m.c());
        return Binary.ADD.bind(m.minusProduct() ? Unary.NEGATE.bind(product) : product, m.minusAddend()
                ? Unary.NEGATE.bind(addend) : addend);
    }

    private Array fold(Expr.Fold f) {
        Array[] result = {f.monoid().neutral(f.dtype()).bind()};
        each(f.over(), 0, () -> result[0] = f.monoid().operation().bind(result[0], value(f.body())));
        return result[0];
    }

    private Array running(Expr.Running r) {
        long here = variables.get(r.along());
        var result = value(r.start());
        for (long i = 0; i <= here; i++) {
            variables.put(r.along(), i);
            result = r.monoid().operation().bind(result, value(r.body()));
        }
        return result;
    }

    private Array argFold(Expr.ArgFold f) {
        Array best = null;
        long where = 0;
        for (long i = 0; i < f.over().extent(); i++) {
            variables.put(f.over(), i);
            var x = value(f.body());
            if (best == null || isTrue(Compare.NE, x, x) && !isTrue(Compare.NE, best, best)
                    || isTrue(f.extreme() == jacobi.lax.Monoid.MAX ? Compare.GT : Compare.LT, x, best)) {
                best = x;
                where = i;
            }
        }
        return Array.of(where);
    }

    private static boolean isTrue(Compare c, Array a, Array b) { return c.bind(a, b).convert(DType.S64).item() != 0; }
}
