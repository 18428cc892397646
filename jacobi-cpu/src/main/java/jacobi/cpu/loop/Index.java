package jacobi.cpu.loop;

/** A loop variable: it takes the values {@code 0 … extent - 1}. Compared by identity; the printer names it. */
public final class Index implements Atom {
    private final String name;
    private final long extent;

    public Index(String name, long extent) {
        this.name = name;
        this.extent = extent;
    }

    public long extent() { return extent; }

    @Override public long low() { return 0; }

    @Override public long high() { return Math.max(0, extent - 1); }

    @Override public String toString() { return name; }
}
