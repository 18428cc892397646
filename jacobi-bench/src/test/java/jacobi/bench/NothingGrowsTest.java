package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A million calls of next to nothing, and a hundred solutions of a model, leave resident memory as it was. */
@EnabledOnOs(OS.LINUX)
class NothingGrowsTest {
    /** What may come and go, in MB: code of the JVM's own compilers, above all. */
    private static final double SLACK = 24;

    /** In a process whose Java heap is all there from the start: prints how much resident memory grew, in MB. */
    static final class Calls {
        private Calls() {}

        public static void main(String[] args) throws IOException {
            var scalar = program("call_scalar");
            var eager = program("call_eager");
            var record = program("call_record");
            var gradient = program("call_gradient");
            var savings = program("savings");
            double before = 0;
            for (int round = 0; round < 5; round++) {
                if (round == 1) before = resident();
                for (int i = 0; i < 250_000; i++) scalar.run();
                for (int i = 0; i < 250_000; i++) eager.run();
                for (int i = 0; i < 2_500; i++) record.run();
                for (int i = 0; i < 2_500; i++) gradient.run();
                for (int i = 0; i < 25; i++) savings.run();
            }
            System.out.println(resident() - before);
        }

        private static Contender program(String name) {
            Workload w = Workloads.named(name);
            return Host.contender("jacobi", w, w.small());
        }

        private static double resident() throws IOException {
            System.gc();
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
                return Double.parseDouble(line.split("\\s+")[1]) / 1000;
            }
        }
    }

    @Test void overAMillionCalls() throws IOException, InterruptedException {
        List<String> command = JvmEntrant.jvm(Calls.class);
        command.addAll(1, List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String grown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), grown);
        assertTrue(Double.parseDouble(grown) < SLACK, () -> "resident memory grew by %s MB".formatted(grown));
    }
}
