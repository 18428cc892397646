package jacobi.testing;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import jacobi.transform.*;

/** What holds for every program. Each law throws an {@link AssertionError} that shows where it fails. */
public final class ProgramLaws {
    private static final int EXAMPLES = 3;

    private ProgramLaws() {}

    /** What a backend computes is what the interpreter computes. */
    public static void compiledIsInterpreted(RandomProgram p) { agrees("compiled", p.program(), p.arguments()); }

    /** So it is for the program of the tangents. */
    public static void compiledTangentIsInterpreted(RandomProgram p) {
        var pushed = pushed(p.program(), active(p.arguments()));
        agrees("compiled tangent", pushed.program().check(), joined(p.arguments(), directions(p.arguments())));
    }

    /** So it is for the program of a batch. */
    public static void compiledBatchIsInterpreted(RandomProgram p) {
        var mapped = all(p.arguments().length);
        var batch = Batch.program(p.program(), EXAMPLES, mapped, new boolean[p.program().results().size()]);
        agrees("compiled batch", batch.program().check(), Derived.examples(p.arguments(), mapped, EXAMPLES));
    }

    private static void agrees(String what, Program program, Array[] arguments) {
        agree(what, program, run(program, arguments), Backends.compile(program).run(dense(arguments)));
    }

    private static void agree(String what, Program program, Array[] expected, Array[] given) {
        var single = Singles.results(program);
        for (int i = 0; i < expected.length; i++) close(what + " result " + i, expected[i], given[i], single.get(i));
    }

    /**
     * What code computes is what the interpreter computes. Where that finds a place outside an array, code may say so too, or
     * not: it leaves out what no result needs.
     */
    public static void codeIsInterpreted(Backend.Executable code, RandomProgram p) {
        var expected = unlessOutside(() -> Interpreter.run(p.program(), p.arguments()));
        if (expected == null) unlessOutside(() -> code.run(p.arguments()));
        else agree("code", p.program(), expected, code.run(p.arguments()));
    }

    private static Array[] unlessOutside(Supplier<Array[]> results) {
        try {
            return results.get();
        } catch (IndexError outside) {
            return null;
        }
    }

    /** The program of a batch is the batch of the program. @param seed decides which arguments are mapped */
    public static void batchIsTheLoop(RandomProgram p, long seed) {
        var random = new Random(seed);
        var mapped = new boolean[p.arguments().length];
        for (int i = 0; i < mapped.length; i++) mapped[i] = i == 0 || random.nextBoolean();
        var batch = Batch.program(p.program(), EXAMPLES, mapped, new boolean[p.program().results().size()]);
        var in = Derived.examples(p.arguments(), mapped, EXAMPLES);
        var y = run(batch.program().check(), in);
        for (int k = 0; k < EXAMPLES; k++) {
            int example = k;
            var one = run(p.program(), IntStream.range(0, in.length).mapToObj(i -> mapped[i] ? row(in[i], example) : in[i])
                    .toArray(Array[]::new));
            for (int i = 0; i < one.length; i++)
                close("example %d of result %d".formatted(k, i), one[i], batch.mapped()[i] ? row(y[i], k) : y[i],
                        one[i].dtype() == DType.F32);
        }
    }

    /** Tangents are central differences, with respect to the arguments in f64. */
    public static void tangentIsTheFiniteDifference(RandomProgram p) {
        double h = 1e-6;
        var dx = directions(p.arguments());
        var dy = tangents(p);
        Array[] ahead = run(p.program(), moved(p.arguments(), dx, h)), behind = run(p.program(), moved(p.arguments(), dx, -h));
        for (int i = 0; i < ahead.length; i++)
            if (ahead[i].dtype() == DType.F64) Close.check("tangent of result " + i, ahead[i].minus(behind[i]).div(2 * h),
                    orZero(dy[i], ahead[i]), 1e-4, 1e-4);
    }

    /** ⟨ct, JVP dx⟩ = ⟨VJP ct, dx⟩, with respect to the arguments in f64. */
    public static void pullbackIsTheAdjointOfPushforward(RandomProgram p) {
        Array[] x = p.arguments(), dx = directions(x), dy = tangents(p);
        var linear = Linearize.of(p.program()::apply, x, active(x));
        var y = linear.results();
        var ct = IntStream.range(0, y.length).mapToObj(i -> linear.activeResults()[i] ? Samples.direction(50 + i, y[i].type())
                : null).toArray(Array[]::new);
        double left = 0, right = 0, size = 1;
        for (int i = 0; i < y.length; i++) if (ct[i] != null && dy[i] != null) {
            left += inner(ct[i], dy[i]);
            size += Math.abs(inner(ct[i].abs(), dy[i].abs()));
        }
        var cx = linear.pullback(ct);
        for (int i = 0; i < x.length; i++) if (cx[i] != null && dx[i] != null) right += inner(cx[i], dx[i]);
        boolean single = Stream.of(y).anyMatch(a -> a.dtype() == DType.F32);
        if (!(Math.abs(left - right) <= (single ? 1e-3 : 1e-8) * size))
            throw new AssertionError("<ct, JVP dx> = %s, <VJP ct, dx> = %s".formatted(left, right));
    }

    /** The tangents of the results; null where zero. */
    private static Array[] tangents(RandomProgram p) {
        var pushed = pushed(p.program(), active(p.arguments()));
        var y = run(pushed.program().check(), joined(p.arguments(), directions(p.arguments())));
        int n = p.program().results().size();
        var dy = new Array[n];
        for (int i = 0, next = n; i < n; i++) if (pushed.active()[i]) dy[i] = y[next++];
        return dy;
    }

    private static Jvp.Pushed pushed(Program program, boolean[] active) {
        return Jvp.program(program, active, new boolean[program.results().size()]);
    }

    static boolean[] active(Array[] x) {
        var active = new boolean[x.length];
        for (int i = 0; i < x.length; i++) active[i] = x[i].dtype() == DType.F64;
        return active;
    }

    private static boolean[] all(int n) {
        var flags = new boolean[n];
        Arrays.fill(flags, true);
        return flags;
    }

    private static Array[] directions(Array[] x) {
        return IntStream.range(0, x.length)
                .mapToObj(i -> x[i].dtype() == DType.F64 ? Samples.direction(90 + i, x[i].type()) : null)
                .toArray(Array[]::new);
    }

    private static Array[] joined(Array[] x, Array[] dx) {
        return Stream.concat(Stream.of(x), Stream.of(dx).filter(d -> d != null)).toArray(Array[]::new);
    }

    private static Array[] moved(Array[] x, Array[] dx, double h) {
        return IntStream.range(0, x.length).mapToObj(i -> dx[i] == null ? x[i] : x[i].plus(dx[i].times(h))).toArray(Array[]::new);
    }

    static Array row(Array x, long k) {
        var ones = Shape.of(x.shape().stream().map(_ -> 1).toArray());
        var start = Shape.of(new long[x.rank()]).with(0, k);
        return new Slice(start, x.shape().with(0, k + 1), ones).bind(x).reshape(x.shape().slice(1, x.rank()));
    }

    private static double inner(Array a, Array b) { return a.convert(DType.F64).times(b.convert(DType.F64)).sum().item(); }

    private static Array orZero(Array dx, Array x) { return dx != null ? dx : Array.zerosLike(x); }

    private static Array[] run(Program program, Array[] x) { return Interpreter.run(program, dense(x)); }

    private static DenseArray[] dense(Array[] x) { return Arrays.copyOf(x, x.length, DenseArray[].class); }

    /** Some hundred roundings apart, relative to the largest element: sums may cancel. */
    private static void close(String what, Array expected, Array given, boolean single) {
        double tolerance = !expected.dtype().isFloat() ? 0 : single ? 1e-3 : 1e-8;
        Close.check(what, expected, given, tolerance, tolerance * Math.max(1, largest(expected)));
    }

    private static double largest(Array x) {
        return Arrays.stream(x.convert(DType.F64).toDoubleArray()).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    }
}
