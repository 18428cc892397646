package jacobi.cpu;

import static jacobi.cpu.Agreement.number;
import static jacobi.cpu.Agreement.program;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.Bitcast;
import jacobi.lax.Pad;
import jacobi.lax.Slice;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.Llvm;
import jacobi.llvm.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions of floats of 16 bits give the bits that the interpreter gives; of a NaN, some NaN. */
class HalfConversionsTest {
    private static final DType[] HALVES = {DType.F16, DType.BF16};

    static Stream<DType[]> pairs() {
        return Stream.of(HALVES).flatMap(h -> Stream.of(DType.values()).filter(t -> !t.isComplex() && t != h).map(
                t -> new DType[] {h, t}));
    }

    @ParameterizedTest @MethodSource("pairs")
    void allHalves(DType from, DType to) { check(all(from), to); }

    @ParameterizedTest @MethodSource("pairs")
    void roundedOnce(DType to, DType from) {
        if (from.isHalf()) check(all(from), to);
        else check(from.isFloat() ? floats(from, to) : wholes(from, to), to);
    }

    /** What processors without instructions for f16 are given. */
    @ParameterizedTest @EnumSource(names = {"F16", "BF16"})
    void withoutInstructions(DType half) {
        Array singles = floats(DType.F32, half), halves = all(half);
        same(half + " to f32", portable(half, DType.F32, halves), halves.convert(DType.F32));
        same("f32 to " + half, portable(DType.F32, half, singles), interpreted(singles, half));
    }

    private static void check(Array x, DType to) {
        var p = program(y -> new Array[] {y[0].convert(to)}, x);
        same(x.dtype() + " to " + to, Pipeline.compile(p).run((DenseArray) x)[0], interpreted(x, to));
        var one = program(y -> new Array[] {y[0].convert(to)}, ArrayType.scalar(x.dtype()));
        var first = (DenseArray) x.get(17);
        same("one " + x.dtype() + " to " + to, Pipeline.compile(one).run(first)[0], interpreted(first, to));
    }

    private static Array interpreted(Array x, DType to) {
        return Interpreter.run(program(y -> new Array[] {y[0].convert(to)}, x), (DenseArray) x)[0];
    }

    static void same(String what, Array given, Array expected) {
        assertEquals(expected.type(), given.type());
        long[] e = bits(expected), g = bits(given);
        for (int i = 0; i < e.length; i++) {
            int at = i;
            assertEquals(e[i], g[i], () -> what + ", element " + at);
        }
    }

    /** Bits, those of one NaN for all. */
    private static long[] bits(Array x) {
        if (!x.dtype().isFloat()) return x.convert(DType.S64).toLongArray();
        var numbers = x.convert(DType.F64).reshape(x.size()).toDoubleArray();
        return DoubleStream.of(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }

    static Array all(DType half) {
        return new Bitcast(half).bind(Array.of(LongStream.range(0, 1 << 16).toArray()).convert(DType.U16));
    }

    /** All halves, what lies in the middle between neighbours, the neighbours of both, and numbers of all sizes. */
    private static Array floats(DType t, DType half) {
        double[] h = Arrays.stream(all(half).convert(DType.F64).toDoubleArray()).filter(Double::isFinite).sorted().toArray();
        var middles = IntStream.range(1, h.length).mapToDouble(i -> (h[i - 1] + h[i]) / 2);
        var base = DoubleStream.concat(DoubleStream.of(h), middles).toArray();
        var near = DoubleStream.of(base).flatMap(x -> t == DType.F32
                ? DoubleStream.of(x, Math.nextUp((float) x), Math.nextDown((float) x))
                : DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x), Math.nextUp((float) x), x * (1 - 0x1p-40),
                        x * (1 + 0x1p-26)));
        double least = half == DType.F16 ? 0x1p-25 : 0x1p-134, most = half == DType.F16 ? 65520 : 0x1.ffp127;
        var edges = DoubleStream.of(0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, least, -least, Math.nextUp(least), Math.nextDown(
                least), most, Math.nextDown(most), -most, Math.nextDown((float) most), Float.MAX_VALUE, 1e300, -1e300, 5e-324,
                1e-45);
        var random = new SplittableRandom(5);
        var any = IntStream.range(0, 20001).mapToDouble(_ -> Float.intBitsToFloat(random.nextInt()));
        return Array.of(DoubleStream.concat(edges, DoubleStream.concat(near, any)).toArray()).convert(t);
    }

    /** All of few bits; else the ends, powers of two and what lies next to them and to the middles between halves. */
    private static Array wholes(DType t, DType half) {
        if (t == DType.PRED) return Array.of(IntStream.range(0, 40).mapToLong(i -> i % 3 & 1).toArray()).convert(t);
        if (t.bits() <= 16) return Array.of(LongStream.range(-32768, 65536).toArray()).convert(t);
        int kept = half == DType.F16 ? 11 : 8;
        var random = new SplittableRandom(7);
        var some = LongStream.range(0, 30001).map(_ -> {
            long top = (1L << kept) + random.nextInt(1 << kept) << 1 | random.nextInt(2);
            long x = (top << random.nextInt(63 - kept)) + random.nextInt(-1, 2);
            return random.nextBoolean() ? x : -x;
        });
        var ends = LongStream.of(0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, 65519, 65520,
                65521, 1L << 53, (1L << 53) + 1, -(1L << 53), -(1L << 53) - 1, (1L << 62) + 1, (1L << 62) + (1L << 54) + 1);
        return Array.of(LongStream.concat(ends, some).toArray()).convert(t);
    }

    /** Code for sixteen numbers at a time, on a machine that is said to have no instructions for f16. */
    private static Array portable(DType from, DType to, Array x) {
        int lanes = 16;
        var module = new IrModule(Streamed.none());
        var text = new Text(new IrFunction(), "loop");
        var conversions = new HalfConversions(new ScalarOps(module, text, lanes), text, lanes, false);
        var a = text.let("getelementptr " + Lanes.memory(from) + ", ptr %x, i64 %i");
        var b = text.let("getelementptr " + Lanes.memory(to) + ", ptr %y, i64 %i");
        var number = text.let("load " + Lanes.type(from, lanes) + ", ptr " + a + ", align 2");
        text.line("store " + Lanes.type(to, lanes) + " " + conversions.of(from, to, number) + ", ptr " + b + ", align 2");
        module.add("define void @entry(ptr %x, ptr %y, i64 %n) #0 {\nentry:\n  br label %loop\nloop:\n"
                + "  %i = phi i64 [0, %entry], [%next, %loop]\n" + text.code + "  %next = add i64 %i, " + lanes
                + "\n  %more = icmp ult i64 %next, %n\n  br i1 %more, label %loop, label %end\nend:\n  ret void\n}");
        var padded = (DenseArray) new Pad(new long[] {0}, new long[] {lanes}, new long[] {0}).bind(x, number(from, 0));
        var result = new DenseArray(padded.type().withDType(to), Buffer.allocate(padded.size() * to.bytes()));
        var llvm = Llvm.host();
        var code = llvm.compile(module.toString(), CompileOptions.O2);
        assertEquals(Set.of(), code.undefined());
        try (var loaded = llvm.load(code)) {
            Words.call(loaded.function("entry"), padded.segment().address(), result.segment().address(), x.size());
        }
        return new Slice(Shape.of(0), x.shape(), Shape.of(1)).bind(result);
    }
}
