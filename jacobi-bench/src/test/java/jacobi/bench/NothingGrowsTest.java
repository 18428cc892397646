package jacobi.bench;

import static jacobi.Jacobi.jit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A million calls of next to nothing, and a hundred solutions of a model, leave resident memory as it was. */
@EnabledOnOs(OS.LINUX)
class NothingGrowsTest {
    /** What may come and go, in MB: code of the JVM's own compilers, above all. */
    private static final double SLACK = 24;

    private static final List<String> CALLS =
            List.of("call_scalar", "call_arrays", "call_record", "call_eager", "call_gradient");

    /**
     * In a process whose Java heap is all there from the start: prints how much resident memory grew, in MB, over four rounds
     * after a first one. With the argument {@code full}, each program is called a million times and the model solved a hundred
     * times at its full size: minutes; else the slow programs are called less, and the model is small.
     */
    static final class Calls {
        private Calls() {}

        public static void main(String[] args) throws IOException {
            boolean full = List.of(args).contains("full");
            Map<String, Contender> programs = new LinkedHashMap<>();
            for (String name : CALLS) programs.put(name, program(name, false));
            programs.put("savings", program("savings", full));
            double before = 0;
            for (int round = 0; round < 5; round++) {
                if (round == 1) before = resident();
                programs.forEach((name, p) -> repeat(p, count(name, full)));
                if (full) System.err.printf("round %d: %.1f MB resident%n", round, resident());
            }
            System.out.println(resident() - before);
        }

        private static void repeat(Contender program, int times) {
            for (int i = 0; i < times; i++) program.run();
        }

        /** How often a program runs in a round. */
        private static int count(String name, boolean full) {
            return switch (name) {
                case "savings" -> 25;
                case "call_record", "call_gradient" -> full ? 250_000 : 10_000;
                default -> 250_000;
            };
        }

        private static Contender program(String name, boolean full) {
            Workload w = Workloads.named(name);
            return Host.contender("jacobi", w, full ? w.full() : w.small());
        }

        private static double resident() throws IOException {
            System.gc();
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
                return Double.parseDouble(line.split("\\s+")[1]) / 1000;
            }
        }
    }

    /** Prints by how many MB resident memory grew with two results of a gigabyte, and after one was closed, the other dropped. */
    static final class Huge {
        private Huge() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            double before = Calls.resident();
            var f = jit((Array x) -> Array.arange(125_000_000.0).times(x));
            var results = new ArrayList<>(List.of(f.apply(Array.of(1.0)), f.apply(Array.of(2.0))));
            System.out.println(Calls.resident() - before);
            results.removeFirst().close();
            results.clear();
            System.gc();
            Thread.sleep(Duration.ofSeconds(22));        // idle memory is kept for ten seconds, and looked at every ten
            System.out.println(Calls.resident() - before);
        }
    }

    @Test void overAMillionCalls() throws IOException, InterruptedException {
        double grown = numbers(Calls.class).getFirst();
        assertTrue(grown < SLACK, () -> "resident memory grew by %s MB".formatted(grown));
    }

    @Test void hugeResultsGoBackToTheSystem() throws IOException, InterruptedException {
        List<Double> held = numbers(Huge.class);
        assertTrue(held.getFirst() > 1900, held::toString);
        assertTrue(held.getLast() < 300, held::toString);
    }

    private static List<Double> numbers(Class<?> main) throws IOException, InterruptedException {
        List<String> command = JvmEntrant.jvm(main);
        command.addAll(1, List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), text);
        return text.lines().map(Double::valueOf).toList();
    }
}
