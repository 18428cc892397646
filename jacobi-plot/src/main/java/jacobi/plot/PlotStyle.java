package jacobi.plot;

import java.awt.BasicStroke;
import java.awt.Font;
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
        styler.setYAxisLogarithmic(log);
        styler.setLegendVisible(legend).setLegendPosition(LegendPosition.OutsideE).setLegendLayout(LegendLayout.Vertical);
        styler.setAntiAlias(true);
    }
}
