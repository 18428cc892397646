package jacobi.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sections of sentences, tables and pictures. Written, it is one HTML file that fetches nothing: pictures are inside it, in light
 * and in dark colours, and the reader's system chooses. Printed, it is text for a terminal, without the pictures. Immutable.
 * @param title  the page's
 * @param blocks its body, from top to bottom
 */
public record Report(String title, List<Block> blocks) {
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
        return with(new Block.Heading(heading));
    }

    /** A paragraph of plain text. */
    public Report text(String paragraph) {
        return with(new Block.Paragraph(paragraph));
    }

    /** Lines of a program, kept as they stand. */
    public Report code(String lines) {
        return with(new Block.Code(lines));
    }

    /** A table. */
    public Report table(Table table) {
        return with(new Block.Figures(table));
    }

    /** A picture with a caption; where no fonts are installed, the reason stands in its place. */
    public Report picture(Picture picture, String caption) {
        return with(new Block.Illustration(picture, caption));
    }

    /** One block more. */
    public Report with(Block block) {
        var all = new ArrayList<>(blocks);
        all.add(block);
        return new Report(title, all);
    }

    /** Another report's body at the end of this one, as a section under its title. */
    public Report append(Report other) {
        var all = new ArrayList<>(section(other.title).blocks);
        all.addAll(other.blocks);
        return new Report(title, all);
    }

    /** The whole page. */
    public String html() {
        return Page.of(title, blocks.stream().map(Block::html).collect(Collectors.joining("\n")));
    }

    /**
     * Writes the page, and makes the folders above it. An older page is replaced, any other file is left alone.
     * @throws IOException if it cannot be written; the message names the path and says why
     */
    public void write(Path path) throws IOException {
        if (Files.isRegularFile(path) && !Page.isOne(path)) throw new IOException("cannot write " + path
                + ": there is a file that is no report; name another, or remove it");
        Output.write(path, html().getBytes(StandardCharsets.UTF_8));
    }

    /** The title and all blocks but pictures, for a terminal; no newline at the end. */
    @Override public String toString() {
        var parts = new ArrayList<String>();
        parts.add(title + "\n" + "═".repeat(title.length()));
        blocks.stream().map(Block::text).filter(text -> !text.isEmpty()).forEach(parts::add);
        return String.join("\n\n", parts);
    }
}
