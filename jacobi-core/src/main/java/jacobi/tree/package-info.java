/**
 * Trees of arrays: records, lists and maps as the arguments and results of functions that can be transformed.
 * {@link jacobi.tree.Tree} takes them apart, {@link jacobi.tree.Structure} remembers what they were and puts them together again.
 */
package jacobi.tree;
