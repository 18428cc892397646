package jacobi.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The processor cores that all systems run on.
 * @param count how many: the first ones
 */
record Cores(int count) {
    private static final int ALL = Runtime.getRuntime().availableProcessors();

    /** Starts a process that sees these cores only. Its messages go to ours. */
    Process start(Entrant.Launch launch) throws IOException {
        var command = new ArrayList<String>();
        if (count < ALL) command.addAll(List.of("taskset", "-c", "0-" + (count - 1)));
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    /** Whether so many cores can be had; fewer than all need the command {@code taskset}. */
    boolean available() {
        return count >= 1 && (count == ALL || count < ALL && onPath("taskset"));
    }

    static boolean onPath(String program) {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Arrays.stream(folders).anyMatch(folder -> new File(folder, program).canExecute());
    }
}
