/** Arrays, programs and their transformations, in pure Java. */
module jacobi.core {
}
