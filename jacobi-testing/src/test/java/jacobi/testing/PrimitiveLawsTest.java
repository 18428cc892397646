package jacobi.testing;

import java.util.stream.Stream;
import jacobi.core.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws, over the table of primitives, in f32 and f64. */
class PrimitiveLawsTest {
    static Stream<Specimen> all() { return Specimens.all().stream().flatMap(s -> Stream.of(s, s.in(DType.F32))); }
    static Stream<Specimen> smooth() { return all().filter(Specimen::smooth); }
    static Stream<Specimen> smoothF64() { return Specimens.all().stream().filter(Specimen::smooth); }

    @ParameterizedTest
    @MethodSource("smoothF64") void tangentIsTheFiniteDifference(Specimen s) {
        Laws.tangentIsTheFiniteDifference(s);
    }

    @ParameterizedTest
    @MethodSource("smooth") void pullbackIsTheAdjoint(Specimen s) {
        Laws.pullbackIsTheAdjointOfPushforward(s);
    }
    @ParameterizedTest @MethodSource("all") void batchIsTheLoop(Specimen s) { Laws.batchIsTheLoop(s); }
    @ParameterizedTest @MethodSource("all") void compiledIsInterpreted(Specimen s) { Laws.compiledIsInterpreted(s); }
    @ParameterizedTest @MethodSource("all") void eagerIsInterpreted(Specimen s) { Laws.eagerIsInterpreted(s); }
}
