package jacobi.lax;

/** What happens at an index outside its axis. */
public enum Bounds {
    /** The call fails, naming the index. */
    ERROR,
    /** The nearest index inside is taken, so that a whole slice fits: StableHLO's way. */
    CLAMP,
    /** Element by element, reads give NaN (zero for integers, false for preds), and writes are dropped. */
    FILL;

    /** For what is derived from a primitive whose indices were checked already: it cannot fail a second time. */
    public Bounds derived() { return this == ERROR ? CLAMP : this; }
}
