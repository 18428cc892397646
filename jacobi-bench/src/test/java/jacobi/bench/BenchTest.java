package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @Test void measuresInProcessesOfTheirOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/bench.json");
        var table = new StringWriter();
        var bench = new Bench(List.of("logistic", "call_eager"), false, false, 7, 0, file);
        assertTrue(bench.run(new PrintWriter(table)), table::toString);
        String row = table.toString().lines().toList().get(2);
        assertTrue(row.matches("\\| logistic +\\| +[0-9.]+ [mµn]?s \\|.*"), row);
        var rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        assertEquals(2, rows.size());
        assertRow(rows.get(0).getAsJsonObject());
    }

    @Test void aColdStartIsAProcessFromStartToEnd() throws IOException {
        var table = new StringWriter();
        assertTrue(new Bench(List.of("start_grad"), false, false, 1, 0, null).run(new PrintWriter(table)), table::toString);
        assertTrue(table.toString().contains("| start_grad"), table::toString);
    }

    private static void assertRow(JsonObject row) {
        assertEquals("[program, system, median_s, min_s, runs, first_call_s, peak_mb]", row.keySet().toString());
        assertEquals("jacobi", row.get("system").getAsString());
        assertEquals(7, row.get("runs").getAsInt());
        assertTrue(0 < row.get("min_s").getAsDouble() && row.get("min_s").getAsDouble() <= row.get("median_s").getAsDouble());
    }

    @Test void aProgramThatIsNotThereIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Bench(List.of("nosuch"), false, false, 7, 0, null));
        assertTrue(error.getMessage().contains("'nosuch'") && error.getMessage().contains("chain64"), error.getMessage());
    }

    @Test void aGroupIsAllItsPrograms() {
        assertEquals(5, Workloads.ALL.stream().filter(w -> w.answersTo("call")).count());
        assertEquals(2, Workloads.ALL.stream().filter(w -> w.answersTo("ar1")).count());
        assertEquals(2, Workloads.ALL.stream().filter(w -> w.answersTo("chain")).count());
        assertEquals(4, Workloads.ALL.stream().filter(w -> w.answersTo("start")).count());
        assertEquals(1, Workloads.ALL.stream().filter(w -> w.answersTo("orbit")).count());
        assertEquals(1, Workloads.ALL.stream().filter(w -> w.answersTo("mlp")).count());
    }

    @Test void theTableIsAskedForByNoName() {
        assertEquals(Workloads.ALL, Workloads.chosen(List.of()));
        assertEquals(Others.ALL, Workloads.chosen(List.of("others")));
        assertEquals(List.of("softmax_axis0", "softmax_axis1", "softmax_short"), names("softmax"));
        assertEquals(List.of("chain64", "sum_axis2"), names("chain64", "sum_axis2"));
    }

    private static List<String> names(String... only) {
        return Workloads.chosen(List.of(only)).stream().map(Workload::name).toList();
    }

    @Test void timesHaveThreeDigits() {
        assertEquals("1.23 s", ResultTable.time(1.234));
        assertEquals("12.3 ms", ResultTable.time(0.01234));
        assertEquals("123 µs", ResultTable.time(0.0001234));
        assertEquals("1.00 µs", ResultTable.time(0.9996e-6));
    }
}
