package jacobi.bench;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

import java.io.PrintWriter;
import java.util.Locale;
import jacobi.scalar.VectorMath;
import jacobi.testing.reference.Accuracy;

/**
 * The errors of vector math, measured: a table in Markdown of each function's bound and of the largest error found, in units in
 * the last place. f32 functions of one operand are measured at every f32 (or every {@code step}-th), the others and f64 at
 * sampled operands.
 *
 * @param points sampled operands a function
 * @param step   1 for every f32
 */
public record AccuracyTable(long points, int step) {

    /** Every f32, ten million operands of f64: some half an hour on two cores. */
    public static AccuracyTable full() {
        return new AccuracyTable(10_000_000, 1);
    }

    /** A sample that takes a minute. */
    public static AccuracyTable quick() {
        return new AccuracyTable(100_000, 4099);
    }

    /** Prints the table. @return whether every bound held */
    public boolean print(PrintWriter out) {
        out.println("| function | f32: bound | found, ulp | f64: bound | found, ulp |");
        out.println("|---|---:|---|---:|---|");
        boolean held = true;
        for (VectorMath f : VectorMath.values()) {
            boolean swept = f.of(F32).arity() == 1;
            Accuracy single = swept ? Accuracy.sweep(f, step) : Accuracy.sample(f, F32, points, 1);
            Accuracy full = Accuracy.sample(f, F64, points, 1);
            held &= single.withinBound() && full.withinBound();
            String name = f.name().toLowerCase(Locale.ROOT);
            out.printf("| %s | %s | %s | %s | %s |%n", name, mark(single), single.summary(), mark(full), full.summary());
            out.flush();
        }
        String every = step == 1 ? "every operand" : "every " + step + "th operand";
        out.printf("%nf32: %s; f64, and functions of two operands: %,d operands.%n", every, points);
        return held;
    }

    private static String mark(Accuracy a) {
        return "%.0f%s".formatted(a.function().bound(a.type()), a.withinBound() ? "" : " **exceeded**");
    }
}
