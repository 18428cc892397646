/**
 * Pictures of results, and a report that holds them.
 *
 * <p>A {@linkplain Picture picture} is a description that can be painted in light or dark colours at any scale: a
 * {@linkplain Plot plot} of lines and points, or a {@linkplain ImageGrid grid} of small grey images. A {@linkplain Table table}
 * prints on a terminal and in a report alike. A {@linkplain Report report} is one HTML file that needs nothing beside it.
 * All four are immutable: each method returns a new one.
 *
 * {@snippet :
 * var plot = Plot.titled("Loss").axes("epoch", "nats").line("training", epochs, losses);
 * plot.save(Path.of("loss.png"));
 * Report.titled("Digits").section("Training").picture(plot, "The loss falls.").write(Path.of("build/report/index.html"));
 * }
 */
package jacobi.plot;
