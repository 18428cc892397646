package jacobi;

/** A function of four arguments, each a tree of arrays, to a tree of arrays. */
@FunctionalInterface
public interface F4<A, B, C, D, R> {
    R apply(A a, B b, C c, D d);
}
