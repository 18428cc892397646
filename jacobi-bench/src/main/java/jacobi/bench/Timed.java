package jacobi.bench;

import java.io.IOException;
import java.util.OptionalDouble;

/** One system's computation of one workload, which can be asked for again and again. */
interface Timed extends AutoCloseable {
    /** Computes some times. @return the mean time in seconds */
    double run(long count) throws IOException;

    /** The numbers of a computation, or a sample of them. */
    double[] result() throws IOException;

    /** The most memory it ever held, in MB, where the system tells. */
    OptionalDouble peakMegabytes();

    @Override void close();

    /** Starts what a workload's mode asks for. */
    static Timed start(Workload workload, Entrant.Launch launch, Cores cores) throws IOException {
        return workload.mode() == Workload.Mode.COLD ? new ColdRuns(launch, cores) : new Session(launch, cores);
    }
}
