package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every program gives the same bits on 1, 2 and 7 threads. */
class SameBitsTest {
    /** Sizes at which work is shared out, and does not divide evenly. */
    private static final Map<String, long[]> SHARED = Map.of(
        "chain64", new long[] {300_007}, "chain32", new long[] {300_007},
        "mapreduce64", new long[] {300_007}, "mapreduce32", new long[] {300_007},
        "logsumexp0", new long[] {611, 703}, "logsumexp1", new long[] {611, 703},
        "ar1_paths", new long[] {50, 8001}, "normal", new long[] {300_007},
        "savings", new long[] {60, 40}, "mlp", new long[] {128, 784, 512, 10});

    /** Prints digests of each program's results, at its full size and at an odd one, a line each. */
    static final class Digests {
        private Digests() {}

        public static void main(String[] args) {
            Workloads.known().filter(w -> w.mode() == Workload.Mode.WARM).forEach(w -> System.out.println(
                    w.name() + " " + digest(w, w.full()) + " " + digest(w, SHARED.getOrDefault(w.name(), w.small()))));
        }

        private static int digest(Workload w, long... sizes) {
            return Arrays.hashCode(Host.contender("jacobi", w, sizes).result());
        }
    }

    @Test void onAnyNumberOfThreads() throws IOException, InterruptedException {
        List<String> one = onThreads(1);
        assertTrue(one.size() > 20, one::toString);
        assertEquals(one, onThreads(2));
        assertEquals(one, onThreads(7));
    }

    private static List<String> onThreads(int count) throws IOException, InterruptedException {
        List<String> command = JvmEntrant.jvm(Digests.class);
        command.add(1, "-XX:ActiveProcessorCount=" + count);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return text.lines().toList();
    }
}
