package jacobi.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;

/**
 * The bench as a whole.
 * @param only   names of the programs, or of groups of them; empty for the table
 * @param peers  whether plain Java, C and JAX run too, where they can
 * @param full   whether programs run at their full size
 * @param rounds how often each system is timed
 * @param cores  on how many cores; 0 for all
 * @param json   where measurements are written; null for nowhere
 */
public record Bench(List<String> only, boolean peers, boolean full, int rounds, int cores, Path json) {
    /** @throws IllegalArgumentException if there is no such program, or not so many cores, saying so */
    public Bench {
        for (String name : only)
            if (Workloads.chosen(List.of(name)).isEmpty())
                throw wrong("there is no program '%s'; there are %s", name, String.join(", ", names()));
        if (!new Cores(count(cores)).available())
            throw wrong("%d cores cannot be had here; for fewer than all, taskset is needed", cores);
        if (rounds < 1) throw wrong("at least one run is needed, not %d", rounds);
    }

    private static IllegalArgumentException wrong(String message, Object... parts) {
        return new IllegalArgumentException(message.formatted(parts));
    }

    private static int count(int cores) {
        return cores == 0 ? Runtime.getRuntime().availableProcessors() : cores;
    }

    /** The names of all programs of the table, and of the group beside it. */
    public static List<String> names() {
        return Stream.concat(Workloads.ALL.stream().map(Workload::name), Stream.of(Others.GROUP)).toList();
    }

    /**
     * Runs all, prints a table as it goes, and writes the measurements.
     * @return whether every system that is there took part in every program written for it, with the right results
     * @throws IOException if the measurements cannot be written; found before anything runs
     */
    public boolean run(PrintWriter out) throws IOException {
        write(List.of());
        var failures = new ArrayList<String>();
        try (var entrants = Entrants.of(peers, out::println)) {
            var table = new ResultTable(entrants.all().stream().filter(this::takesPart).toList(), out);
            var all = new ArrayList<Measurement>();
            for (Workload workload : chosen()) {
                var race = new Race(workload, entrants.all(), scale(), rounds, new Cores(count(cores)), failures::add);
                var measured = race.run();
                table.print(workload, measured);
                all.addAll(measured);
                write(all);
            }
        }
        out.println(ResultTable.CAPTION);
        failures.forEach(out::println);
        out.flush();
        return failures.isEmpty();
    }

    private boolean takesPart(Entrant entrant) {
        return entrant.name().equals(JvmEntrant.JACOBI) || chosen().stream().anyMatch(w -> w.peers().contains(entrant.name()));
    }

    private Workload.Scale scale() {
        return full ? Workload.Scale.FULL : Workload.Scale.SMALL;
    }

    private List<Workload> chosen() {
        return Workloads.chosen(only);
    }

    private void write(List<Measurement> measured) throws IOException {
        if (json == null) return;
        var gson = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).serializeNulls()
            .setPrettyPrinting().create();
        String text = gson.toJson(measured.stream().map(Measurement::row).toList());
        if (json.toAbsolutePath().getParent() != null) Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(json, text + "\n");
    }
}
