package jacobi.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page of sections, sentences, tables and pictures, written as one HTML file that fetches nothing: pictures are inside it, in
 * light and in dark colours, and the reader's system chooses. Immutable.
 * @param title  the page's
 * @param blocks its body, as HTML
 */
public record Report(String title, List<String> blocks) {
    /** Copies the list. */
    public Report {
        blocks = List.copyOf(blocks);
    }

    /** An empty page. */
    public static Report titled(String title) {
        return new Report(title, List.of());
    }

    /** Begins a section. */
    public Report section(String heading) {
        return with("<h2>" + escaped(heading) + "</h2>");
    }

    /** A paragraph of plain text. */
    public Report text(String paragraph) {
        return with("<p>" + escaped(paragraph) + "</p>");
    }

    /** A paragraph of program text, kept as it stands. */
    public Report code(String lines) {
        return with("<pre><code>" + escaped(lines.stripTrailing()) + "</code></pre>");
    }

    /** A table. */
    public Report table(Table table) {
        String body = table.rows().stream().map(row -> line("td", table, row)).collect(Collectors.joining());
        return with("""
            <div class="wide"><table>
            <thead>
            %s</thead>
            <tbody>
            %s</tbody>
            </table></div>""".formatted(line("th", table, table.head()), body));
    }

    /** A picture with a caption; where no fonts are installed, the reason stands in its place. */
    public Report picture(Picture picture, String caption) {
        return with("<figure>" + drawn(picture, caption) + "<figcaption>" + escaped(caption) + "</figcaption></figure>");
    }

    /** Another report's body at the end of this one. */
    public Report append(Report other) {
        var all = new ArrayList<>(blocks);
        all.addAll(other.blocks);
        return new Report(title, all);
    }

    /** The whole page. */
    public String html() {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
            </body>
            </html>
            """.formatted(escaped(title), STYLE, escaped(title), String.join("\n", blocks));
    }

    /**
     * Writes the page, and makes the folders above it.
     * @throws IOException if it cannot be written; the message names the path and says why
     */
    public void write(Path path) throws IOException {
        Output.write(path, html().getBytes(StandardCharsets.UTF_8));
    }

    private Report with(String block) {
        var all = new ArrayList<>(blocks);
        all.add(block);
        return new Report(title, all);
    }

    private static String line(String tag, Table table, List<String> cells) {
        return IntStream.range(0, cells.size()).mapToObj(c -> cell(tag, table, c, cells.get(c)))
            .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String cell(String tag, Table table, int c, String text) {
        return "<%s%s>%s</%s>".formatted(tag, table.numeric(c) ? " class=\"n\"" : "", escaped(text), tag);
    }

    private static String drawn(Picture picture, String caption) {
        try {
            return """
                <picture><source media="(prefers-color-scheme: dark)" srcset="%s">\
                <img src="%s" width="%d" height="%d" alt="%s"></picture>"""
                .formatted(uri(picture.png(Theme.DARK)), uri(picture.png(Theme.LIGHT)), picture.width(), picture.height(),
                    escaped(caption));
        } catch (FontsMissing e) {
            return "<p class=\"missing\">No picture: " + escaped(e.getMessage()) + ".</p>";
        }
    }

    private static String uri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static final String STYLE = """
        :root { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --rule: #d5dae0; --code: #f4f6f8; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #16191d; --ink: #e6e9ec; --faint: #9aa4af; --rule: #353c44; --code: #20252b; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 17px/1.6 Charter, "Iowan Old Style", Cambria, Georgia, serif; }
        main { max-width: 780px; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
        h1, h2, table, figcaption, .missing {
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
        }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1.5rem; letter-spacing: -0.01em; }
        h2 { font-size: 1.25rem; margin: 3rem 0 0.75rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); }
        p { margin: 0 0 1rem; }
        .wide { overflow-x: auto; margin: 0 0 1.5rem; }
        table { border-collapse: collapse; font-size: 0.85rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.35rem 1.2rem 0.35rem 0; text-align: left; border-bottom: 1px solid var(--rule); vertical-align: top; }
        th { font-weight: 600; color: var(--faint); }
        .n { text-align: right; }
        figure { margin: 1.5rem 0 2rem; }
        img { max-width: 100%; height: auto; display: block; }
        figcaption, .missing { color: var(--faint); font-size: 0.85rem; line-height: 1.45; margin-top: 0.5rem; }
        pre { background: var(--code); padding: 0.9rem 1.1rem; border-radius: 6px; overflow-x: auto;
          font-size: 0.8rem; line-height: 1.5; }
        code { font-family: ui-monospace, "Cascadia Code", "JetBrains Mono", Menlo, Consolas, monospace; }
        @media print { h2 { break-after: avoid; } figure, table { break-inside: avoid; } }
        """;
}
