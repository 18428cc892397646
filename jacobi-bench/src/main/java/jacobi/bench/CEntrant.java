package jacobi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * C, built when it is asked for.
 * @param name  {@code c}, or {@code c-strict} for code whose arithmetic is done as it is written
 * @param flags what the compiler is told
 */
record CEntrant(String name, List<String> flags, Workshop workshop) implements Entrant {
    static CEntrant fast(Workshop workshop) {
        var flags = List.of("-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp");
        return new CEntrant("c", flags, workshop);
    }

    static CEntrant strict(Workshop workshop) {
        return new CEntrant("c-strict", List.of("-O3", "-march=native"), workshop);
    }

    @Override public Optional<Launch> launch(Workload workload, long... sizes) throws UnfitException {
        if (!workload.peers().contains(name)) return Optional.empty();
        var command = new ArrayList<>(List.of(built(workload).toString()));
        for (long size : sizes) command.add(Long.toString(size));
        return Optional.of(new Launch(command, SystemBlas.environment()));
    }

    private Path built(Workload workload) throws UnfitException {
        Path program = workshop.product(name + "-" + workload.name());
        if (!Files.exists(program)) build(workload, program);
        return program;
    }

    private void build(Workload workload, Path program) throws UnfitException {
        try {
            workshop.file("c/bench.h");
            String source = workshop.file("c/%s.c".formatted(workload.source())).toString();
            var rest = List.of("-D" + workload.variant(), "-o", program.toString(), source, "-lm", "-ldl");
            var command = Stream.of(List.of("gcc"), flags, rest).flatMap(List::stream).toList();
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String messages = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (gcc.waitFor() != 0) throw new UnfitException("gcc fails:\n" + messages);
        } catch (IOException | InterruptedException e) {
            throw new UnfitException(e.getMessage());
        }
    }
}
