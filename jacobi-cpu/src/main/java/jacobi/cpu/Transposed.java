package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jacobi.core.DType;

/** Vectors turned into each other's lanes: blocks of as many as a power of two tells, in so many rounds of picking lanes. */
final class Transposed {
    /** Vectors below which a block is not worth it. */
    static final int LEAST = 4;

    private final DType dtype;
    private final int lanes;
    private final Text text;

    Transposed(DType dtype, int lanes, Text text) {
        this.dtype = dtype;
        this.lanes = lanes;
        this.text = text;
    }

    /** Of a few parts of all lanes, for each lane the vector of its elements. */
    List<String> rows(List<String> parts) {
        int n = parts.size();
        var rows = new ArrayList<String>();
        for (int from = 0; from < lanes; from += n) {
            int first = from;
            var block = new ArrayList<>(parts);
            if (n < lanes) block.replaceAll(p -> picked(p, "poison", lanes, IntStream.range(first, first + n)));
            turn(block);
            rows.addAll(block);
        }
        return rows;
    }

    /** Of all lanes' vectors of a few elements, for each element the vector of all lanes. */
    List<String> parts(List<String> rows, int n) {
        var blocks = new ArrayList<List<String>>();
        for (int from = 0; from < lanes; from += n) {
            var block = new ArrayList<>(rows.subList(from, from + n));
            turn(block);
            blocks.add(block);
        }
        return IntStream.range(0, n).mapToObj(p -> joined(blocks.stream().map(b -> b.get(p)).toList(), n)).toList();
    }

    private String joined(List<String> pieces, int width) {
        if (pieces.size() == 1) return pieces.getFirst();
        var pairs = new ArrayList<String>();
        for (int i = 0; i < pieces.size(); i += 2)
            pairs.add(picked(pieces.get(i), pieces.get(i + 1), width, IntStream.range(0, 2 * width)));
        return joined(pairs, 2 * width);
    }

    private void turn(List<String> block) { for (int d = 1; d < block.size(); d *= 2) turn(block, d); }

    /** Swaps every second run of {@code d} lanes of a row with those before it in the row {@code d} below. */
    private void turn(List<String> block, int d) {
        int n = block.size();
        for (int i = 0; i < n; i++) {
            if ((i & d) != 0) continue;
            String above = block.get(i), below = block.get(i + d);
            block.set(i, picked(above, below, n, IntStream.range(0, n).map(k -> (k & d) == 0 ? k : n + k - d)));
            block.set(i + d, picked(above, below, n, IntStream.range(0, n).map(k -> (k & d) == 0 ? k + d : n + k)));
        }
    }

    private String picked(String x, String y, int width, IntStream order) {
        var type = Lanes.type(Lanes.memory(dtype), width);
        var lanes = order.mapToObj(k -> "i32 " + k).toList();
        return text.let("shufflevector " + type + " " + x + ", " + type + " " + y + ", <" + lanes.size() + " x i32> <"
                + String.join(", ", lanes) + ">");
    }
}
