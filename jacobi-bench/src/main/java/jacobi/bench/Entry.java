package jacobi.bench;

/** A program as it is written for the systems that live in a JVM. */
public interface Entry {
    /** As a user of Jacobi would write it. */
    Contender jacobi(long... sizes);

    /** As someone who likes plain Java would write it; null where there is nothing to compare. */
    default Contender java(long... sizes) {
        return null;
    }
}
