package jacobi.bench;

import java.util.Locale;
import java.util.Set;

/**
 * A program at its sizes: one row of the table.
 * @param name      as it is asked for and reported
 * @param source    name of the files that hold it in other languages
 * @param variant   which of the programs in those files: a macro of the C preprocessor, a word for Python
 * @param entry     the program in Java
 * @param full      sizes at which it is timed
 * @param check     sizes at which results are compared first: the same, but few steps of what is chaotic
 * @param small     sizes for a quick test
 * @param tolerance the largest difference of two systems' results, relative to the largest number among them
 * @param peers     the other systems it is written for
 * @param mode      what is timed
 */
public record Workload(String name, String source, String variant, Entry entry, long[] full, long[] check, long[] small,
                       double tolerance, Set<String> peers, Mode mode) {
    /** What is timed. */
    public enum Mode {
        /** A computation in a warm process. */
        WARM,
        /** A whole process, from its start to its end. */
        COLD
    }

    /** How much is computed. */
    public enum Scale { FULL, SMALL }

    /** Timed at {@code full} size and compared there too; written for all systems. */
    static Workload of(String name, String source, Enum<? extends Entry> entry, long... full) {
        var all = Set.of("java", "c", "jax");
        return new Workload(name, source, entry.name(), (Entry) entry, full, full, full, 1e-9, all, Mode.WARM);
    }

    /**
     * A program beside the table, with a peer in C alone. Its file bears the name of the entry's class, its name adds the
     * constant's:
     * {@code Running.CUMSUM} is {@code running_cumsum}.
     */
    static Workload other(Enum<? extends Entry> entry, long... full) {
        String source = entry.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT);
        return of(source + "_" + entry.name().toLowerCase(Locale.ROOT), source, entry, full).against("c");
    }

    Workload check(long... sizes) {
        return new Workload(name, source, variant, entry, full, sizes, small, tolerance, peers, mode);
    }

    Workload small(long... sizes) {
        return new Workload(name, source, variant, entry, full, check, sizes, tolerance, peers, mode);
    }

    Workload within(double most) {
        return new Workload(name, source, variant, entry, full, check, small, most, peers, mode);
    }

    Workload against(String... systems) {
        return new Workload(name, source, variant, entry, full, check, small, tolerance, Set.of(systems), mode);
    }

    Workload named(String other) {
        return new Workload(other, source, variant, entry, full, check, small, tolerance, peers, mode);
    }

    Workload cold() {
        return new Workload(name, source, variant, entry, full, check, small, tolerance, peers, Mode.COLD);
    }

    /** Sizes at which it is timed. */
    long[] timed(Scale scale) {
        return scale == Scale.FULL ? full : small;
    }

    /** Sizes at which results are compared. */
    long[] checked(Scale scale) {
        return scale == Scale.FULL ? check : small;
    }

    /**
     * Whether a name asks for it: its own, or that of its file where a mark of its own follows ({@code call} for
     * {@code call_scalar}, {@code chain} for {@code chain64}).
     */
    boolean answersTo(String asked) {
        return name.equals(asked) || source.equals(asked) && name.matches(asked + "(_.*|\\d+)");
    }
}
