package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jacobi.bench.programs.Logistic;
import org.junit.jupiter.api.Test;

/** Systems that are scripts of the shell: they answer the protocol with what the test wants. */
class RaceTest {
    private static final Workload WORKLOAD = Workload.of("logistic", "logistic", Logistic.MAP, 1);
    private final List<String> notes = new ArrayList<>();

    /** Says it is ready, then for each line it reads runs a command of the shell. */
    private record Script(String name, String answer) implements Entrant {
        @Override public Optional<Launch> launch(Workload workload, long... sizes) {
            String script = "echo ready; while read request rest; do %s; done".formatted(answer);
            return Optional.of(new Launch(List.of("sh", "-c", script), Map.of()));
        }

        /** Answers every run with a time, and results with eight bytes. */
        static Script of(String name, String time, String eightBytes) {
            String result = "printf '%s' > \"$rest\"; echo 1".formatted(eightBytes);
            return new Script(name, "if [ $request = run ]; then echo %s; else %s; fi".formatted(time, result));
        }
    }

    private List<Measurement> race(Script... scripts) {
        assumeTrue(Cores.onPath("sh"), "there is no shell");
        var cores = new Cores(Runtime.getRuntime().availableProcessors());
        return new Race(WORKLOAD, List.of(scripts), Workload.Scale.SMALL, 7, cores, notes::add).run();
    }

    @Test void timesAreWhatTheSystemsSay() {
        var measured = race(Script.of("a", "0.25", "12345678"), Script.of("b", "0.5", "12345678"));
        assertEquals(List.of(), notes);
        assertEquals(0.25, measured.get(0).median());
        assertEquals(7, measured.get(1).seconds().length);
        assertEquals(new Spread(0.5, 0.5, 0.5), measured.get(0).ratio(measured.get(1)));
    }

    @Test void whoDisagreesIsNotTimed() {
        var measured = race(Script.of("a", "1", "12345678"), Script.of("b", "1", "abcdefgh"));
        assertEquals(1, measured.size());
        assertTrue(notes.getFirst().startsWith("logistic: a and b differ by"), notes::toString);
    }

    @Test void whoFailsOnTheWayIsLeftOut() {
        var failing = Script.of("b", "1; exit 3", "12345678");
        var measured = race(Script.of("a", "1", "12345678"), failing);
        assertEquals(List.of("a"), measured.stream().map(Measurement::system).toList());
        assertEquals(1, notes.size(), notes::toString);
        assertTrue(notes.getFirst().startsWith("logistic: b does not take part"), notes::toString);
    }
}
