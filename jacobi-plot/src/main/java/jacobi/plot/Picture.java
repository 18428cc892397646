package jacobi.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture that can be painted at any scale, in the colours of a light page or a dark one. Needs no screen. */
public sealed interface Picture permits Plot, ImageGrid {
    /** Its width in points: pixels at scale 1. */
    int width();

    /** Its height in points: pixels at scale 1. */
    int height();

    /** Paints the whole picture, paper included, into the upper left {@code width()} × {@code height()} of {@code g}. */
    void paint(Graphics2D g, Theme theme);

    /**
     * The picture as pixels.
     * @param scale pixels a point, > 0; 2 is sharp on today's screens
     * @throws FontsMissing if this machine has no font to write labels with
     */
    default BufferedImage image(Theme theme, double scale) {
        if (!(scale > 0)) throw new IllegalArgumentException("a picture needs a scale > 0, not " + scale);
        FontsMissing.check();
        var image = new BufferedImage((int) Math.ceil(width() * scale), (int) Math.ceil(height() * scale),
            BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.scale(scale, scale);
            paint(g, theme);
        } finally {
            g.dispose();
        }
        return image;
    }

    /**
     * The picture as a PNG file's bytes, two pixels a point.
     * @throws FontsMissing if this machine has no font to write labels with
     */
    default byte[] png(Theme theme) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(theme, 2), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);              // a ByteArrayOutputStream does not fail
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the picture as a PNG file in light colours, and makes the folders above it.
     * @throws IOException if the file cannot be written; the message names it and says why
     * @throws FontsMissing if this machine has no font to write labels with
     */
    default void save(Path path) throws IOException {
        Output.write(path, png(Theme.LIGHT));
    }
}
