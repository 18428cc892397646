package jacobi.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/**
 * Small grey images side by side, each with a caption of one line below it. Immutable.
 * @param columns images a row, > 0
 * @param tiles   the images in reading order
 */
public record ImageGrid(int columns, List<Tile> tiles) implements Picture {
    private static final int SIDE = 72;
    private static final int GAP = 14;
    private static final int CAPTION = 20;

    /**
     * One image: {@code ink[r * columns + c]} is the ink of row {@code r} from the top, column {@code c} from the left; 0 is
     * paper, 1 full ink, values beyond are clipped, and NaN is paper.
     * @param rows    pixels down, > 0
     * @param columns pixels across, > 0
     * @param ink     {@code rows * columns} values
     * @param caption short, one line
     */
    public record Tile(int rows, int columns, double[] ink, String caption) {
        /** Copies the pixels, and checks their number. */
        public Tile {
            if (rows <= 0 || columns <= 0 || ink.length != rows * columns)
                throw new IllegalArgumentException(
                    "an image of %d × %d pixels with %d values".formatted(rows, columns, ink.length));
            ink = ink.clone();
        }
    }

    /** Checks the number of columns, and copies the list. */
    public ImageGrid {
        if (columns <= 0) throw new IllegalArgumentException("a grid of %d columns".formatted(columns));
        tiles = List.copyOf(tiles);
    }

    /** An empty grid that will have {@code columns} images a row. */
    public static ImageGrid ofColumns(int columns) {
        return new ImageGrid(columns, List.of());
    }

    /** One image more, see {@link Tile}. */
    public ImageGrid with(int rows, int columns, double[] ink, String caption) {
        var all = new ArrayList<>(tiles);
        all.add(new Tile(rows, columns, ink, caption));
        return new ImageGrid(this.columns, all);
    }

    @Override public int width() {
        return GAP + Math.max(1, Math.min(columns, tiles.size())) * (SIDE + GAP);
    }

    @Override public int height() {
        return GAP + Math.max(1, Math.ceilDiv(tiles.size(), columns)) * (SIDE + CAPTION + GAP);
    }

    @Override public void paint(Graphics2D g, Theme theme) {
        g.setColor(theme.paper);
        g.fillRect(0, 0, width(), height());
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int i = 0; i < tiles.size(); i++) {
            int left = GAP + i % columns * (SIDE + GAP);
            int top = GAP + i / columns * (SIDE + CAPTION + GAP);
            pixels(g, theme, tiles.get(i), left, top);
            caption(g, theme, tiles.get(i), left, top + SIDE);
        }
    }

    /** Neighbours share whole edges, drawn without smoothing, so that no seam shows. */
    private static void pixels(Graphics2D g, Theme theme, Tile tile, int left, int top) {
        var smoothing = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int r = 0; r < tile.rows; r++)
            for (int c = 0; c < tile.columns; c++) {
                int x = c * SIDE / tile.columns;
                int y = r * SIDE / tile.rows;
                g.setColor(blend(theme.grid, theme.ink, tile.ink[r * tile.columns + c]));
                g.fillRect(left + x, top + y, (c + 1) * SIDE / tile.columns - x, (r + 1) * SIDE / tile.rows - y);
            }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smoothing);
    }

    private static void caption(Graphics2D g, Theme theme, Tile tile, int left, int top) {
        g.setColor(theme.ink);
        var metrics = g.getFontMetrics();
        g.drawString(tile.caption, left + (SIDE - metrics.stringWidth(tile.caption)) / 2, top + metrics.getAscent() + 4);
    }

    private static Color blend(Color from, Color to, double share) {
        float t = Double.isNaN(share) ? 0 : (float) Math.clamp(share, 0, 1);
        return new Color(mix(from.getRed(), to.getRed(), t), mix(from.getGreen(), to.getGreen(), t),
            mix(from.getBlue(), to.getBlue(), t));
    }

    private static int mix(int from, int to, float t) {
        return Math.round(from + t * (to - from));
    }
}
