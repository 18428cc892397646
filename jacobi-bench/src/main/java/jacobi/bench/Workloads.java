package jacobi.bench;

import java.util.List;
import java.util.stream.Stream;
import jacobi.bench.programs.Ar1;
import jacobi.bench.programs.Call;
import jacobi.bench.programs.Chain;
import jacobi.bench.programs.Cold;
import jacobi.bench.programs.LogSumExp;
import jacobi.bench.programs.Logistic;
import jacobi.bench.programs.MapReduce;
import jacobi.bench.programs.MatVec4;
import jacobi.bench.programs.Mlp;
import jacobi.bench.programs.Normal;
import jacobi.bench.programs.Orbit;
import jacobi.bench.programs.Savings;
import jacobi.bench.programs.ScanGrad;
import jacobi.bench.programs.Start;

/**
 * The programs of the table; those beside it are {@link Others}. Tolerances: f32 results of long sums, of waves at large
 * arguments (x⁴ of 10 is known to 10⁻³ of a
 * radian), or of training differ as far as the order of operations may change them; rare normal numbers as far as the rounding of
 * 1 − x² moves them; chaos magnifies what rounding leaves by up to 10¹¹ in 50 steps.
 */
final class Workloads {
    private static final int MANY = 20_000_000;

    static final List<Workload> ALL = List.of(
        Workload.of("chain64", "chain", Chain.F64, MANY).small(1003),
        Workload.of("chain32", "chain", Chain.F32, MANY).small(1003).within(3e-3),
        Workload.of("mapreduce64", "mapreduce", MapReduce.F64, MANY).small(1003),
        Workload.of("mapreduce32", "mapreduce", MapReduce.F32, MANY).small(1003).within(1e-3),
        Workload.of("logsumexp0", "logsumexp", LogSumExp.AXIS0, 4096, 4096).small(37, 53).within(1e-5),
        Workload.of("logsumexp1", "logsumexp", LogSumExp.AXIS1, 4096, 4096).small(37, 53).within(1e-5),
        Workload.of("savings", "savings", Savings.SOLVE, 150, 100).small(13, 7).within(1e-8),
        Workload.of("logistic", "logistic", Logistic.MAP, 10_000_000).check(50).small(50).within(1e-3)
            .against("java", "c", "c-strict", "jax"),
        Workload.of("ar1", "ar1", Ar1.PATH, 1_000_000).small(100),
        Workload.of("ar1_paths", "ar1", Ar1.PATHS, 1000, 10_000).small(20, 37),
        Workload.of("matvec4", "matvec4", MatVec4.SINE, 1_000_000).check(50).small(50).within(1e-3),
        Workload.of("orbit", "orbit", Orbit.STATE, 100_000).check(50).small(50),
        Workload.of("orbitgrad", "orbit", Orbit.GRADIENT, 10_000).check(50).small(50).against("c", "jax"),
        Workload.of("scangrad", "scangrad", ScanGrad.RING, 1000, 60).small(50, 60),
        Workload.of("mlp_tiny", "mlp_tiny", Mlp.TINY, 400, 1000).check(400, 50).small(40, 50).within(1e-4).against("c", "jax"),
        Workload.of("mlp", "mlp", Mlp.STEP, 128, 784, 512, 10).small(8, 20, 12, 10).within(1e-4).against("c", "jax"),
        Workload.of("normal", "normal", Normal.F32, 10_000_000).small(1003).within(4e-6),
        Workload.of("call_scalar", "call", Call.SCALAR).against("jax"),
        Workload.of("call_arrays", "call", Call.ARRAYS).against("jax"),
        Workload.of("call_record", "call", Call.RECORD).against("jax"),
        Workload.of("call_eager", "call", Call.EAGER).against("jax"),
        Workload.of("call_gradient", "call", Call.GRADIENT).against("jax"),
        Workload.of("start_grad", "start", Cold.GRAD).against("jax").cold(),
        Workload.of("start_jit", "start", Cold.JIT_GRAD).against("jax").cold(),
        Workload.of("start_plus", "start", Start.PLUS).against("jax"),
        Workload.of("start_unrolled", "start", Start.UNROLLED).against("jax"));

    private Workloads() {}

    /** What the names stand for: programs, groups of them, or all those beside the table; of no names the table. */
    static List<Workload> chosen(List<String> names) {
        return names.isEmpty() ? ALL : known().filter(w -> names.stream().anyMatch(name -> answers(w, name))).toList();
    }

    private static boolean answers(Workload w, String name) {
        return w.answersTo(name) || name.equals(Others.GROUP) && Others.ALL.contains(w);
    }

    /** All there are, also those beside the table. */
    static Stream<Workload> known() {
        return Stream.concat(ALL.stream(), Others.ALL.stream());
    }

    /** The program of a name. @throws IllegalArgumentException if there is none */
    static Workload named(String name) {
        return known().filter(w -> w.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no program '%s'".formatted(name)));
    }
}
