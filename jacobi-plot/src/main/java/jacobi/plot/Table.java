package jacobi.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of words and numbers; {@link #toString} is fit for a terminal. Columns of numbers stand to the right. Immutable.
 * @param head names of the columns
 * @param rows cells as they are printed, as many in each row as there are names
 */
public record Table(List<String> head, List<List<String>> rows) {
    /** Checks that rows are as long as the head, and copies all. */
    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows)
            if (row.size() != head.size())
                throw new IllegalArgumentException(
                    "a row of %d cells in a table of %d columns: %s".formatted(row.size(), head.size(), row));
    }

    /** A table without rows. */
    public static Table of(String... head) {
        return new Table(List.of(head), List.of());
    }

    /** One row more; a cell is printed by {@link String#valueOf(Object)}, so format numbers as they are to be read. */
    public Table row(Object... cells) {
        var all = new ArrayList<>(rows);
        all.add(IntStream.range(0, cells.length).mapToObj(i -> String.valueOf(cells[i])).toList());
        return new Table(head, all);
    }

    /** Whether column {@code c} holds numbers only: cells that start with a digit, perhaps after a sign. */
    boolean numeric(int c) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(c).matches("[-+−<>≤≈]? ?[0-9].*|NaN|-?∞|–"));
    }

    /** Columns two blanks apart, a rule below the head, no newline at the end. */
    @Override public String toString() {
        var lines = new ArrayList<String>();
        lines.add(line(head));
        lines.add(IntStream.range(0, head.size()).mapToObj(c -> "─".repeat(width(c))).collect(Collectors.joining("  ")));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines);
    }

    private String line(List<String> cells) {
        var padded = IntStream.range(0, cells.size()).mapToObj(c -> padded(cells.get(c), c));
        return padded.collect(Collectors.joining("  ")).stripTrailing();
    }

    private String padded(String cell, int c) {
        String blanks = " ".repeat(width(c) - length(cell));
        return numeric(c) ? blanks + cell : cell + blanks;
    }

    private int width(int c) {
        return Math.max(length(head.get(c)), rows.stream().mapToInt(row -> length(row.get(c))).max().orElse(0));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
