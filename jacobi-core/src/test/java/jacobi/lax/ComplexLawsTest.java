package jacobi.lax;

import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every elementwise function that takes complex numbers, at complex numbers. */
class ComplexLawsTest {
    static Stream<Unary> unary() { return Arrays.stream(Unary.values()).filter(f -> f.domain().contains(DType.C128)); }

    static Stream<Binary> binary() {
        return Arrays.stream(Binary.values())
                .filter(f -> f.domain().contains(DType.C128) && f != Binary.MAXIMUM && f != Binary.MINIMUM);
    }

    private static final ArrayType SIX = ArrayType.of(DType.C128, 2, 3);

    private static Array z(long seed) { return Laws.random(SIX, seed); }

    /** Functions with a derivative; that of the sign is not taken, as it is not for real numbers. */
    @ParameterizedTest @MethodSource("unary")
    void derivativesOfUnary(Unary f) {
        if (f.isFlat()) return;
        var laws = Laws.of(f, z(1));
        laws.tangentIsTheFiniteDifference();
        laws.cotangentMeetsTangent();
    }

    @ParameterizedTest @MethodSource("unary")
    void batchesOfUnary(Unary f) {
        var laws = Laws.of(f, z(2));
        laws.batchIsALoop();
        laws.evaluatedIsInterpreted(f);
    }

    @ParameterizedTest @MethodSource("binary")
    void derivativesOfBinary(Binary f) {
        var laws = Laws.of(f, z(3), z(4));
        laws.tangentIsTheFiniteDifference();
        laws.cotangentMeetsTangent();
    }

    @ParameterizedTest @MethodSource("binary")
    void batchesOfBinary(Binary f) {
        var laws = Laws.of(f, z(5), z(6));
        laws.batchIsALoop();
        laws.evaluatedIsInterpreted(f);
    }
}
