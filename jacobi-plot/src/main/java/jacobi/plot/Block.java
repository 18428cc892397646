package jacobi.plot;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A piece of a {@link Report}: it shows itself on a page and on a terminal. */
public sealed interface Block {
    /** As HTML. */
    String html();

    /** As text for a terminal; empty if it cannot be shown there. */
    String text();

    /** The head of a section. */
    record Heading(String words) implements Block {
        @Override public String html() { return "<h2>" + Page.escaped(words) + "</h2>"; }

        @Override public String text() { return words + "\n" + "─".repeat(words.length()); }
    }

    /** Sentences. */
    record Paragraph(String words) implements Block {
        @Override public String html() { return "<p>" + Page.escaped(words) + "</p>"; }

        /** Broken between words into lines of at most 100 columns. */
        @Override public String text() {
            return words.strip().replaceAll("\\s+", " ").replaceAll("(.{1,100})( |$)", "$1\n").stripTrailing();
        }
    }

    /** Lines of a program. */
    record Code(String lines) implements Block {
        @Override public String html() { return "<pre><code>" + Page.escaped(lines.stripTrailing()) + "</code></pre>"; }

        @Override public String text() { return lines.stripTrailing().indent(4).replaceAll(" +\n", "\n").stripTrailing(); }
    }

    /** A table. */
    record Figures(Table table) implements Block {
        @Override public String html() {
            return """
                <div class="wide"><table>
                <thead>
                %s</thead>
                <tbody>
                %s</tbody>
                </table></div>"""
                .formatted(row("th", table.head()), table.rows().stream().map(r -> row("td", r)).collect(Collectors.joining()));
        }

        private String row(String tag, List<String> cells) {
            return IntStream.range(0, cells.size()).mapToObj(c -> cell(tag, c, cells.get(c)))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
        }

        private String cell(String tag, int c, String words) {
            return "<%s%s>%s</%s>".formatted(tag, table.numeric(c) ? " class=\"n\"" : "", Page.escaped(words), tag);
        }

        @Override public String text() { return table.toString(); }
    }

    /** A picture with a caption. */
    record Illustration(Picture picture, String caption) implements Block {
        @Override public String html() {
            return "<figure>" + drawn() + "<figcaption>" + Page.escaped(caption) + "</figcaption></figure>";
        }

        private String drawn() {
            try {
                return """
                    <picture><source media="(prefers-color-scheme: dark)" srcset="%s">\
                    <img src="%s" width="%d" height="%d" alt="%s"></picture>"""
                    .formatted(uri(Theme.DARK), uri(Theme.LIGHT), picture.width(), picture.height(), Page.escaped(caption));
            } catch (FontsMissing e) {
                return "<p class=\"missing\">No picture: " + Page.escaped(e.getMessage()) + ".</p>";
            }
        }

        private String uri(Theme theme) {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png(theme));
        }

        @Override public String text() { return ""; }
    }
}
