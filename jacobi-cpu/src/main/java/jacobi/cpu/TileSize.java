package jacobi.cpu;

/**
 * Tiles of a matrix product, as the runtime's {@code plan} in {@code blas.ll} cuts products that stand alone, but for rows,
 * which need no more than multiples of 8.
 *
 * @param rows    of a tile, at most those of the product
 * @param columns of a tile, at most those of the product
 */
record TileSize(long rows, long columns) {
    /** Multiplications that one thread does; where {@code k} is short, most of their time is memory's. */
    private static final long LITTLE = 400_000, LITTLE_OF_SHORT = 2_000_000, SHORT = 32;
    /** Multiplications that make it worth having {@link #FEW} tiles at least. */
    private static final long HEAVY = 2_000_000, FEW = 4;
    /** Elements of a result that is large. */
    private static final long LARGE = 1 << 22;
    private static final long MOST_ROWS = 512, MOST_COLUMNS = 256, LEAST = 128;

    /** The tile for [m,k] × [k,n]. */
    static TileSize of(long m, long n, long k) {
        long little = k < SHORT ? LITTLE_OF_SHORT : LITTLE, widest = m * n >= LARGE ? MOST_ROWS : MOST_COLUMNS;
        var whole = new TileSize(m, n);
        if (m * n * k <= little) return whole;
        var tile = whole;
        while (tile.columns > widest) tile = tile.narrower();
        while (tile.rows > MOST_ROWS) tile = tile.lower();
        while (tile.isCuttable(m, n, k, little)) tile = tile.rows >= tile.columns ? tile.lower() : tile.narrower();
        return tile;
    }

    private boolean isCuttable(long m, long n, long k, long little) {
        long tiles = Math.ceilDiv(m, rows) * Math.ceilDiv(n, columns), work = rows * columns * k;
        return Math.max(rows, columns) >= LEAST && (tiles < FEW && work > HEAVY || tiles == 1 && work > little);
    }

    private TileSize lower() { return new TileSize(half(rows, 8), columns); }

    /** Whole vectors of columns. */
    private TileSize narrower() { return new TileSize(rows, half(columns, 16)); }

    private static long half(long x, long unit) { return Math.ceilDiv(x, 2 * unit) * unit; }
}
