package jacobi.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** A process of one system for one workload, that computes when it is told to. */
final class Session implements Timed {
    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter out;

    /** Starts the process and waits until its inputs are there. @throws IOException if it ends instead */
    Session(Entrant.Launch launch, Cores cores) throws IOException {
        process = cores.start(launch);
        in = process.inputReader();
        out = process.outputWriter();
        expect("ready", line());
    }

    @Override public double run(long count) throws IOException {
        return Double.parseDouble(ask("run " + count));
    }

    @Override public double[] result() throws IOException {
        Path file = Files.createTempFile("bench", ".doubles");
        try {
            int count = Integer.parseInt(ask("result " + file));
            double[] numbers = new double[count];
            ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
            return numbers;
        } finally {
            Files.delete(file);
        }
    }

    @Override public OptionalDouble peakMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]))
                .map(kilobytes -> kilobytes / 1000).findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private String ask(String request) throws IOException {
        out.write(request);
        out.newLine();
        out.flush();
        return line();
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) throw new IOException("the process ended: " + process.info().commandLine().orElse("see its messages"));
        return line;
    }

    private static void expect(String expected, String given) throws IOException {
        if (!given.equals(expected)) throw new IOException("expected '%s', given '%s'".formatted(expected, given));
    }

    @Override public void close() {
        process.destroy();
    }
}
