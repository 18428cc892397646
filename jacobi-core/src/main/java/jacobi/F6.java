package jacobi;

/** A function of six arguments, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F6<A, B, C, D, E, F, R> {
    R apply(A a, B b, C c, D d, E e, F f);
}
