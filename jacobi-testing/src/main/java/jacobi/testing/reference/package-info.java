/**
 * What the accuracy of vector math is measured against: its functions to some 90 bits, in double-double arithmetic, and the
 * measuring.
 */
package jacobi.testing.reference;
