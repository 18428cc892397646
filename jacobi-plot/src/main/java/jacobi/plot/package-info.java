/**
 * Pictures of results, and a report that holds them.
 *
 * <p>A {@link jacobi.plot.Picture} is a description that can be painted in light or dark colours at any scale: a {@link jacobi.plot.Plot} of lines
 * and points, or an {@link jacobi.plot.ImageGrid} of small grey images. A {@link jacobi.plot.Table} prints on a terminal and in a report alike. A
 * {@link jacobi.plot.Report} is one HTML file that needs nothing beside it. All four are immutable: each method returns a new one.
 *
 * {@snippet :
 * var plot = Plot.titled("Loss").axes("epoch", "nats").line("training", epochs, losses);
 * plot.save(Path.of("loss.png"));
 * Report.titled("Digits").section("Training").picture(plot, "The loss falls.").write(Path.of("build/report/index.html"));
 * }
 */
package jacobi.plot;
