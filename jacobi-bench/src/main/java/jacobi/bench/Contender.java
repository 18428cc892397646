package jacobi.bench;

/** One system's way to one program, its inputs at hand. */
public interface Contender {
    /** One whole computation. */
    void run();

    /** The numbers of a computation, or a {@link Sample} of them, for comparison with those of other systems. */
    double[] result();
}
