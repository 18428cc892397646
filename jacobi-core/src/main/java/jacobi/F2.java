package jacobi;

/** A function of two arguments, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F2<A, B, R> {
    R apply(A a, B b);
}
