package jacobi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JAX.
 * @param python an interpreter that can import it
 */
record JaxEntrant(Path python, Workshop workshop) implements Entrant {
    /** Names the interpreter in the environment. */
    static final String VARIABLE = "JACOBI_PEERS_PYTHON";

    /** The interpreter the environment names, if it is there. */
    static Optional<Path> interpreter() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).filter(Files::isExecutable);
    }

    @Override public String name() {
        return "jax";
    }

    @Override public Optional<Launch> launch(Workload workload, long... sizes) throws UnfitException {
        if (!workload.peers().contains(name())) return Optional.empty();
        try {
            for (String shared : List.of("bench", "networks")) workshop.file("jax/%s.py".formatted(shared));
            Path script = workshop.file("jax/%s.py".formatted(workload.source()));
            var command = new ArrayList<>(List.of(python.toString(), script.toString(), workload.variant()));
            for (long size : sizes) command.add(Long.toString(size));
            return Optional.of(new Launch(command, Map.of("JAX_ENABLE_X64", "1", "JAX_PLATFORMS", "cpu")));
        } catch (IOException e) {
            throw new UnfitException(e.getMessage());
        }
    }
}
