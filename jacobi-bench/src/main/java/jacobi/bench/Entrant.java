package jacobi.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A system that takes part in the bench. */
interface Entrant {
    /** As it stands in the table. */
    String name();

    /** What starts a process for a workload; nothing if it is not written for this system. */
    Optional<Launch> launch(Workload workload, long... sizes) throws UnfitException;

    /** A command, and what it needs in its environment. */
    record Launch(List<String> command, Map<String, String> environment) {}

    /** A system cannot take part; the message says why. */
    final class UnfitException extends Exception {
        private static final long serialVersionUID = 1;

        UnfitException(String why) {
            super(why);
        }
    }
}
