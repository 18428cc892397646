package jacobi.bench;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;
import jacobi.testing.reference.Accuracy;

/**
 * The errors of vector math, measured: a table in Markdown of each function's bound and of the largest error found, in units in
 * the last place. f32 functions of one operand are measured at every f32 (or every {@code step}-th) by {@link FloatSweep}, the
 * others and f64 at sampled operands, against double-double arithmetic.
 *
 * @param functions the rows
 * @param points    sampled operands a function
 * @param step      1 for every f32
 */
public record AccuracyTable(List<VectorMath> functions, long points, int step) {
    private static final int PARTS = 20;

    /** Every f32, ten million operands of f64: a quarter of a minute to a few minutes a function on two cores. */
    public static AccuracyTable full(List<String> only) {
        return new AccuracyTable(functions(only), 10_000_000, 1);
    }

    /** A sample that takes half a minute for all functions. */
    public static AccuracyTable quick(List<String> only) {
        return new AccuracyTable(functions(only), 100_000, 4097);
    }

    /** The names of all functions. */
    public static List<String> names() {
        return Arrays.stream(VectorMath.values()).map(AccuracyTable::name).toList();
    }

    private static List<VectorMath> functions(List<String> only) {
        for (String name : only) {
            if (names().contains(name)) continue;
            throw new IllegalArgumentException("there is no function '%s'; there are %s".formatted(name, String.join(", ",
                    names())));
        }
        return Arrays.stream(VectorMath.values()).filter(f -> only.isEmpty() || only.contains(name(f))).toList();
    }

    private static String name(VectorMath f) {
        return f.name().toLowerCase(Locale.ROOT);
    }

    /** How many steps the work has. */
    public long steps() {
        return 2L * PARTS * functions.size();
    }

    /**
     * Prints the table.
     *
     * @param progress is told what is being measured and how many steps are done
     * @return whether every bound held
     */
    public boolean print(PrintWriter out, ObjLongConsumer<String> progress) {
        out.println("| function | f32: bound | found, ulp | f64: bound | found, ulp |");
        out.println("|---|---:|---|---:|---|");
        boolean held = true;
        for (VectorMath f : functions) {
            long done = 2L * PARTS * functions.indexOf(f);
            Accuracy single = measure(f, F32, done, progress), full = measure(f, F64, done + PARTS, progress);
            held &= single.withinBound() && full.withinBound();
            out.printf("| %s | %s | %s | %s | %s |%n", name(f), mark(single), single.summary(), mark(full), full.summary());
            out.flush();
        }
        String every = step == 1 ? "every operand" : "every " + step + "th operand";
        out.printf("%nf32: %s; f64, and functions of two operands: %,d operands.%n", every, points);
        out.flush();
        return held;
    }

    private Accuracy measure(VectorMath f, ScalarType type, long done, ObjLongConsumer<String> progress) {
        boolean swept = type == F32 && f.of(F32).arity() == 1;
        Part part = swept ? sweep(f) : sample(f, type);
        return IntStream.range(0, PARTS).mapToObj(i -> {
            progress.accept(name(f) + " " + type, done + i);
            return part.measure(i);
        }).reduce(Accuracy::worse).orElseThrow();
    }

    /** The {@code i}-th of {@link #PARTS} parts of the work. */
    private interface Part {
        Accuracy measure(int i);
    }

    private Part sweep(VectorMath f) {
        var sweep = new FloatSweep(f);
        int blocks = FloatSweep.blocks(step);
        return i -> {
            int from = i * blocks / PARTS, to = Math.max(from + 1, (i + 1) * blocks / PARTS);
            return IntStream.range(from, to).mapToObj(b -> sweep.block(b, step)).reduce(Accuracy::worse).orElseThrow();
        };
    }

    private Part sample(VectorMath f, ScalarType type) {
        var compiled = new CompiledMath(f, type);
        return i -> Accuracy.sample(f, type, points / PARTS, (long) i << 32, compiled);
    }

    private static String mark(Accuracy a) {
        double bound = a.function().bound(a.type());
        return (bound == 0.5 ? "½" : "%.0f".formatted(bound)) + (a.withinBound() ? "" : " **exceeded**");
    }
}
