package jacobi.testing;

import java.util.Arrays;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.Concatenate;
import jacobi.lax.Slice;
import jacobi.transform.*;

/** What holds for every primitive. Each law throws an {@link AssertionError} that shows where it fails. */
public final class Laws {
    private Laws() {}

    /** The tangent of a smooth primitive is the central difference of its results. For f64. */
    public static void tangentIsTheFiniteDifference(Specimen s) {
        var dx = directions(s);
        var dual = Jvp.of(s.primitive()::bindAll, s.operands(), dx);
        double h = 1e-6;
        Array[] ahead = s.primitive().bindAll(moved(s.operands(), dx, h)), behind = s.primitive()
                .bindAll(moved(s.operands(), dx, -h));
        for (int i = 0; i < ahead.length; i++) {
            if (!ahead[i].dtype().isInexact()) continue;
            var difference = ahead[i].minus(behind[i]).div(2 * h);
            Close.check(s + ", tangent of result " + i, difference, orZero(dual.tangents()[i], ahead[i]), 1e-6, 1e-7);
        }
    }

    /** ⟨ct, JVP dx⟩ = ⟨VJP ct, dx⟩. */
    public static void pullbackIsTheAdjointOfPushforward(Specimen s) {
        var active = inexact(s.operands());
        var linear = Linearize.of(s.primitive()::bindAll, s.operands(), active);
        var dx = directions(s);
        var dy = Jvp.of(s.primitive()::bindAll, s.operands(), dx).tangents();
        var again = linear.pushforward(dx);
        var y = linear.results();
        var ct = IntStream.range(0, y.length).mapToObj(i -> y[i].dtype().isInexact() ? Samples.direction(50 + i, y[i].type())
                : null).toArray(Array[]::new);
        for (int i = 0; i < y.length; i++)
            if (ct[i] != null) Close.check(s + ", the tape against the tangent", orZero(dy[i], y[i]), orZero(again[i], y[i]),
                    Close.relative(y[i].dtype()), 1e-6);
        double left = inner(ct, dy), right = inner(linear.pullback(ct), dx);
        double scale = Math.max(1, Math.max(magnitude(ct, dy), Math.abs(left)));
        if (!(Math.abs(left - right) <= scale * tolerance(s)))
            throw new AssertionError("%s: <ct, JVP dx> = %s, <VJP ct, dx> = %s".formatted(s, left, right));
    }

    /** The primitive of a batch is the batch of the primitive, whichever operands are mapped. */
    public static void batchIsTheLoop(Specimen s) {
        int n = s.operands().length;
        for (int mask = 1; mask < 1 << Math.min(n, 4); mask++) {
            int size = 3, chosen = mask;
            var x = IntStream.range(0, n).mapToObj(i -> (chosen >> i & 1) == 1
                    ? Batched.mapped(examples(s.operands()[i], size)) : Batched.same(s.operands()[i])).toArray(Batched[]::new);
            var batch = Batch.of(s.primitive()::bindAll, size, x);
            for (int k = 0; k < size; k++) {
                int example = k;
                var one = s.primitive().bindAll(Arrays.stream(x).map(b -> b.mapped() ? row(b.array(), example) : b.array())
                        .toArray(Array[]::new));
                for (int i = 0; i < one.length; i++)
                    Close.check("%s, example %d with operands %s mapped".formatted(s, k, Integer.toBinaryString(mask)), one[i],
                            row(batch[i].spread(size), k), tolerance(s), 1e-9);
            }
        }
    }

    /** What a backend computes is what the interpreter computes. */
    public static void compiledIsInterpreted(Specimen s) {
        var program = Recording.of(s.types(), s.primitive()::bindAll).program().check();
        var compiled = Backends.compile(program).run(dense(s.operands()));
        var interpreted = Interpreter.run(program, dense(s.operands()));
        for (int i = 0; i < compiled.length; i++) Close.check(s
                + ", compiled against interpreted", interpreted[i], compiled[i], tolerance(s), 1e-12);
    }

    /** What is computed at once is what the interpreter computes. */
    public static void eagerIsInterpreted(Specimen s) {
        var program = Recording.of(s.types(), s.primitive()::bindAll).program();
        var interpreted = Interpreter.run(program, dense(s.operands()));
        var eager = s.primitive().bindAll(s.operands());
        for (int i = 0; i < eager.length; i++) Close.check(s
                + ", eager against interpreted", interpreted[i], eager[i], tolerance(s), 1e-12);
    }

    private static double tolerance(Specimen s) {
        return Arrays.stream(s.operands()).mapToDouble(x -> Close.relative(x.dtype())).max().orElse(0);
    }

    private static DenseArray[] dense(Array[] x) { return Arrays.copyOf(x, x.length, DenseArray[].class); }

    private static boolean[] inexact(Array[] x) {
        var flags = new boolean[x.length];
        for (int i = 0; i < x.length; i++) flags[i] = x[i].dtype().isInexact();
        return flags;
    }

    /** A direction for each floating-point operand; null for the others. */
    private static Array[] directions(Specimen s) {
        return IntStream.range(0, s.operands().length).mapToObj(i -> {
            var type = s.operands()[i].type();
            return type.dtype().isInexact() ? Samples.direction(90 + i, type) : null;
        }).toArray(Array[]::new);
    }

    private static Array[] moved(Array[] x, Array[] dx, double h) {
        return IntStream.range(0, x.length).mapToObj(i -> dx[i] == null ? x[i] : x[i].plus(dx[i].times(h))).toArray(Array[]::new);
    }

    private static Array orZero(Array dx, Array x) { return dx != null ? dx : Array.zerosLike(x); }

    /**
     * Different examples of the kind of x: shifted a little if they have fractions; in another order if they are indices or
     * truth values.
     */
    private static Array examples(Array x, int size) {
        var rows = IntStream.range(0, size).mapToObj(k -> x.dtype().isInexact() ? x.times(1 + 0.01 * k) : x)
                .map(r -> r.reshape(x.shape().prepend(1))).toArray(Array[]::new);
        return new Concatenate(0).bind(rows);
    }

    private static Array row(Array x, long k) {
        var shape = x.shape();
        var start = Shape.of(new long[shape.rank()]);
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        return new Slice(start.with(0, k), shape.with(0, k + 1), ones).bind(x).reshape(shape.slice(1, shape.rank()));
    }

    private static double inner(Array[] a, Array[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) if (a[i] != null && b[i] != null) sum += a[i]
                .times(b[i]).real().convert(DType.F64).sum().item();
        return sum;
    }

    private static double magnitude(Array[] a, Array[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) if (a[i] != null && b[i] != null) sum += a[i]
                .times(b[i]).real().convert(DType.F64).abs().sum().item();
        return sum;
    }
}
