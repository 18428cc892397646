package jacobi.plot;

import java.awt.Color;
import java.util.List;

/** The colours of a picture, for a light page or a dark one. */
public enum Theme {
    /** Dark ink on white. */
    LIGHT(0xffffff, 0x1f2328, 0x59636e, 0xe4e8ec, List.of(0x0b62a8, 0xd1570b, 0x1a7f37, 0x9a3fa0, 0x8a6d00, 0x5c6670)),
    /** Light ink on near-black. */
    DARK (0x16191d, 0xe6e9ec, 0x9aa4af, 0x2c3238, List.of(0x58a6f0, 0xf0883e, 0x4cc26a, 0xd08bdc, 0xd9b93b, 0x9aa4af));

    final Color paper;
    final Color ink;
    final Color faint;
    final Color grid;
    private final List<Color> series;

    Theme(int paper, int ink, int faint, int grid, List<Integer> series) {
        this.paper = new Color(paper);
        this.ink = new Color(ink);
        this.faint = new Color(faint);
        this.grid = new Color(grid);
        this.series = series.stream().map(Color::new).toList();
    }

    /** The colour of the {@code i}-th series; after the last colour the first comes again. */
    Color series(int i) {
        return series.get(i % series.size());
    }
}
