package jacobi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import jacobi.core.JacobiError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Entry of the command: exits with 0 when all went well, 1 when something failed, 2 on wrong usage or an unfit environment. */
@Command(name = "jacobi", version = "Jacobi 0.1.0", mixinStandardHelpOptions = true,
         subcommands = {DemoCommand.class, BenchCommand.class}, synopsisSubcommandLabel = "COMMAND",
         description = "Differentiable, compiled, parallel array programming for the JVM.")
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine().setOut(out).setErr(err).execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(100)
            .setExecutionExceptionHandler(Main::explain);
    }

    /** What the user can mend is said in a sentence; what is a bug of ours keeps its stack trace. */
    private static int explain(Exception e, CommandLine command, ParseResult parsed) {
        switch (e) {
            case IOException io -> command.getErr().println("jacobi: " + io.getMessage());
            case JacobiError error -> command.getErr().println(error);
            default -> e.printStackTrace(command.getErr());
        }
        return e instanceof IOException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    @Override public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
