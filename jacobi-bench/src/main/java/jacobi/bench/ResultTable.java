package jacobi.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results as a table in Markdown, a line for each program as soon as it is there: the median time of each system; how many
 * times as long Jacobi took as each other system, as the median of all rounds with its interval; Jacobi's first call and peak of
 * memory.
 */
final class ResultTable {
    /** What a reader of the table should know. */
    static final String CAPTION = """
        Medians; all systems in turn on the same cores. The memory of a result that Jacobi's caller closes serves the next call,
        as C writes one warm buffer again and again. Cold starts, and all processes of ./jacobi, have the JDK's
        cache of classes.""";
    private static final int NAME = 16, TIME = 9, RATIO = 18;
    private final List<Entrant> entrants;
    private final PrintWriter out;

    ResultTable(List<Entrant> entrants, PrintWriter out) {
        this.entrants = entrants;
        this.out = out;
        var cells = new ArrayList<>(List.of(left("program", NAME)));
        for (Entrant e : entrants) cells.add(right(e.name(), TIME));
        for (Entrant e : peers()) cells.add(right("jacobi / " + e.name(), RATIO));
        cells.addAll(List.of(right("first call", TIME + 1), right("peak MB", TIME)));
        line(cells);
        line(cells.stream().map(cell -> "-".repeat(cell.length() - 1) + (cell == cells.getFirst() ? "-" : ":")).toList());
    }

    private List<Entrant> peers() {
        return entrants.subList(1, entrants.size());
    }

    void print(Workload workload, List<Measurement> measured) {
        Optional<Measurement> ours = find(measured, entrants.getFirst());
        var cells = new ArrayList<>(List.of(left(workload.name(), NAME)));
        for (Entrant e : entrants) cells.add(right(find(measured, e).map(m -> time(m.median())), TIME));
        for (Entrant e : peers())
            cells.add(right(ours.flatMap(o -> find(measured, e).map(o::ratio)).map(Spread::toString), RATIO));
        cells.add(right(ours.map(m -> time(m.firstCall())), TIME + 1));
        cells.add(right(ours.filter(m -> m.peak().isPresent()).map(m -> "%.0f".formatted(m.peak().getAsDouble())), TIME));
        line(cells);
    }

    private static Optional<Measurement> find(List<Measurement> measured, Entrant entrant) {
        return measured.stream().filter(m -> m.system().equals(entrant.name()) && m.seconds().length > 0).findFirst();
    }

    private void line(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String right(Optional<String> text, int width) {
        return right(text.orElse("–"), width);
    }

    /** Three digits and a unit. */
    static String time(double seconds) {
        var units = List.of("s", "ms", "µs", "ns");
        double value = seconds;
        int unit = 0;
        for (; value < 0.9995 && unit < units.size() - 1; unit++) value *= 1000;
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return ("%." + decimals + "f %s").formatted(value, units.get(unit));
    }
}
