package jacobi.bench;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jacobi.core.Array;

/**
 * A process in which Jacobi, or plain Java, runs one workload: {@code Host SYSTEM WORKLOAD SIZE…}. It answers lines:
 * <pre>
 * run K        K computations one after another; answers with the mean of their seconds
 * result FILE  writes the numbers of a computation as little-endian doubles; answers with their count
 * </pre>
 * and says {@code ready} when its inputs are there.
 */
public final class Host {
    private final Contender contender;

    private Host(Contender contender) {
        this.contender = contender;
    }

    /** Serves until the input ends. */
    public static void main(String[] args) throws IOException {
        long[] sizes = Arrays.stream(args).skip(2).mapToLong(Long::parseLong).toArray();
        var host = new Host(contender(args[0], Workloads.named(args[1]), sizes));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) System.out.println(host.answer(line.split(" ", 2)));
    }

    static Contender contender(String system, Workload workload, long... sizes) {
        if (system.equals("java")) return workload.entry().java(sizes);
        wake();
        return workload.entry().jacobi(sizes);
    }

    /** A first call is measured in a process that has compiled something else. */
    private static void wake() {
        jit(grad((Array x) -> x.sin().times(x))).apply(Array.of(1.0));
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "run" -> Double.toString(seconds(Long.parseLong(words[1])));
            case "result" -> Integer.toString(write(contender.result(), Path.of(words[1])));
            default -> throw new IOException("no such request: " + words[0]);
        };
    }

    private double seconds(long count) {
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) contender.run();
        return (System.nanoTime() - start) * 1e-9 / count;
    }

    private static int write(double[] numbers, Path file) throws IOException {
        var bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        Files.write(file, bytes.array());
        return numbers.length;
    }
}
