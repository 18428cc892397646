package jacobi.testing;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of programs, on programs drawn at random, of other {@link Seeds} if one likes. */
class RandomProgramsTest {
    private static final int LENGTH = 8;

    static Stream<Long> seeds() { return Seeds.upTo(20); }

    @ParameterizedTest @MethodSource("seeds")
    void compiledIsInterpreted(long seed) { ProgramLaws.compiledIsInterpreted(RandomProgram.of(seed, LENGTH)); }

    /** Arrays that threads share. */
    @ParameterizedTest @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void compiledIsInterpretedOnLargeArrays(long seed) {
        ProgramLaws.compiledIsInterpreted(RandomProgram.of(seed, LENGTH, 200_000));
    }

    @ParameterizedTest @MethodSource("seeds")
    void compiledTangentIsInterpreted(long seed) { ProgramLaws.compiledTangentIsInterpreted(RandomProgram.of(seed, LENGTH)); }

    @ParameterizedTest @MethodSource("seeds")
    void compiledBatchIsInterpreted(long seed) { ProgramLaws.compiledBatchIsInterpreted(RandomProgram.of(seed, LENGTH)); }

    @ParameterizedTest @MethodSource("seeds")
    void batchIsTheLoop(long seed) { ProgramLaws.batchIsTheLoop(RandomProgram.of(seed, LENGTH), seed); }

    @ParameterizedTest @MethodSource("seeds")
    void tangentIsTheFiniteDifference(long seed) { ProgramLaws.tangentIsTheFiniteDifference(RandomProgram.of(seed, LENGTH)); }

    @ParameterizedTest @MethodSource("seeds")
    void pullbackIsTheAdjoint(long seed) { ProgramLaws.pullbackIsTheAdjointOfPushforward(RandomProgram.of(seed, LENGTH)); }

    @Test
    void emptySlicesReadNothing() { ProgramLaws.compiledIsInterpreted(RandomProgram.of(82, LENGTH)); }

    /** LLVM's code generator failed on a vector of six i64. */
    @Test
    void vectorsOfUsualSizes() { ProgramLaws.compiledBatchIsInterpreted(RandomProgram.of(10070, LENGTH)); }

    /** A carry that is set to zero in each round went astray in a strip. */
    @Test
    void carriesForTheNextRound() { ProgramLaws.pullbackIsTheAdjointOfPushforward(RandomProgram.of(329, LENGTH)); }
}
