package jacobi.bench;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What was measured of one system in one workload.
 * @param seconds   of each run, in the order of rounds
 * @param firstCall seconds of the first call, recording and compilation included
 * @param peak      the most memory the process held, in MB, where the system tells
 */
record Measurement(String program, String system, double[] seconds, double firstCall, OptionalDouble peak) {
    double median() {
        return Spread.of(seconds).median();
    }

    /** The times of this by those of another in the same round: a drift of the machine cancels. */
    Spread ratio(Measurement other) {
        double[] ratios = new double[Math.min(seconds.length, other.seconds.length)];
        Arrays.setAll(ratios, i -> seconds[i] / other.seconds[i]);
        return Spread.of(ratios);
    }

    /** As it is written to a file. */
    Row row() {
        double least = Arrays.stream(seconds).min().orElseThrow();
        return new Row(program, system, median(), least, seconds.length, firstCall, peak.isPresent() ? peak.getAsDouble() : null);
    }

    /** An entry of the file; its components are named there in lower case with underscores. */
    record Row(String program, String system, double medianS, double minS, int runs, double firstCallS, Double peakMb) {}
}
