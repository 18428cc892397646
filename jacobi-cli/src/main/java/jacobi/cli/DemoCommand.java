package jacobi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import jacobi.plot.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jacobi demo}: runs the demonstrations, prints their tables, and writes their report. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
    description = { "Learns to read handwritten digits, solves an optimal savings problem and clears a market of 2,000 goods.",
                        "Prints tables, and writes a report with pictures: one HTML file."})
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "PATH", defaultValue = "build/report/index.html",
            description = "The report: a file, or a folder to put index.html in. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "What to show, separated by commas: ${COMPLETION-CANDIDATES}. Default: all")
    private List<Subject> only = List.of(Subject.values());

    @Spec private CommandSpec spec;

    /** An unwritable path is found before anything is computed. */
    @Override public Integer call() throws IOException {
        Path file = Files.isDirectory(out) ? out.resolve("index.html") : out;
        Report report = Report.titled("Jacobi: arrays, derivatives, machine code");
        report.text("The demonstrations are still running.").write(file);
        for (Subject subject : EnumSet.copyOf(only)) report = report.append(show(subject));
        report.write(file);
        spec.commandLine().getOut().println("The report with pictures is in " + file.toAbsolutePath().normalize() + ".");
        return 0;
    }

    private Report show(Subject subject) {
        PrintWriter terminal = spec.commandLine().getOut();
        Instant start = Instant.now();
        Report report = subject.demo.run(Progress.onTerminal());
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        report = report.text("All of this took %.1f seconds, compilation included.".formatted(seconds));
        terminal.println(report);
        terminal.println();
        terminal.flush();
        return report;
    }
}
