package jacobi.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.DoubleSummaryStatistics;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How plots look: quiet axes, thin lines, a legend at the right. */
final class PlotStyle {
    private PlotStyle() {}

    /** Sets every colour and font of {@code chart}. */
    static void apply(XYChart chart, Theme theme, boolean log, boolean legend) {
        var styler = chart.getStyler();
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14)).setChartTitleBoxVisible(false).setChartTitlePadding(8);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartBackgroundColor(theme.paper).setPlotBackgroundColor(theme.paper).setLegendBackgroundColor(theme.paper);
        styler.setChartFontColor(theme.ink).setLegendBorderColor(theme.paper).setPlotBorderVisible(false);
        styler.setXAxisTitleColor(theme.faint).setYAxisTitleColor(theme.faint);
        styler.setAxisTickLabelsColor(theme.faint).setAxisTickMarksColor(theme.faint).setPlotGridLinesColor(theme.grid);
        styler.setPlotGridVerticalLinesVisible(false).setPlotContentSize(0.96).setMarkerSize(6);
        styler.setPlotGridLinesStroke(new BasicStroke(0.8f)).setXAxisTickMarkSpacingHint(120);
        styler.setYAxisLogarithmic(log).setPlotGridHorizontalLinesVisible(!log);
        styler.setLegendVisible(legend).setLegendPosition(LegendPosition.OutsideE).setLegendLayout(LegendLayout.Vertical);
        styler.setAntiAlias(true);
    }

    /** Lets the horizontal axis begin and end at round numbers: multiples of the step in which some six of them cover it. */
    static void evenEnds(XYChart chart, DoubleSummaryStatistics x) {
        double range = x.getMax() - x.getMin();
        if (range == 0) return;
        double unit = Math.pow(10, Math.floor(Math.log10(range / 6)));
        double step = range / 6 <= 2 * unit ? 2 * unit : range / 6 <= 5 * unit ? 5 * unit : 10 * unit;
        chart.getStyler().setXAxisMin(Math.floor(x.getMin() / step + 1e-9) * step);
        chart.getStyler().setXAxisMax(Math.ceil(x.getMax() / step - 1e-9) * step);
    }
}
