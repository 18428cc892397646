package jacobi.lax;

import static jacobi.lax.Structured.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.core.*;
import jacobi.transform.*;

/**
 * Repeats {@code body} while {@code condition} holds. Operands and results are the carry; operands after it are what the
 * condition needs from outside, then what the body needs. {@code condition(carry, its own) -> pred[]},
 * {@code body(carry, its own) -> carry}. StableHLO while.
 * @param carries how many operands are the carry
 * @param bound the caller's promise that there are at most so many rounds, or {@link #UNBOUNDED}; used by reverse mode only
 * @param examples how many leading axes, of all of the carry, number examples that go on by themselves: the condition is whether
 * any does, and the body gives an example that does not its carry back; 0 for a loop as it was written
 */
public record While(Program condition, Program body, int carries, long bound, int examples) implements Primitive {
    public static final long UNBOUNDED = -1;

    /** A loop of one example. */
    public While(Program condition, Program body, int carries, long bound) { this(condition, body, carries, bound, 0); }

    /** The same loop of other programs that do the same. */
    public While with(Program otherCondition, Program otherBody) {
        return new While(otherCondition, otherBody, carries, bound, examples);
    }

    @Override public String mnemonic() { return "while"; }
    public int conditionExtras() { return condition.inputs().size() - carries; }
    public int bodyExtras() { return body.inputs().size() - carries; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x.length != carries + conditionExtras()
                + bodyExtras()) throw JacobiError.bug("while of %d carries was given %d operands", carries, x.length);
        return Arrays.copyOf(x, carries);
    }

    private Array[] carry(Array[] x) { return part(x, 0, carries); }
    private Array[] forCondition(Array[] x) { return part(x, carries, carries + conditionExtras()); }
    private Array[] forBody(Array[] x) { return part(x, carries + conditionExtras(), x.length); }

    /** The body's tangents, with as much of the carry active as must be. */
    private Settled<Jvp.Pushed> pushed(Array[] dx) {
        return settle(concat(Active.of(carry(dx)), Active.of(forBody(dx))), carries,
                in -> Jvp.program(body, in, part(in, 0, carries)), Jvp.Pushed::active);
    }

    @Override public Dual jvp(Array[] x, Array[] dx) {
        var settled = pushed(dx);
        var active = settled.flags();
        var activeCarry = part(active, 0, carries);
        var tangents = carry(dx);
        for (int i = 0; i < carries; i++) if (active[i]) tangents[i] = Active.orZero(tangents[i], x[i].type());
        int n = Active.count(activeCarry), b = body.inputs().size();
        var pushed = settled.body().program();
        var wideBody = reorder(pushed, concat(range(0, carries), range(b, b + n), range(carries, b),
                range(b + n, pushed.inputs().size())));
        var wide = new While(ignoring(condition, Active.select(part(body.inputTypes(), 0, carries), activeCarry)), wideBody,
                carries + n, bound, examples);
        var y = wide.bindAll(Active.concat(carry(x), Active.select(tangents, activeCarry), forCondition(x), forBody(x),
                Active.select(forBody(dx), part(active, carries, active.length))));
        return new Dual(part(y, 0, carries), Active.spread(part(y, carries, y.length), activeCarry));
    }

    /** The condition, given more carries that it does not look at. */
    private Program ignoring(Program condition, ArrayType[] more) {
        var inputs = new ArrayList<>(condition.inputs());
        inputs.addAll(carries, Arrays.stream(more).map(Var::new).toList());
        return new Program(inputs, condition.equations(), condition.results());
    }

    /**
     * A while runs backwards as a scan of as many rounds as it took, or as it is bound to; rounds after the last do nothing.
     * @throws DerivativeError if neither number is known
     */
    @Override public Dual linearize(Array[] x, Array[] dx) {
        if (!Active.any(part(pushed(dx).flags(), 0, carries))) return new Dual(bindAll(x), new Array[carries]);
        long rounds = bound != UNBOUNDED ? bound : rounds(x);
        var all = Active.concat(forCondition(x), forBody(x));
        var tangents = Active.concat(carry(dx), new Array[conditionExtras()], forBody(dx));
        var dual = new Scan(guardedBody(), carries, 0, rounds, false).linearize(Active.concat(carry(x), all), tangents);
        return bound == UNBOUNDED ? dual : new Dual(kept(dual.results(), forCondition(x)), dual.tangents());
    }

    /** The results of a loop that kept its promise; NaN where it would have gone on beyond its bound. */
    private Array[] kept(Array[] results, Array[] forCondition) {
        var broken = condition.apply(Active.concat(results, forCondition))[0];
        return Arrays.stream(results).map(y -> !y.dtype().isFloat() ? y
                : Select.where(broken, Constant.of(y.dtype(), Double.NaN).bind(), y)).toArray(Array[]::new);
    }

    /** Counts the rounds by running the loop once. */
    private long rounds(Array[] x) {
        var one = Constant.of(DType.S64, 1);
        var counting = Recording.of(Active.concat(body.inputTypes(), new ArrayType[] {ArrayType.scalar(DType.S64)}), false,
                in -> {
            int last = in.length - 1;
            return Active.concat(body.apply(part(in, 0, last)), new Array[] {in[last].plus(one.bind())});
        }).program();
        int b = body.inputs().size();
        var wide = reorder(counting, concat(range(0, carries), new int[] {b}, range(carries, b)));
        var loop = new While(ignoring(condition, new ArrayType[] {ArrayType.scalar(DType.S64)}), wide, carries + 1, bound);
        var count = loop.bindAll(Active.concat(carry(x), new Array[] {Constant.of(DType.S64, 0).bind()}, forCondition(x),
                forBody(x)))[carries];
        try {
            return Trace.greatest(count);
        } catch (TraceError unknown) {
            throw new DerivativeError("a while loop cannot be run backwards without a bound")
                    .expected("a number of rounds known before the program is compiled")
                    .given("a whileLoop inside jit")
                    .mend("give whileLoop a bound, use Lax.scan or Lax.foriLoop, or take the gradient outside jit")
                    .because(unknown);
        }
    }

    /** One round: the body if the condition holds, else nothing. Inputs: carry, the condition's extras, the body's. */
    private Program guardedBody() {
        var types = Active.concat(condition.inputTypes(), part(body.inputTypes(), carries, body.inputs().size()));
        return Recording.of(types, false, in -> {
            var more = condition.apply(part(in, 0, condition.inputs().size()))[0];
            var inputs = Active.concat(carry(in), forBody(in));
            var stop = new Program(body.inputs(), List.of(), List.copyOf(body.inputs().subList(0, carries)));
            return new Case(List.of(stop, body)).bindAll(Active.concat(new Array[] {more.convert(DType.S32)}, inputs));
        }).program();
    }

    /**
     * If examples may stop at different rounds, those that have stopped keep their carry while others go on: the body sees to it
     * already if it is of examples itself.
     */
    @Override public Batched[] batch(long size, Batched... x) {
        var extras = mapped(part(x, carries + conditionExtras(), x.length));
        var conditionExtras = mapped(part(x, carries, carries + conditionExtras()));
        var settled = settle(concat(mapped(part(x, 0, carries)), extras), carries,
                in -> Batch.program(body, size, in, part(in, 0, carries)), Batch.Mapped::mapped);
        var flags = settled.flags();
        boolean together = !Batch.program(condition, size, concat(part(flags, 0, carries), conditionExtras),
                new boolean[1]).mapped()[0];
        if (!together) flags = concat(all(carries), extras);
        var carryFlags = part(flags, 0, carries);
        var wideCondition = Batch.program(condition, size, concat(carryFlags, conditionExtras),
                new boolean[] {!together}).program();
        var wideBody = together ? settled.body().program() : Batch.program(body, size, flags, carryFlags).program();
        var loop = together ? new While(wideCondition, wideBody, carries, bound)
                : examples > 0 ? new While(any(wideCondition), wideBody, carries, bound, examples + 1)
                : apart(wideCondition, wideBody);
        var operands = arrays(x);
        for (int i = 0; i < carries; i++) if (carryFlags[i]) operands[i] = x[i].spread(size);
        var more = together || examples > 0 ? new Array[0] : forCondition(operands);
        return batched(loop.bindAll(Active.concat(carry(operands), forCondition(operands), more, forBody(operands))), carryFlags);
    }

    /**
     * The loop that goes on while any example does. The body also needs what the condition needs, to tell which examples go on.
     */
    private While apart(Program wideCondition, Program wideBody) {
        var types = Active.concat(wideCondition.inputTypes(), part(wideBody.inputTypes(), carries, wideBody.inputs().size()));
        var step = Recording.of(types, false, in -> {
            var more = wideCondition.apply(part(in, 0, wideCondition.inputs().size()))[0];
            return choose(more, wideBody.apply(Active.concat(carry(in), forBody(in))), carry(in));
        }).program();
        return new While(any(wideCondition), step, carries, bound, 1);
    }

    /** Whether a condition holds for any example. */
    private static Program any(Program wideCondition) {
        return Recording.of(wideCondition.inputTypes(), false,
                in -> new Array[] {new Reduce(Monoid.OR, Axes.of(0)).bind(wideCondition.apply(in)[0])}).program();
    }

}
