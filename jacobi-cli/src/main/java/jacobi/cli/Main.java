package jacobi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of the command: exits with 0 when all went well, 1 when something failed, 2 on wrong usage. */
@Command(name = "jacobi", version = "Jacobi 0.1.0", mixinStandardHelpOptions = true,
         description = "Differentiable, compiled, parallel array programming for the JVM.")
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
