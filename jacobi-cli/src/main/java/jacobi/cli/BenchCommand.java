package jacobi.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import jacobi.bench.AccuracyTable;
import jacobi.bench.Bench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jacobi bench}: measures programs of many kinds, beside other systems if asked to. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures programs of many kinds. Prints a table: median times; how many times as long Jacobi took as each "
                  + "other system, with an interval; Jacobi's first call, compilation included, and its peak of memory.")
final class BenchCommand implements Callable<Integer> {
    private enum Scale { FULL, SMALL }

    @Option(names = "--peers",
            description = "Run plain Java, C (where there is a gcc) and JAX (where JACOBI_PEERS_PYTHON names a Python with it) "
                          + "beside Jacobi, in rounds. Results are compared first.")
    private boolean peers;

    @Option(names = "--only", paramLabel = "NAME", split = ",", completionCandidates = Names.class,
            description = "Programs, or groups of them such as call, separated by commas: ${COMPLETION-CANDIDATES}. With "
                          + "--accuracy: functions, such as exp,erf_inv. Default: all")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the measurements to a file too.")
    private Path json;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "11",
            description = "How often each system is timed. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--cores", paramLabel = "N", defaultValue = "0",
            description = "How many cores all systems run on. Default: all")
    private int cores;

    @Option(names = "--accuracy",
            description = "Print the errors of vector math instead, measured at a sample of operands.")
    private boolean accuracy;

    @Option(names = "--full",
            description = "With --accuracy: measure at every f32 and at ten million f64, some minutes a function.")
    private boolean whole;

    @Option(names = "--scale", paramLabel = "SCALE", defaultValue = "full",
            description = "full or small: small sizes show that all works, and measure nothing. Default: ${DEFAULT-VALUE}")
    private Scale scale;

    @Option(names = "--quick", description = "The same as --scale small.")
    private boolean quick;

    @Spec private CommandSpec spec;

    private static final class Names implements Iterable<String> {
        @Override public Iterator<String> iterator() {
            return Bench.names().iterator();
        }
    }

    @Override public Integer call() throws IOException {
        return (accuracy ? measureAccuracy() : bench().run(spec.commandLine().getOut())) ? 0 : 1;
    }

    private boolean measureAccuracy() {
        AccuracyTable table = sensible(() -> whole ? AccuracyTable.full(only) : AccuracyTable.quick(only));
        try (var work = Progress.onTerminal().begin("Accuracy", table.steps())) {
            return table.print(spec.commandLine().getOut(), (what, done) -> work.at(done, what));
        }
    }

    private boolean full() {
        return scale == Scale.FULL && !quick;
    }

    private Bench bench() {
        return sensible(() -> new Bench(only, peers, full(), runs, cores, json));
    }

    /** What was asked for; wrong usage if it does not exist. */
    private <T> T sensible(Supplier<T> wanted) {
        try {
            return wanted.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
