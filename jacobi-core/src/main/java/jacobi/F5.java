package jacobi;

/** A function of five arguments, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F5<A, B, C, D, E, R> {
    R apply(A a, B b, C c, D d, E e);
}
