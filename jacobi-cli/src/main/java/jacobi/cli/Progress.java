package jacobi.cli;

import java.io.Console;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far work has come, on a terminal; says nothing where the output is a file or a pipe. */
final class Progress {
    private final boolean shown;

    /** @param shown whether there is someone to look at it */
    Progress(boolean shown) {
        this.shown = shown;
    }

    /** Shown if the process talks to a terminal. */
    static Progress onTerminal() {
        Console console = System.console();
        return new Progress(console != null && console.isTerminal());
    }

    /** Begins work of {@code steps} steps; close the result when it ends. */
    Work begin(String name, long steps) {
        return shown ? new Bar(bar(name, steps)) : Work.SILENT;
    }

    private static ProgressBar bar(String name, long steps) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(steps).setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis((int) Duration.ofMillis(100).toMillis()).clearDisplayOnFinish().build();
    }

    /** Work under way. */
    interface Work extends AutoCloseable {
        /** Work that nobody watches. */
        Work SILENT = (done, note) -> {};

        /** Tells that {@code done} steps are behind, and what to note beside the bar. */
        void at(long done, String note);

        @Override default void close() {}
    }

    private record Bar(ProgressBar bar) implements Work {
        @Override public void at(long done, String note) {
            bar.stepTo(done);
            bar.setExtraMessage(note);
        }

        @Override public void close() {
            bar.close();
        }
    }
}
