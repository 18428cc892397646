package jacobi.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jacobi, or plain Java: a JVM like this one.
 * @param name {@link #JACOBI} or {@link #JAVA}
 */
record JvmEntrant(String name, Workshop workshop) implements Entrant {
    static final String JACOBI = "jacobi";
    static final String JAVA = "java";

    @Override public Optional<Launch> launch(Workload workload, long... sizes) throws UnfitException {
        if (!name.equals(JACOBI) && !workload.peers().contains(name)) return Optional.empty();
        return Optional.of(new Launch(workload.mode() == Workload.Mode.COLD ? cold(workload) : warm(workload, sizes), Map.of()));
    }

    private List<String> cold(Workload workload) throws UnfitException {
        try {
            return new ClassCache(workshop).command(ColdStart.class, workload.variant());
        } catch (IOException e) {
            throw new UnfitException(e.getMessage());
        }
    }

    private List<String> warm(Workload workload, long... sizes) {
        var command = jvm(Host.class);
        command.addAll(List.of(name, workload.name()));
        for (long size : sizes) command.add(Long.toString(size));
        return command;
    }

    /** The command of a JVM like this one. */
    static List<String> jvm(Class<?> main) {
        var command = flags();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** This JVM's executable and flags, without class path and class. */
    static List<String> flags() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(JvmEntrant::isShared).forEach(command::add);
        return command;
    }

    /** Flags that make a JVM what it is; agents and debuggers stay where they are. */
    private static boolean isShared(String flag) {
        return flag.startsWith("-X") || flag.startsWith("-D") || flag.startsWith("--enable-native-access");
    }
}
