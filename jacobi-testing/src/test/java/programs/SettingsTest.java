package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jacobi.core.Array;
import jacobi.core.JacobiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment asks for holds in a process of its own; what it cannot ask for is told in four parts, each time. */
class SettingsTest {
    /** Prints what a large sum and product are, how many threads of ours there are, or each of two errors. */
    static final class Work {
        private Work() {}

        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                try {
                    System.out.println(computed() + " threads " + helpers());
                } catch (JacobiError e) {
                    System.out.println(e);
                }
            }
        }

        private static double computed() {
            var x = Array.linspace(0, 1, 10_000_000);
            var m = Array.linspace(-1, 1, 500 * 500).reshape(500, 500);
            return jit((Array y) -> y.sin().sum()).apply(x).item() + jit((Array y) -> y.matmul(y).sum()).apply(m).item();
        }

        /** The threads of the pool beside the caller's. */
        private static long helpers() {
            return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().matches("jacobi-\\d+")).count();
        }
    }

    private static String output(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(Work.class.getName());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process did not end");
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    @ParameterizedTest
    @CsvSource({
        "JACOBI_NUM_THREADS, zero, a whole number of threads",
        "JACOBI_NUM_THREADS, 0, a whole number of threads",
        "JACOBI_DUMP, /proc/nothing/here, a folder that can be written to",
        "JACOBI_MEMORY_LIMIT, many, a number of bytes above 0",
    })
    void aSettingThatMeansNothingIsToldEachTime(String variable, String value, String expected) throws Exception {
        var text = output(Map.of(variable, value));
        for (var part : List.of("expected  " + expected, variable.contains("LIMIT") ? value : variable + "=" + value, "  mend"))
            assertEquals(2, text.split(part, -1).length - 1, text);
        assertTrue(text.contains("  at        SettingsTest$Work.computed(SettingsTest.java:"), text);
    }

    @Test void oneThreadIsEnough() throws Exception {
        var one = output(Map.of("JACOBI_NUM_THREADS", "1"));
        assertTrue(one.lines().allMatch(l -> l.endsWith("threads 0")), one);
        var core = output(Map.of(), "-XX:ActiveProcessorCount=1");
        assertEquals(one, core);
    }

    @Test void theSameNumbersOnAsManyThreadsAsThereAreProcessors() throws Exception {
        var three = output(Map.of(), "-XX:ActiveProcessorCount=3");
        assertTrue(three.lines().allMatch(l -> l.endsWith("threads 2")), three);
        assertEquals(output(Map.of("JACOBI_NUM_THREADS", "1")).replace("threads 0", ""), three.replace("threads 2", ""));
    }
}
