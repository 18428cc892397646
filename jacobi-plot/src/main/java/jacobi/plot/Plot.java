package jacobi.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines and points over two axes. Immutable: each method returns a plot with one thing more.
 *
 * {@snippet :
 * Plot.titled("Policy").axes("wealth", "next wealth")
 *     .line("low income", w, low).line("high income", w, high).dashes("45°", ends, ends)
 * }
 * @param title  written above
 * @param x      label of the horizontal axis, with the unit
 * @param y      label of the vertical axis, with the unit
 * @param log    whether the vertical axis is logarithmic
 * @param series what is drawn, the first at the bottom
 * @param width  in points, > 0
 * @param height in points, > 0
 */
public record Plot(String title, String x, String y, boolean log, List<Series> series, int width, int height) implements Picture {
    /** How the points of a series are shown. */
    public enum Mark {
        /** Joined by a full line. */
        LINE,
        /** Joined by a dashed line in faint ink, to compare the others with. */
        DASHES,
        /** Each as a dot, not joined. */
        POINTS,
        /** Each as a dot, joined by a full line. */
        PATH
    }

    /**
     * One line or cloud of points. A NaN or infinite ordinate leaves a gap.
     * @param name as the legend shows it
     * @param x    abscissae, finite
     * @param y    ordinates, as many
     * @param mark how it is drawn
     */
    public record Series(String name, double[] x, double[] y, Mark mark) {
        /** Copies both arrays, and checks them. */
        public Series {
            if (x.length != y.length)
                throw new IllegalArgumentException(
                    "series '%s' has %d abscissae and %d ordinates".formatted(name, x.length, y.length));
            if (!Arrays.stream(x).allMatch(Double::isFinite))
                throw new IllegalArgumentException("series '%s' has an abscissa that is not finite".formatted(name));
            if (Arrays.stream(y).noneMatch(Double::isFinite))
                throw new IllegalArgumentException("series '%s' has no finite point".formatted(name));
            x = x.clone();
            y = y.clone();
        }
    }

    /** Checks the size, and copies the list. */
    public Plot {
        if (width <= 0 || height <= 0) throw new IllegalArgumentException("a plot of %d × %d points".formatted(width, height));
        series = List.copyOf(series);
    }

    /** An empty plot of 720 × 400 points. */
    public static Plot titled(String title) {
        return new Plot(title, "", "", false, List.of(), 720, 400);
    }

    /** Names the axes; say the units. */
    public Plot axes(String x, String y) {
        return new Plot(title, x, y, log, series, width, height);
    }

    /** With a logarithmic vertical axis: ordinates must be positive, or leave a gap. */
    public Plot logarithmic() {
        return new Plot(title, x, y, true, series, width, height);
    }

    /** Of another size, in points. */
    public Plot size(int width, int height) {
        return new Plot(title, x, y, log, series, width, height);
    }

    /** One series more, joined by a full line. */
    public Plot line(String name, double[] x, double[] y) {
        return with(new Series(name, x, y, Mark.LINE));
    }

    /**
     * One series more, joined by a dashed line; dashes begin anew at each point, so give few (the two ends of a straight line).
     */
    public Plot dashes(String name, double[] x, double[] y) {
        return with(new Series(name, x, y, Mark.DASHES));
    }

    /** One series more, as dots. */
    public Plot points(String name, double[] x, double[] y) {
        return with(new Series(name, x, y, Mark.POINTS));
    }

    /** One series more, as dots joined in order by a full line. */
    public Plot path(String name, double[] x, double[] y) {
        return with(new Series(name, x, y, Mark.PATH));
    }

    /**
     * One series more.
     * @throws IllegalArgumentException if a series of this name is there already: the legend could not tell them apart
     */
    public Plot with(Series more) {
        if (series.stream().anyMatch(s -> s.name().equals(more.name())))
            throw new IllegalArgumentException("the plot has a series '%s' already".formatted(more.name()));
        var all = new ArrayList<>(series);
        all.add(more);
        return new Plot(title, x, y, log, all, width, height);
    }

    /**
     * {@inheritDoc}
     * @throws IllegalStateException if there is no series, or none that a logarithmic axis can show
     */
    @Override public void paint(Graphics2D g, Theme theme) {
        if (series.isEmpty()) throw new IllegalStateException("the plot '%s' has no series".formatted(title));
        var chart = new XYChartBuilder().width(width).height(height).title(title).xAxisTitle(x).yAxisTitle(y).build();
        PlotStyle.apply(chart, theme, log, series.size() > 1);
        PlotStyle.evenEnds(chart, series.stream().flatMapToDouble(s -> Arrays.stream(s.x)).summaryStatistics());
        int colours = 0;
        for (Series s : series) draw(chart, s, s.mark == Mark.DASHES ? theme.faint : theme.series(colours++));
        chart.paint(g, width, height);
    }

    private void draw(XYChart chart, Series s, Color colour) {
        int[] kept = IntStream.range(0, s.x.length).filter(k -> Double.isFinite(s.y[k]) && (!log || s.y[k] > 0)).toArray();
        if (kept.length == 0) throw new IllegalStateException("series '%s' has no positive point to show".formatted(s.name));
        double[] ys = Arrays.stream(s.y).map(v -> Double.isFinite(v) && (!log || v > 0) ? v : Double.NaN).toArray();
        var drawn = chart.addSeries(s.name, s.x, ys);
        drawn.setMarkerColor(colour).setMarker(marked(s) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        drawn.setLineColor(colour).setLineStyle(stroke(s.mark));
        drawn.setSmooth(false);
        if (s.mark == Mark.POINTS) drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }

    private static boolean marked(Series s) {
        return s.mark == Mark.POINTS || s.mark == Mark.PATH;
    }

    private static BasicStroke stroke(Mark mark) {
        float[] dashes = mark == Mark.DASHES ? new float[] {6, 5} : null;
        return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
