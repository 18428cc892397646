package jacobi.core;

/** What a primitive does besides computing its results; passes keep equations with an effect, and their order. */
public enum Effect {
    /** Writes for a person to read. */
    PRINT,
    /** May fail, and then the whole call fails with the user's frame. A check whose results nobody uses may be dropped. */
    CHECK
}
