package jacobi.core;

/**
 * Results of a primitive with their tangents.
 * @param tangents one for each result; null where the tangent is identically zero
 */
public record Dual(Array[] results, Array[] tangents) {}
