package jacobi.lax;

/** What happens at an index outside its axis. */
public enum Bounds {
    /** The call fails, naming the index. */
    ERROR,
    /** The nearest index inside is taken, so that a whole slice fits: StableHLO's way. */
    CLAMP,
    /** Reads give NaN (zero for integers, false for preds), and writes are dropped. */
    FILL
}
