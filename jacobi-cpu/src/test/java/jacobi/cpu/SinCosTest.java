package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import jacobi.core.*;
import org.junit.jupiter.api.Test;

/** Sine and cosine of one operand are computed together. */
class SinCosTest {
    private static final Array X = array(1, DType.F64, 1000);

    @Test void oneReductionServesBoth() {
        String both = code(x -> new Array[] {x[0].sin(), x[0].cos()}), one = code(x -> new Array[] {x[0].sin()});
        String apart = code(x -> new Array[] {x[0].sin(), x[0].plus(1.0).cos()});
        assertTrue(count(both) < count(apart), () -> count(both) + " and not fewer than " + count(apart));
        assertTrue(count(both) > count(one));
    }

    @Test void inLongCodeToo() {
        check(program(x -> {
            var y = new Array[30];
            for (int i = 0; i < y.length; i++) y[i] = x[0].times(1.0 + i).sin().plus(x[0].times(1.0 + i).cos());
            return y;
        }, X), X);
    }

    private static String code(java.util.function.UnaryOperator<Array[]> f) {
        return Code.of(Lower.program(Pipeline.prepare(program(f, X)))).ir();
    }

    private static long count(String code) {
        return Arrays.stream(code.split("\n")).filter(l -> l.contains("@llvm.fma")).count();
    }
}
