package jacobi.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program gives the same results in all systems that are there, at small sizes. */
class AgreementTest {
    private static final Map<String, double[]> OURS = new ConcurrentHashMap<>();
    private static Workshop workshop;

    @BeforeAll static void open() throws IOException {
        workshop = new Workshop();
    }

    @AfterAll static void close() throws IOException {
        workshop.close();
    }

    static List<Workload> programs() {
        return Workloads.known().filter(w -> w.mode() == Workload.Mode.WARM).toList();
    }

    static Stream<Workload> inPlainJava() {
        return programs().stream().filter(w -> w.peers().contains("java"));
    }

    static Stream<Workload> inC() {
        return programs().stream().filter(w -> w.peers().contains("c"));
    }

    @ParameterizedTest @MethodSource
    void inPlainJava(Workload w) {
        assertAgrees(w, Host.contender("java", w, w.small()).result());
    }

    @ParameterizedTest @MethodSource
    void inC(Workload w) throws IOException, Entrant.UnfitException {
        assumeTrue(Cores.onPath("gcc"), "there is no gcc");
        assertAgrees(w, CEntrant.fast(workshop));
        assertAgrees(w, CEntrant.strict(workshop));
    }

    static Stream<Workload> inJax() {
        return programs().stream().filter(w -> w.peers().contains("jax"));
    }

    @ParameterizedTest @MethodSource @EnabledIfEnvironmentVariable(named = JaxEntrant.VARIABLE, matches = ".+")
    void inJax(Workload w) throws IOException, Entrant.UnfitException {
        assertAgrees(w, new JaxEntrant(JaxEntrant.interpreter().orElseThrow(), workshop));
    }

    private static void assertAgrees(Workload w, Entrant system) throws IOException, Entrant.UnfitException {
        var launch = system.launch(w, w.small());
        if (launch.isEmpty()) return;
        try (var timed = Timed.start(w, launch.get(), new Cores(Runtime.getRuntime().availableProcessors()))) {
            assertAgrees(w, timed.result());
        }
    }

    private static void assertAgrees(Workload w, double[] theirs) {
        double[] ours = OURS.computeIfAbsent(w.name(), _ -> Host.contender("jacobi", w, w.small()).result());
        double difference = Difference.of(theirs, ours);
        assertTrue(difference <= w.tolerance(), () -> "%s differs by %.3g".formatted(w.name(), difference));
    }
}
