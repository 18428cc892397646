package jacobi.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Plot PLOT = Plot.titled("").line("l", new double[] {0, 1}, new double[] {0, 1});

    @Test void everythingIsInOneFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report/index.html");
        Report.titled("T").section("S").text("p").table(Table.of("n").row(1)).picture(PLOT, "c").write(file);
        String html = Files.readString(file);
        assertFalse(html.contains("http"), "nothing is fetched");
        assertEquals(2, html.split("data:image/png;base64,iVBOR", -1).length - 1, "a light and a dark picture");
        assertTrue(html.contains("<th class=\"n\">n</th>") && html.contains("<td class=\"n\">1</td>"), html);
    }

    @Test void textIsNotMarkup() {
        String html = Report.titled("a < b & c").code("List<Array> x;").html();
        assertTrue(html.contains("<title>a &lt; b &amp; c</title>"), html);
        assertTrue(html.contains("<code>List&lt;Array&gt; x;</code>"), html);
    }

    @Test void reportsAreJoined() {
        var joined = Report.titled("all").append(Report.titled("one").text("first")).append(Report.titled("two").text("second"));
        assertEquals("""
            all
            ═══

            one
            ───

            first

            two
            ───

            second""", joined.toString());
    }

    @Test void aTerminalShowsAllButPictures() {
        var report = Report.titled("T").text("word ".repeat(25)).code("a;\n\n  b;\n").table(Table.of("n").row(1)).picture(PLOT,
            "c");
        assertEquals("""
            T
            ═

            %s
            %s

                a;

                  b;

            n
            ─
            1""".formatted("word ".repeat(20).strip(), "word ".repeat(5).strip()), report.toString());
    }

    @Test void anOlderPageIsReplacedAnyOtherFileIsNot(@TempDir Path folder) throws IOException {
        var page = folder.resolve("page.html");
        Report.titled("first").write(page);
        Report.titled("second").write(page);
        assertTrue(Files.readString(page).contains("second"));
        var letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader");
        var error = assertThrows(IOException.class, () -> Report.titled("").write(letter));
        assertEquals("cannot write " + letter + ": there is a file that is no report; name another, or remove it",
                error.getMessage());
        assertEquals("Dear reader", Files.readString(letter));
    }

    @Test void aFolderIsNoPlaceForAPage(@TempDir Path folder) {
        var error = assertThrows(IOException.class, () -> Report.titled("").write(folder));
        assertEquals("cannot write " + folder + ": it is a folder; name a file in it", error.getMessage());
    }
}
