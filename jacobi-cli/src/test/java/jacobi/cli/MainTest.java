package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test void helpIsNoError() {
        assertEquals(0, jacobi("--help"));
        assertTrue(out.toString().contains("demo"), out.toString());
        assertEquals(0, jacobi("demo", "--help"));
        assertTrue(out.toString().contains("--out") && out.toString().contains("digits, savings, market"), out.toString());
    }

    @Test void aWrongCommandIsWrongUsage() {
        assertEquals(2, jacobi());
        assertTrue(err.toString().startsWith("Name a command."), err.toString());
        assertEquals(2, jacobi("dance"));
        assertEquals(2, jacobi("demo", "--only", "weather"));
        assertTrue(err.toString().contains("'weather'"), err.toString());
    }

    @Test void anUnwritablePathIsSaidAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(2, jacobi("demo", "--out", file.resolve("report.html").toString()));
        assertEquals("jacobi: cannot write %s: %s is a file, not a folder".formatted(file.resolve("report.html"), file),
                     err.toString().strip());
        assertEquals("", out.toString());
    }

    @Test void theReportIsWhereItWasAskedFor(@TempDir Path folder) throws IOException {
        assertEquals(0, jacobi("demo", "--only", "savings", "--out", folder.toString()), err::toString);
        String page = Files.readString(folder.resolve("index.html"));
        assertTrue(page.contains("How much to save") && page.contains("data:image/png;base64,"), "the savings section");
        assertTrue(out.toString().contains("checksum of the policy"), out.toString());
    }

    private int jacobi(String... args) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }
}
