package jacobi.cpu.runtime;

import jacobi.core.DomainError;
import jacobi.core.Frame;

/**
 * How many threads this process may use: the processors it was given (limits of containers included), or fewer if
 * {@code -Djacobi.threads=N} or, failing that, the environment's {@code JACOBI_NUM_THREADS=N} says so.
 */
final class Budget {
    /** System property that lowers the budget. */
    static final String PROPERTY = "jacobi.threads";
    /** Environment variable that lowers the budget. */
    static final String VARIABLE = "JACOBI_NUM_THREADS";

    private Budget() {}

    /** The budget of the process, at least 1. @throws DomainError if the setting is not a number above 0 */
    static int ofProcess() {
        int processors = Runtime.getRuntime().availableProcessors();
        String property = System.getProperty(PROPERTY);
        if (property != null) return Math.min(processors, parse(PROPERTY, property));
        String variable = System.getenv(VARIABLE);
        return variable == null || variable.isBlank() ? processors : Math.min(processors, parse(VARIABLE, variable));
    }

    static int parse(String name, String value) {
        try {
            int threads = Integer.parseInt(value.strip());
            if (threads >= 1) return threads;
        } catch (NumberFormatException notANumber) {
            // said below, with what was expected
        }
        throw new DomainError("the number of threads is no such number").expected("a whole number of threads, at least 1")
                .given("%s=%s", name, value).mend("set it to something like 4, or leave it unset for all processors")
                .at(Frame.user());
    }
}
