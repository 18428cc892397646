package jacobi.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.Monoid;
import jacobi.lax.Reduce;

/**
 * A function of one example becomes one of a batch: each primitive is applied to all examples at once, by its own rule. The
 * batch axis leads.
 */
public final class Batch extends Trace {
    private static final class Example extends Tracer {
        final Array batch;

        Example(Batch trace, Array batch) {
            super(trace, batch.type().withShape(batch.shape().slice(1, batch.rank())));
            this.batch = batch;
        }
    }

    /**
     * A program for a batch.
     * @param program mapped inputs and results have a leading batch axis
     * @param mapped  which results are mapped
     */
    public record Mapped(Program program, boolean[] mapped) {}

    private final long size;

    private Batch(long size) {
        super(false);
        this.size = size;
    }

    /** Applies f to each of {@code size} examples. */
    public static Batched[] of(Jvp.Function f, long size, Batched... x) {
        try (var trace = new Batch(size)) {
            var inputs = Arrays.stream(x).map(b -> b.mapped() ? new Example(trace, b.array()) : b.array()).toArray(Array[]::new);
            return Arrays.stream(f.apply(inputs)).map(trace::batched).toArray(Batched[]::new);
        }
    }

    /**
     * The program of {@link #of} for a program.
     * @param mapped   which inputs are mapped
     * @param demanded which results must be mapped even if they are the same for all examples
     */
    public static Mapped program(Program program, long size, boolean[] mapped, boolean[] demanded) {
        var types = program.inputTypes();
        for (int i = 0; i < types.length; i++) if (mapped[i]) types[i] = types[i].withShape(types[i].shape().prepend(size));
        var mappedResults = new boolean[program.results().size()];
        var recorded = Recording.of(types, false, in -> {
            var x = IntStream.range(0, in.length).mapToObj(i -> new Batched(in[i], mapped[i])).toArray(Batched[]::new);
            var y = of(program::apply, size, x);
            return IntStream.range(0, y.length).mapToObj(i -> {
                mappedResults[i] = y[i].mapped() || demanded[i];
                return mappedResults[i] ? y[i].spread(size) : y[i].array();
            }).toArray(Array[]::new);
        });
        return new Mapped(Active.closed(recorded), mappedResults);
    }

    private Batched batched(Array a) {
        return a instanceof Example e && e.trace() == this ? Batched.mapped(e.batch) : Batched.same(a);
    }

    @Override protected Array[] process(Primitive primitive, Array[] operands) {
        var x = new Batched[operands.length];
        for (int i = 0; i < x.length; i++) x[i] = batched(operands[i]);
        var y = primitive.batch(size, x);
        var results = new Array[y.length];
        for (int i = 0; i < y.length; i++) results[i] = y[i].mapped() ? new Example(this, y[i].array()) : y[i].array();
        return results;
    }

    @Override protected Array inner(Tracer tracer) {
        throw new TraceError("a traced array has a number for each example of a batch")
                .expected("an array with numbers").given("%s inside vmap, in a batch of %d", tracer.type(), size).at(Frame.user())
                .mend("choose with Lax.cond or where, loop with Lax.whileLoop or Lax.scan, or ask outside vmap");
    }

    @Override protected Array greatest(Tracer tracer) {
        return new Reduce(Monoid.MAX, Axes.of(0)).bind(((Example) tracer).batch);
    }
}
