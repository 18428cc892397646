package jacobi.core;

/** The type of a value of a {@link Program}. Tokens and tapes will join the arrays. */
public sealed interface Type permits ArrayType {}
