package jacobi.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jacobi, or plain Java: a JVM like this one.
 * @param name {@code jacobi} or {@code java}
 */
record JvmEntrant(String name) implements Entrant {
    static final Entrant JACOBI = new JvmEntrant("jacobi");
    static final Entrant JAVA = new JvmEntrant("java");

    @Override public Optional<Launch> launch(Workload workload, long... sizes) {
        if (this != JACOBI && !workload.peers().contains(name)) return Optional.empty();
        boolean cold = workload.mode() == Workload.Mode.COLD;
        var command = jvm(cold ? ColdStart.class : Host.class);
        command.addAll(cold ? List.of(workload.variant()) : List.of(name, workload.name()));
        for (long size : sizes) command.add(Long.toString(size));
        return Optional.of(new Launch(command, Map.of()));
    }

    /** The command of a JVM like this one. */
    static List<String> jvm(Class<?> main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(JvmEntrant::isShared).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** Flags that make a JVM what it is; agents and debuggers stay where they are. */
    private static boolean isShared(String flag) {
        return flag.startsWith("-X") || flag.startsWith("-D") || flag.startsWith("--enable-native-access");
    }
}
