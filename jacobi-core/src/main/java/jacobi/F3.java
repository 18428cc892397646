package jacobi;

/** A function of three arguments, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F3<A, B, C, R> {
    R apply(A a, B b, C c);
}
