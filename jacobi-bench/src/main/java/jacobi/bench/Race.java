package jacobi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One workload, run by several systems: their results are compared, then each runs once in every round.
 * @param entrants the systems, the first of which sets the standard for results
 * @param rounds   how often each is timed
 * @param notes    takes a sentence for each system that could not take part
 */
record Race(Workload workload, List<Entrant> entrants, Workload.Scale scale, int rounds, Cores cores, Consumer<String> notes) {
    /** How long a run lasts at least, in seconds: quick computations are repeated in it. */
    private static final double RUN = 0.02;
    /** How long a system warms up at least, in seconds, and in how many runs. */
    private static final double WARM_UP = 1;
    /** The JVM takes longer to compile the Java around a call; where a call is short, most of it is that. */
    private static final double SHORT = 1e-4, WARM_UP_OF_SHORT = 4;
    private static final int WARM_UP_RUNS = 2;

    /** Measurements of the systems whose results agree, in their order. */
    List<Measurement> run() {
        var runners = new ArrayList<Runner>();
        try {
            for (Entrant each : agreeing()) start(each, runners);
            for (int round = 0; round < rounds; round++) turn(runners, round);
            return runners.stream().filter(Runner::isFit).map(Runner::measurement).toList();
        } finally {
            runners.forEach(runner -> runner.timed.close());
        }
    }

    /** The systems that are written for the workload and give the results of the first of them. */
    List<Entrant> agreeing() {
        var results = new LinkedHashMap<Entrant, double[]>();
        for (Entrant each : entrants) attempt(each, () -> result(each, results));
        if (results.isEmpty()) return List.of();
        Map.Entry<Entrant, double[]> first = results.firstEntry();
        results.entrySet().removeIf(each -> !agrees(first, each));
        return List.copyOf(results.keySet());
    }

    private void result(Entrant entrant, Map<Entrant, double[]> results) throws IOException, Entrant.UnfitException {
        var launch = entrant.launch(workload, workload.checked(scale));
        if (launch.isEmpty()) return;
        try (var timed = Timed.start(workload, launch.get(), cores)) {
            results.put(entrant, timed.result());
        }
    }

    private boolean agrees(Map.Entry<Entrant, double[]> first, Map.Entry<Entrant, double[]> other) {
        double difference = Difference.of(first.getValue(), other.getValue());
        if (difference <= workload.tolerance()) return true;
        notes.accept("%s: %s and %s differ by %.2g, more than %.2g; the latter is left out"
            .formatted(workload.name(), first.getKey().name(), other.getKey().name(), difference, workload.tolerance()));
        return false;
    }

    private void start(Entrant entrant, List<Runner> runners) {
        attempt(entrant, () -> {
            var launch = entrant.launch(workload, workload.timed(scale));
            if (launch.isEmpty()) return;
            var runner = new Runner(entrant, Timed.start(workload, launch.get(), cores));
            runners.add(runner);
            runner.warmUp();
        });
    }

    /** Every system that has not failed yet runs once, in an order that changes from round to round. */
    private void turn(List<Runner> runners, int round) {
        for (int i = 0; i < runners.size(); i++) {
            Runner runner = runners.get((i + round) % runners.size());
            if (runner.isFit()) attempt(runner.entrant, runner::run);
        }
    }

    private interface Attempt {
        void make() throws IOException, Entrant.UnfitException;
    }

    private void attempt(Entrant entrant, Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException | Entrant.UnfitException e) {
            notes.accept("%s: %s does not take part: %s".formatted(workload.name(), entrant.name(), e.getMessage()));
        }
    }

    /** A system under way. */
    private final class Runner {
        private final Entrant entrant;
        private final Timed timed;
        private final List<Double> seconds = new ArrayList<>();
        private double firstCall;
        private long count = 1;
        private boolean failed = true;

        Runner(Entrant entrant, Timed timed) {
            this.entrant = entrant;
            this.timed = timed;
        }

        void warmUp() throws IOException {
            firstCall = timed.run(1);
            long start = System.nanoTime();
            double last = firstCall;
            for (int i = 0; i < WARM_UP_RUNS || (System.nanoTime() - start) * 1e-9 < warmUpTime(last); i++) {
                last = timed.run(count);
                count = Math.max(1, (long) (RUN / last));
            }
            failed = false;
        }

        boolean isFit() {
            return !failed;
        }

        private double warmUpTime(double last) {
            if (scale != Workload.Scale.FULL || workload.mode() != Workload.Mode.WARM) return 0;
            return last < SHORT ? WARM_UP_OF_SHORT : WARM_UP;
        }

        void run() throws IOException {
            failed = true;
            seconds.add(timed.run(count));
            failed = false;
        }

        Measurement measurement() {
            double[] all = seconds.stream().mapToDouble(Double::doubleValue).toArray();
            return new Measurement(workload.name(), entrant.name(), all, firstCall, timed.peakMegabytes());
        }
    }
}
