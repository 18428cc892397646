package jacobi;

/** A function of one argument, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F1<A, R> {
    R apply(A a);
}
