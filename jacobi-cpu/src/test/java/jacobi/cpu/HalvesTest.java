package jacobi.cpu;

import static jacobi.cpu.Agreement.EXTENTS;
import static jacobi.cpu.Agreement.array;
import static jacobi.cpu.Agreement.number;
import static jacobi.cpu.Agreement.program;
import static jacobi.cpu.Agreement.sameBits;
import static jacobi.cpu.HalfConversionsTest.same;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.HostCpu;
import jacobi.llvm.Llvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs of floats of 16 bits, compiled and interpreted. What is computed number by number rounds alike, to the same bits;
 * vector math, sums and products of matrices may give the neighbour of a number, and sums that cancel what f32 leaves of them.
 */
class HalvesTest {
    private static Array[] arrays(Array... x) { return x; }

    private static Array[][] both(UnaryOperator<Array[]> f, Array... x) {
        var p = program(f, x);
        var arguments = Arrays.copyOf(x, x.length, DenseArray[].class);
        return new Array[][] {Pipeline.compile(p).run(arguments), Interpreter.run(p, arguments)};
    }

    private static void exactly(UnaryOperator<Array[]> f, Array... x) {
        var both = both(f, x);
        for (int i = 0; i < both[0].length; i++) same("result " + i, both[0][i], both[1][i]);
    }

    /** @param rest of f32 roundings, where numbers cancel */
    private static void nearly(double rest, UnaryOperator<Array[]> f, Array... x) {
        var both = both(f, x);
        for (int i = 0; i < both[0].length; i++) near(both[0][i], both[1][i], rest);
    }

    private static void near(Array given, Array expected, double rest) {
        double[] g = numbers(given), e = numbers(expected), up = numbers(step(expected, 1 / 0.0)), down = numbers(step(expected,
                -1 / 0.0));
        for (int i = 0; i < g.length; i++) {
            int at = i;
            boolean close = Double.compare(g[i], e[i]) == 0 || g[i] == e[i] || g[i] >= down[i] - rest && g[i] <= up[i] + rest;
            assertTrue(close, () -> "element " + at + ": expected " + e[at] + ", given " + g[at]);
        }
    }

    private static Array step(Array x, double towards) {
        return x.dtype().isHalf() ? Binary.NEXT_AFTER.bind(x, number(x.dtype(), towards)) : x;
    }

    private static double[] numbers(Array x) { return x.convert(DType.F64).reshape(x.size()).toDoubleArray(); }

    static Stream<DType> halves() { return Stream.of(DType.F16, DType.BF16); }

    // ---- number by number

    @ParameterizedTest @EnumSource(Unary.class)
    void everyFunctionOfEveryHalf(Unary f) {
        halves().filter(f.domain()::contains).forEach(t -> {
            boolean exact = !ExprWriter.isMath(f, DType.F32) && f != Unary.RSQRT;
            if (exact) exactly(x -> arrays(f.bind(x)), HalfConversionsTest.all(t));
            else nearly(0, x -> arrays(f.bind(x)), HalfConversionsTest.all(t));
        });
    }

    @ParameterizedTest @EnumSource(Binary.class)
    void pairs(Binary f) {
        if (f != Binary.COMPLEX) halves().filter(f.domain()::contains).forEach(t -> {
            Array x = any(t, 1), y = any(t, 48271);
            if (!ExprWriter.isMath(f, DType.F32)) exactly(z -> arrays(f.bind(z)), x, y);
            else nearly(0, z -> arrays(f.bind(z)), x, y);
        });
    }

    /** All halves and many pairs of the special ones, in some order. */
    private static Array any(DType t, long factor) {
        long[] special = {0, 0x8000, 1, 0x8001, 0x3f80, 0x3c00, 0xbc00, 0xbf80, 0x7c00, 0x7f80, 0xfc00, 0xff80, 0x7e00, 0x7fc0,
            0x3ff, 0x400, 0x7bff, 0x7f7f, 0x80};
        var edges = LongStream.range(0, 19 * 19).map(i -> special[(int) (factor == 1 ? i % 19 : i / 19)]);
        var all = LongStream.range(0, 1 << 16).map(i -> i * factor & 0xffff);
        return new Bitcast(t).bind(Array.of(LongStream.concat(edges, all).toArray()).convert(DType.U16));
    }

    @ParameterizedTest @EnumSource(Compare.class)
    void comparisons(Compare f) { halves().forEach(t -> exactly(x -> arrays(f.bind(x)), any(t, 1), any(t, 48271))); }

    @ParameterizedTest @MethodSource("halves")
    void everyOperationRounds(DType t) {
        for (long n : EXTENTS)
            exactly(x -> arrays(x[0].times(x[1]).plus(x[2]).div(x[1]).minus(x[0].square().times(x[0])),
                    x[0].plus(x[2]).maximum(x[1]).abs().times(x[2])), array(1, t, n), array(2, t, n), array(3, t, n));
        exactly(x -> arrays(x[0].times(x[1]).plus(x[2])), number(t, 1.1), number(t, 2.3), number(t, -2.5));
        exactly(x -> arrays(x[0].convert(t).convert(DType.F32).minus(x[0])), array(1, DType.F32, 100));
    }

    @ParameterizedTest @MethodSource("halves")
    void moves(DType t) {
        Array x = array(1, t, 7, 33), p = array(2, t).abs();
        exactly(y -> arrays(y[0].transpose(Axes.of(1, 0)), y[0].reshape(33, 7).plus(1), y[0].eq(0).not().any(1),
                new Reverse(Axes.of(1)).bind(y[0]), new Pad(new long[] {1, -1}, new long[] {2, 3}, new long[] {1, 0}).bind(y[0],
                        y[1]), new Concatenate(1).bind(y[0], y[0].times(2)), Select.where(y[0].gt(y[1]), y[0], y[1]),
                new Iota(ArrayType.of(t, 3, 70_001), 1).bind(), Array.full(1.5, 40).convert(t)), x, p);
        Array places = Array.of(new long[] {3, 0, 6, 3, 3});
        exactly(y -> arrays(y[0].get(jacobi.core.Index.at(y[1])), y[0].at(y[1]).add(y[2]), y[0].at(y[1]).set(y[2]), y[0].at(y[1])
                .max(y[2])), x, places, array(3, t, 5, 33));
    }

    /** With or without instructions for f16 and its arithmetic. */
    @ParameterizedTest @MethodSource("halves")
    void codeAsksForNoLibrary(DType t) {
        var p = program(x -> arrays(x[0].times(x[1]).plus(x[0]).maximum(x[1]).convert(DType.S32), x[0].gt(x[1]), x[0].floor(),
                x[0].sum(), x[1].convert(DType.F64).sqrt().convert(t)), ArrayType.of(t, 35), ArrayType.of(t, 35));
        var ir = Code.of(Lower.program(Pipeline.prepare(p))).ir();
        var host = Llvm.host().cpu();
        assumeTrue(host.triple().startsWith("x86_64"));
        for (var features : new String[] {"+avx2,+fma,+f16c", "+avx512f,+avx512dq,+avx512bw,+avx512vl,+avx512fp16,+fma,+f16c"})
            assertEquals(Set.of(), Llvm.of(new HostCpu(host.triple(), "", features)).compile(ir, CompileOptions.O2).undefined());
    }

    @Test void widerDtypesThatRoundNothingAreLeftOut() {
        var p = Pipeline.prepare(program(x -> arrays(x[0].convert(DType.F32).convert(DType.F16), x[1].convert(DType.F16).convert(
                DType.F32)), ArrayType.of(DType.F16, 9), ArrayType.of(DType.F32, 9)));
        assertEquals(List.of(new Convert(DType.F16), new Convert(DType.F32)), p.equations().stream().map(Equation::primitive)
                .toList());
    }

    // ---- reductions

    @ParameterizedTest @MethodSource("halves")
    void sumsAreRoundedOnce(DType t) {
        for (long n : EXTENTS) {
            double rest = n * n * 3 * 0x1p-24;
            Array x = array(1, t, 5, n);
            nearly(rest, y -> arrays(y[0].sum(1), y[0].sum(0), y[0].sum(), y[0].square().sum(1), y[0].cumsum(1)), x);
            exactly(y -> arrays(new Cumulative(Monoid.MAX, 1, false).bind(y[0]),
                    new Reduce(Monoid.MAX, Axes.of(0)).bind(y[0].times(1.5))), x);
            if (n > 0) exactly(y -> arrays(y[0].max(1), y[0].min(1), y[0].argmax(1), y[0].argmin(1), y[0].max()), x);
        }
        nearly(0, y -> arrays(new Reduce(Monoid.PRODUCT, Axes.of(0)).bind(y[0])), Array.of(3e4, 3e4, 1e-4, 3e4, 1e-4, 1e-4)
                .convert(t));
    }

    @ParameterizedTest @MethodSource("halves")
    void matrices(DType t) {
        for (long n : new long[] {0, 1, 3, 8, 33, 130})
            nearly(n * n * 9 * 0x1p-23, x -> arrays(x[0].matmul(x[1]), x[0].matmul(x[2]), x[2].matmul(x[1])), array(1, t, 17, n),
                    array(2, t, n, 17 == n ? 18 : 17), array(3, t, n));
    }

    @ParameterizedTest @MethodSource("halves")
    void sorts(DType t) {
        Array x = new Concatenate(0).bind(any(t, 48271), any(t, 3));
        exactly(y -> arrays(new Sort(0, 1).bind(y)), x);
        exactly(y -> new Sort(0, 2).bindAll(y), part(x, 0).round(), part(x, 3000), part(x, 500));
    }

    private static Array part(Array x, long from) {
        return new Slice(Shape.of(from), Shape.of(from + 2000), Shape.of(1)).bind(x);
    }

    // ---- control flow

    @ParameterizedTest @MethodSource("halves")
    void carriesRoundInEachRound(DType t) {
        for (long n : new long[] {1, 5, 64, 65, 300}) {
            var type = ArrayType.of(t, n);
            var body = program(x -> arrays(x[0].plus(x[2]), x[1].times(0.99).plus(x[0]), x[1]), type, type, type);
            exactly(x -> new Scan(body, 2, 0, 500, false).bindAll(x[0], x[1], x[2]), array(1, t, n), array(2, t, n), array(3, t,
                    n));
            var total = program(x -> arrays(x[0].plus(x[1])), type, type);
            exactly(x -> new Scan(total, 1, 1, 900, false).bindAll(x), array(1, t, n), array(2, t, 900, n));
            var below = program(x -> arrays(x[0].sum().lt(1000)), type);
            var step = program(x -> arrays(x[0].times(1.25).plus(1)), type);
            exactly(x -> new While(below, step, 1, While.UNBOUNDED).bindAll(x), array(1, t, n).abs());
        }
        var one = program(x -> arrays(x[0].plus(0.1)), ArrayType.scalar(t));
        exactly(x -> new Scan(one, 1, 0, 5000, false).bindAll(x), number(t, 0));
    }

    @ParameterizedTest @MethodSource("halves")
    void branchesAndCarriesWrittenInPlace(DType t) {
        var type = ArrayType.of(t, 90);
        var half = program(x -> arrays(x[0].times(0.3)), type);
        var less = program(x -> arrays(x[0].minus(x[0].abs().times(3))), type);
        for (int which : new int[] {0, 1, 7})
            exactly(x -> new Case(List.of(half, less)).bindAll(x[0], x[1]), number(DType.S32, which), array(1, t, 90));
        exactly(x -> arrays(Lax.foriLoop(1, 90, (i, a) -> a.at(i).set(a.get(jacobi.core.Index.at(i.minus(1))).times(1.01).plus(
                a.get(jacobi.core.Index.at(i)))), x[0])), array(1, t, 90));
    }

    @ParameterizedTest @MethodSource("halves")
    void manyUpdatesRoundOneByOne(DType t) {
        Array places = array(3, DType.F64, 40_003).plus(3).times(100 / 6.0).convert(DType.S32);
        exactly(x -> arrays(x[0].at(x[2]).add(x[1]), x[0].at(x[2]).max(x[1])), array(1, t, 100), array(2, t, 40_003), places);
        exactly(x -> arrays(x[0].at(x[2]).add(x[1])), array(1, t, 100, 3), array(2, t, 40_003, 3), places);
    }

    // ---- together

    private static Array softmax(Array x) {
        Array e = x.minus(x.max(1).expandDims(1)).exp();
        return e.div(e.sum(1).expandDims(1));
    }

    @ParameterizedTest @MethodSource("halves")
    void layers(DType t) {
        double eps = t == DType.F16 ? 0x1p-9 : 0x1p-6;
        for (long n : new long[] {1, 17, 100}) {
            nearly(eps, x -> arrays(softmax(x[0])), array(1, t, 9, n));
            nearly(20 * eps, x -> arrays(x[0].matmul(x[1]).plus(x[2]).tanh()), array(1, t, 9, n), array(2, t, n, 31), array(3, t,
                    31));
            nearly(0.1 + 50 * eps * Math.sqrt(n), x -> arrays(Jacobi.grad((Array w) -> x[0].matmul(w).tanh().mean()).apply(x[1])),
                    array(1, t, 9, n), array(2, t, n, 31));
            exactly(x -> arrays(Jacobi.vmap((Array a, Array b) -> a.times(b).plus(a.get(jacobi.core.Index.at(0)))).apply(x[0],
                    x[1])), array(1, t, 9, n), array(2, t, 9, n));
        }
    }

    @ParameterizedTest @MethodSource("halves")
    void threadsChangeNothing(DType t) {
        Array x = array(1, t, 300_007), m = array(2, t, 257, 601);
        sameBits(y -> arrays(y[0].times(1.5).plus(y[0].tanh()), y[0].sum(), y[0].cumsum(0), softmax(y[1]), y[1].matmul(y[1]
                .transpose(Axes.of(1, 0))), y[1].sum(0)), x, m);
        exactly(y -> arrays(y[0].times(1.5).plus(y[0])), x);
    }
}
