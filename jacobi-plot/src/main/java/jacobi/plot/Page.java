package jacobi.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The HTML around a report's body. */
final class Page {
    private Page() {}

    /** A page that needs no other file. */
    static String of(String title, String body) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="generator" content="Jacobi">
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
            """.formatted(escaped(title), STYLE, escaped(title), body);
    }

    /** Whether a file is a page made here. */
    static boolean isOne(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(500), StandardCharsets.UTF_8).contains("content=\"Jacobi\"");
        }
    }

    /** Text that is not markup, whatever it holds. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static final String STYLE = """
        :root { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --rule: #d5dae0; --code: #f4f6f8; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #16191d; --ink: #e6e9ec; --faint: #9aa4af; --rule: #353c44; --code: #20252b; }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 17px/1.6 Charter, "Iowan Old Style", Cambria, Georgia, serif;
        }
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
        pre {
          background: var(--code); padding: 0.9rem 1.1rem; border-radius: 6px; overflow-x: auto;
          font-size: 0.8rem; line-height: 1.5;
        }
        code { font-family: ui-monospace, "Cascadia Code", "JetBrains Mono", Menlo, Consolas, monospace; }
        @media print { h2 { break-after: avoid; } figure, table { break-inside: avoid; } pre { white-space: pre-wrap; } }
        """;
}
