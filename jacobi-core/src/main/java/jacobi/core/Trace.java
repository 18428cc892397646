package jacobi.core;

import java.lang.foreign.ValueLayout;

/**
 * What binding a primitive means while a function is transformed: record it, carry tangents along, apply it to a batch. Traces
 * nest: each has a level one above the one it was opened in. A primitive goes to the innermost trace among those of its
 * operands and the staging trace in force; that trace strips its own tracers and binds primitives on what they hold, one level
 * further out. Hence transformations compose in any order, and the tangents of two derivatives cannot be confused.
 */
public abstract class Trace implements AutoCloseable {
    /** What is open on a thread. */
    private static final class Nest {
        int depth;
        Trace stage;
    }

    private static final ThreadLocal<Nest> NEST = ThreadLocal.withInitial(Nest::new);

    private final Thread owner = Thread.currentThread();
    private final int level;
    private final Trace outerStage;
    private boolean open = true;

    /** Opens a trace inside those open on this thread. @param staging whether also primitives on no tracer of it are its own */
    protected Trace(boolean staging) {
        var nest = NEST.get();
        level = ++nest.depth;
        outerStage = nest.stage;
        if (staging) nest.stage = this;
    }

    /** The results of a primitive, of whose operands none belongs to a trace inside this one. */
    protected abstract Array[] process(Primitive primitive, Array[] operands);

    /** The array that a tracer of this trace stands for as far as its numbers go. @throws TraceError if they are not known */
    protected abstract Array inner(Tracer tracer);

    /** The greatest number that a tracer of this trace stands for, in any example of a batch. */
    protected Array greatest(Tracer tracer) { return inner(tracer); }

    /** The numbers of an array. @throws TraceError if they are not known: inside jit, or one for each example of a batch */
    static DenseArray concrete(Array array) {
        while (array instanceof Tracer t) {
            t.trace().checkUsable();
            array = t.trace().inner(t);
        }
        return (DenseArray) array;
    }

    /**
     * The greatest of the numbers that an s64 scalar stands for in the examples of a batch. @throws TraceError if it is not
     * known
     */
    public static long greatest(Array array) {
        while (array instanceof Tracer t) {
            t.trace().checkUsable();
            array = t.trace().greatest(t);
        }
        return ((DenseArray) array).segment().get(ValueLayout.JAVA_LONG, 0);
    }

    @Override public void close() {
        var nest = NEST.get();
        if (!open || nest.depth != level || Thread.currentThread() != owner) throw JacobiError.bug("traces closed out of order");
        nest.depth--;
        nest.stage = outerStage;
        open = false;
    }

    /** Whether anything is being recorded on this thread. */
    public static boolean isStaging() { return NEST.get().stage != null; }

    static Array[] bind(Primitive primitive, Array... operands) {
        Trace top = NEST.get().stage;
        for (var x : operands) {
            if (x == null) throw Absent.error(primitive.mnemonic(), "an array");
            if (x instanceof Tracer tracer) {
                var trace = tracer.trace();
                trace.checkUsable();
                if (top == null || trace.level > top.level) top = trace;
            }
        }
        try {
            return top == null ? Eager.run(primitive, operands) : top.process(primitive, operands);
        } catch (JacobiError e) {
            if (!e.hasGiven()) e.given("%s", Given.describe(primitive, operands));
            throw e.hasFrame() ? e : e.at(Frame.user());
        }
    }

    final void checkUsable() {
        if (open && Thread.currentThread() == owner) return;
        var error = new TraceError(open ? "a traced array was used on another thread"
                : "a traced array outlived its transformation");
        throw error.expected("the array to be used by the function being transformed, %s", open ? "on its own thread"
                : "while it runs")
                .given("a value of %s on thread %s", open ? "thread " + owner.getName()
                : "a finished transformation", Thread.currentThread().getName())
                .mend("return it from the function instead of storing it elsewhere").at(Frame.user());
    }
}
