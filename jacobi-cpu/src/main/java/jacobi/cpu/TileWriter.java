package jacobi.cpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;

/**
 * Writes nests in square tiles that are turned in registers. Tiles are taken chunk by chunk, so that pages that are read and
 * written stay known to the processor; chunks are shared between threads. At the edges tiles are masked.
 */
final class TileWriter {
    /** Elements of a chunk, either way. */
    private static final long CHUNK = 64;

    private final NestWriter nests;
    private final Tiles tiles;
    private final int lanes;
    private final long wholeRow, wholeAcross;

    TileWriter(NestWriter nests, Tiles tiles) {
        this.nests = nests;
        this.tiles = tiles;
        lanes = tiles.lanes();
        wholeRow = tiles.row().extent() / lanes * lanes;
        wholeAcross = tiles.across().extent() / lanes * lanes;
    }

    /** All tiles, one after another. */
    void write(Scope root) { others(root, tiles.others(), this::all); }

    /** How many parts the work has: values of the first other variable, or chunks. */
    long parts() { return byOthers() ? tiles.others().getFirst().extent() : chunks(); }

    private boolean byOthers() { return !tiles.others().isEmpty() && tiles.others().getFirst().extent() >= chunks(); }

    private long chunks() { return Math.ceilDiv(wholeAcross, CHUNK); }

    /** The parts {@code %lo} to {@code %hi}, of which there is one at least. */
    void parts(Scope root) {
        if (byOthers()) LoopWriter.loop(root, tiles.others().getFirst(), "%lo", "%hi", 1, Strip.NONE, at -> others(at, tiles
                .others().subList(1, tiles.others().size()), this::all));
        else others(root, tiles.others(), at -> chunks(at, "%lo", "%hi"));
    }

    /** What the parts leave. */
    void rest(Scope root) { if (!byOthers()) others(root, tiles.others(), this::lastAcross); }

    private static void others(Scope at, List<Index> others, Consumer<Scope> body) {
        if (others.isEmpty()) body.accept(at);
        else LoopWriter.loop(at, others.getFirst(), "0", Long.toString(others.getFirst().extent()), 1, Strip.NONE, s -> others(s,
                others.subList(1, others.size()), body));
    }

    private void all(Scope at) {
        if (wholeAcross > 0) chunks(at, "0", Long.toString(chunks()));
        lastAcross(at);
    }

    private void chunks(Scope at, String from, String to) {
        LoopWriter.loop(at, new Index("c", chunks()), from, to, 1, Strip.NONE, c -> {
            var start = c.text.let("mul nsw i64 " + c.bound.values().iterator().next() + ", " + CHUNK);
            var end = end(c, start, wholeAcross);
            if (wholeRow > 0) LoopWriter.loop(c, new Index("d", Math.ceilDiv(wholeRow, CHUNK)), "0", Long.toString(wholeRow),
                    CHUNK, Strip.NONE, d -> {
                        var first = d.bound.values().iterator().next();
                        var last = end(d, first, wholeRow);
                        across(d, start, end, a -> row(a, first, last, lanes));
                    });
            if (wholeRow < tiles.row().extent()) across(c, start, end, a -> lastRow(a, lanes));
        });
    }

    private static String end(Scope at, String start, long whole) {
        var end = at.text.let("add nsw i64 " + start + ", " + CHUNK);
        return at.text.let("select i1 " + at.text.let("icmp slt i64 " + end + ", " + whole) + ", i64 " + end + ", i64 " + whole);
    }

    private void across(Scope at, String from, String to, Consumer<Scope> body) {
        LoopWriter.loop(at, tiles.across(), from, to, lanes, Strip.NONE, body);
    }

    private void row(Scope at, String from, String to, int height) {
        LoopWriter.loop(at, tiles.row(), from, to, lanes, new Strip(tiles.row(), lanes, 1, null), s -> tile(s, height, lanes));
    }

    private void lastRow(Scope at, int height) {
        int width = (int) (tiles.row().extent() - wholeRow);
        LoopWriter.once(at, tiles.row(), Long.toString(wholeRow), new Strip(tiles.row(), lanes, 1, Schedule.firstLanes(lanes,
                width)), s -> tile(s, height, width));
    }

    /** The tiles that are not as high as others. */
    private void lastAcross(Scope at) {
        int height = (int) (tiles.across().extent() - wholeAcross);
        if (height == 0) return;
        LoopWriter.once(at, tiles.across(), Long.toString(wholeAcross), Strip.NONE, a -> {
            if (wholeRow > 0) row(a, "0", Long.toString(wholeRow), height);
            if (wholeRow < tiles.row().extent()) lastRow(a, height);
        });
    }

    /** One tile: {@code height} values of the variable across, {@code width} of the row's. */
    private void tile(Scope at, int height, int width) {
        Map<Expr.Load, String[]> turned = new HashMap<>();
        for (var l : tiles.turned()) {
            var rows = new String[lanes];
            Arrays.fill(rows, "poison");
            for (int k = 0; k < width; k++) rows[k] = nests.writer().rowAcross(l, tiles.row(), k, height, at);
            turned.put(l, turn(rows, Lanes.type(Lanes.memory(l.dtype()), lanes), at.text));
        }
        var first = at.variable(tiles.across());
        for (int j = 0; j < height; j++) {
            int here = j;
            LoopWriter.once(at, tiles.across(), at.text.let("add nsw i64 " + first + ", " + j), at.strip, leaf -> {
                turned.forEach((l, columns) -> leaf.values.put(l, new Value(true, ExprWriter.truth(l.dtype(), columns[here],
                        lanes,
                        leaf.text))));
                nests.stores(tiles.nest().stores(), leaf);
            });
        }
    }

    /** Columns of rows: blocks of 1, 2, 4, … are exchanged between pairs of rows. */
    private String[] turn(String[] rows, String type, Text text) {
        for (int d = 1; d < lanes; d *= 2) {
            var next = new String[lanes];
            for (int r = 0; r < lanes; r++) {
                if ((r & d) != 0) continue;
                next[r] = exchanged(rows[r], rows[r + d], type, d, 0, text);
                next[r + d] = exchanged(rows[r], rows[r + d], type, d, d, text);
            }
            rows = next;
        }
        return rows;
    }

    private String exchanged(String a, String b, String type, int d, int from, Text text) {
        var order = IntStream.range(0, lanes).map(i -> (i & d) == 0 ? i + from : lanes + i - d + from).mapToObj(i -> "i32 " + i)
                .collect(Collectors.joining(", "));
        return text.let("shufflevector " + type + " " + a + ", " + type + " " + b + ", <" + lanes + " x i32> <" + order + ">");
    }
}
