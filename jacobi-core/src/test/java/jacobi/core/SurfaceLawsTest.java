package jacobi.core;

import static jacobi.Jacobi.*;
import static jacobi.core.Index.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.F1;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods of the surface mean the same when they are compiled, batched and differentiated. */
class SurfaceLawsTest {
    /** Functions of f64[3,4], smooth at the sample below. */
    private static final Map<String, F1<Array, Array>> FUNCTIONS = new LinkedHashMap<>();

    static {
        FUNCTIONS.put("get", x -> x.get(1, -2));
        FUNCTIONS.put("ranges", x -> x.get(from(1), all().step(-2)));
        FUNCTIONS.put("newAxis", x -> x.get(all(), newAxis(), at(2)));
        FUNCTIONS.put("array index", x -> x.get(Array.of(2, 0, 2)));
        FUNCTIONS.put("two array indices", x -> x.get(Array.of(2, 0, -1), Array.of(1, 1, 3)));
        FUNCTIONS.put("traced index", x -> x.get(x.argmax(0).get(1)));
        FUNCTIONS.put("traced element", x -> x.get(x.argmax(0).get(1), x.argmin(1).get(0)));
        FUNCTIONS.put("mixed index", x -> x.get(at(Array.of(1, 2)), range(1, 3)));
        FUNCTIONS.put("take", x -> x.take(Array.of(new int[][] {{0, 3}, {1, 1}}), 1));
        FUNCTIONS.put("takeAlongAxis", x -> x.takeAlongAxis(x.argsort(1), 1));
        FUNCTIONS.put("set", x -> x.at(1).set(x.get(0).times(2)));
        FUNCTIONS.put("set strided", x -> x.at(all(), all().step(2)).set(x.get(all(), range(1, 3))));
        FUNCTIONS.put("set by array", x -> x.at(Array.of(2, 0)).set(x.get(range(1, 3)).sin()));
        FUNCTIONS.put("add twice", x -> x.at(Array.of(1, 1, 0), Array.of(2, 2, 3)).add(x.get(0, 0).exp()));
        FUNCTIONS.put("set traced", x -> x.at(x.argmax(0).get(0), x.argmin(1).get(1)).set(x.sum()));
        FUNCTIONS.put("add traced", x -> x.at(at(x.argmax(0).get(2))).add(x.get(1)));
        FUNCTIONS.put("set mask", x -> x.at(x.gt(0.5)).set(x.mean()));
        FUNCTIONS.put("multiply", x -> x.at(all(), at(1)).multiply(x.get(all(), at(2))));
        FUNCTIONS.put("max", x -> x.at(Array.of(0, 1)).max(x.get(2)));
        FUNCTIONS.put("concatenate", x -> Array.concatenate(-1, x, x.square()));
        FUNCTIONS.put("stack", x -> Array.stack(1, x, x.exp()));
        FUNCTIONS.put("split", x -> x.split(2, 1).get(1));
        FUNCTIONS.put("pad", x -> x.pad(new long[] {1, 0}, new long[] {0, 2}, 3));
        FUNCTIONS.put("roll", x -> x.roll(3, 0).roll(-1, 1).flip(1));
        FUNCTIONS.put("tile", x -> x.tile(2, 1).repeat(2, 0));
        FUNCTIONS.put("moveAxis", x -> x.reshape(3, 2, -1).moveAxis(0, -1).swapAxes(0, 1));
        FUNCTIONS.put("where", x -> Array.where(x.lt(0.4), x.square(), 2.0));
        FUNCTIONS.put("clip", x -> x.clip(0.3, 0.8));
        FUNCTIONS.put("softmax", x -> x.minus(x.logSumExp(Axes.of(-1), true)).exp());
        FUNCTIONS.put("mean, var, std", x -> x.mean(0).plus(x.var(0)).times(x.std(0)));
        FUNCTIONS.put("prod", x -> x.prod(1));
        FUNCTIONS.put("cumsum, cumprod", x -> x.cumsum(0).times(x.cumprod(1)));
        FUNCTIONS.put("max, min", x -> x.max(0).minus(x.min(0)));
        FUNCTIONS.put("sort", x -> x.sort(0));
        FUNCTIONS.put("matmul", x -> x.matmul(x.transpose()).matmul(x));
        FUNCTIONS.put("batched matmul", x -> x.expandDims(0).matmul(x.reshape(2, 3, 2).transpose(0, 2, 1).pad(new long[] {0, 1,
                0}, new long[] {0, 1, 0})));
        FUNCTIONS.put("outer", x -> x.get(0).outer(x.get(all(), at(1))));
        FUNCTIONS.put("tensordot", x -> x.tensordot(x, Axes.of(0), Axes.of(0)));
        FUNCTIONS.put("einsum", x -> Array.einsum("ij,kj,ij->ki", x, x, x));
        FUNCTIONS.put("powers", x -> x.pow(3).plus(x.pow(2.5)).plus(x.rpow(2)).plus(x.pow(-1)));
        FUNCTIONS.put("division", x -> x.rdiv(1).plus(x.rminus(2)).plus(x.mod(0.37)).plus(x.remainder(Array.of(0.37))));
        FUNCTIONS.put("library",
                x -> x.tgamma().plus(x.copySign(Array.of(-1.0))).plus(x.hypot(0.5)).plus(x.atan2(2)).plus(x.fdim(Array.of(0.1))));
        FUNCTIONS.put("trunc, round", x -> x.plus(0.13).times(3).trunc().plus(x.plus(0.13).times(3).round()).times(x));
        FUNCTIONS.put("fma, fmax", x -> x.fma(x, x).fmax(Array.of(0.2)));
        FUNCTIONS.put("linspace", x -> Array.linspace(x.get(0, 0), x.get(1, 1), 5));
    }

    private static Array sample() {
        var values = LongStream.range(0, 12).mapToDouble(i -> 0.05 + 0.07 * (i * 7 % 12) + 0.003 * i).toArray();
        return Array.of(values).reshape(3, 4);
    }

    static Stream<String> names() { return FUNCTIONS.keySet().stream(); }

    private static void close(Array expected, Array given, double tolerance) {
        assertEquals(expected.type(), given.type());
        double scale = expected.size() == 0 ? 1 : Math.max(1, expected.abs().max().item());
        assertArrayEquals(expected.toDoubleArray(), given.toDoubleArray(), tolerance * scale);
    }

    @ParameterizedTest @MethodSource("names")
    void compiledIsEager(String name) {
        var f = FUNCTIONS.get(name);
        close(f.apply(sample()), jit(f).apply(sample()), 1e-14);
    }

    @ParameterizedTest @MethodSource("names")
    void batchIsTheLoop(String name) {
        var f = FUNCTIONS.get(name);
        Array x = sample(), y = x.flip(0, 1).times(0.9).plus(0.02);
        close(Array.stack(f.apply(x), f.apply(y)), vmap(f).apply(Array.stack(x, y)), 1e-13);
        close(Array.stack(f.apply(x), f.apply(y)), jit(vmap(f)).apply(Array.stack(x, y)), 1e-13);
    }

    @ParameterizedTest @MethodSource("names")
    void gradientIsTheDifference(String name) {
        var f = FUNCTIONS.get(name);
        var weights = f.apply(sample());
        F1<Array, Array> loss = x -> f.apply(x).times(Array.arange(weights.size()).reshape(weights.shape()).plus(1).cos()).sum();
        var gradient = grad(loss).apply(sample());
        close(differences(loss), gradient, 1e-5);
        close(gradient, jit(grad(loss)).apply(sample()), 1e-12);
    }

    private static Array differences(F1<Array, Array> loss) {
        double h = 1e-6;
        var x = sample();
        var slopes = LongStream.range(0, x.size()).mapToDouble(i -> {
            var step = Array.zeros(x.size()).at(i).set(h).reshape(x.shape());
            return (loss.apply(x.plus(step)).item() - loss.apply(x.minus(step)).item()) / (2 * h);
        });
        return Array.of(slopes.toArray()).reshape(x.shape());
    }
}
