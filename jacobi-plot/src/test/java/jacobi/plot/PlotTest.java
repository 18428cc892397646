package jacobi.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlotTest {
    private static final double[] UP = {0, 1, 2, 3};
    private static final double[] DOWN = {3, 2, 1, 0};

    @ParameterizedTest @EnumSource
    void eachSeriesIsDrawnInItsColourOnItsPaper(Theme theme) {
        var image = Plot.titled("two").axes("x", "y").line("up", UP, UP).path("down", UP, DOWN).image(theme, 1);
        assertEquals(theme.paper.getRGB(), image.getRGB(0, 0));
        assertTrue(count(image, theme.series(0)) > 100, "a line of the first colour");
        assertTrue(count(image, theme.series(1)) > 100, "a line of the second colour");
        assertEquals(0, count(image, theme.series(2)));
    }

    @Test void dotsAreNotJoined() {
        int dots = count(Plot.titled("").points("p", UP, UP).image(Theme.LIGHT, 1), Theme.LIGHT.series(0));
        int joined = count(Plot.titled("").path("p", UP, UP).image(Theme.LIGHT, 1), Theme.LIGHT.series(0));
        assertTrue(dots > 20 && joined > dots + 100, dots + " pixels of dots, " + joined + " of a path");
    }

    @Test void aNanLeavesAGap() {
        double[] holed = {0, Double.NaN, Double.NaN, 3};
        int whole = count(Plot.titled("").line("w", UP, UP).image(Theme.LIGHT, 1), Theme.LIGHT.series(0));
        int rest = count(Plot.titled("").path("h", UP, holed).image(Theme.LIGHT, 1), Theme.LIGHT.series(0));
        assertTrue(rest < whole / 2, rest + " of " + whole + " pixels");
    }

    @Test void scaleMultipliesPixels() {
        var image = Plot.titled("").size(300, 200).line("l", UP, UP).image(Theme.LIGHT, 2);
        assertEquals(600, image.getWidth());
        assertEquals(400, image.getHeight());
    }

    @Test void aSavedPictureIsAPng(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/folder/plot.png");
        Plot.titled("").size(300, 200).line("l", UP, UP).save(file);
        assertEquals(600, ImageIO.read(file.toFile()).getWidth());
    }

    @Test void aPathBelowAFileIsRefusedInPlainWords(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        var error = assertThrows(IOException.class, () -> Plot.titled("").line("l", UP, UP).save(file.resolve("plot.png")));
        assertEquals("cannot write %s: %s is a file, not a folder".formatted(file.resolve("plot.png"), file), error.getMessage());
    }

    @Test void seriesAreChecked() {
        assertMessage("series 's' has 4 abscissae and 1 ordinates", () -> Plot.titled("").line("s", UP, new double[1]));
        double[] nan = {Double.NaN};
        assertMessage("series 's' has an abscissa that is not finite", () -> Plot.titled("").line("s", nan, new double[1]));
        assertMessage("series 's' has no finite point", () -> Plot.titled("").line("s", new double[1], nan));
        assertMessage("the plot has a series 's' already", () -> Plot.titled("").line("s", UP, UP).line("s", UP, DOWN));
        assertMessage("the plot 'none' has no series", () -> Plot.titled("none").image(Theme.LIGHT, 1));
        assertMessage("series 's' has no positive point to show",
                      () -> Plot.titled("").logarithmic().line("s", UP, new double[4]).image(Theme.LIGHT, 1));
    }

    @Test void aSeriesKeepsItsOwnNumbers() {
        double[] y = {1, 2};
        var plot = Plot.titled("").line("s", new double[] {0, 1}, y);
        y[0] = Double.NaN;
        assertFalse(Double.isNaN(plot.series().getFirst().y()[0]));
    }

    @Test void anImageIsPaintedPixelByPixel() {
        var grid = ImageGrid.ofColumns(2).with(1, 2, new double[] {0, 1}, "left").with(1, 1, new double[] {Double.NaN}, "right");
        var image = grid.image(Theme.LIGHT, 1);
        assertEquals(Theme.LIGHT.grid.getRGB(), image.getRGB(20, 30));
        assertEquals(Theme.LIGHT.ink.getRGB(), image.getRGB(80, 30));
        assertEquals(Theme.LIGHT.grid.getRGB(), image.getRGB(140, 30));
        assertMessage("an image of 2 × 2 pixels with 3 values", () -> grid.with(2, 2, new double[3], ""));
    }

    private static int count(BufferedImage image, Color colour) {
        return (int) IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == colour.getRGB()).count();
    }

    private static void assertMessage(String expected, Executable action) {
        assertEquals(expected, assertThrows(RuntimeException.class, action).getMessage());
    }
}
