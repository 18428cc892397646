package jacobi.bench;

import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A workload whose computation is a whole process, from its start to its end; it prints one number.
 * @param launch what starts it
 * @param cores  where it runs
 */
record ColdRuns(Entrant.Launch launch, Cores cores) implements Timed {
    @Override public double run(long count) throws IOException {
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) printed();
        return (System.nanoTime() - start) * 1e-9 / count;
    }

    @Override public double[] result() throws IOException {
        String line = printed();
        try {
            return new double[] {Double.parseDouble(line)};
        } catch (NumberFormatException e) {
            throw new IOException("the process printed '%s', which is no number".formatted(line), e);
        }
    }

    private String printed() throws IOException {
        Process process = cores.start(launch);
        try (var out = process.inputReader()) {
            String line = out.readLine();
            if (process.waitFor() == 0 && line != null) return line.strip();
            throw new IOException("the process failed with exit code " + process.exitValue());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    @Override public OptionalDouble peakMegabytes() {
        return OptionalDouble.empty();
    }

    @Override public void close() {}
}
