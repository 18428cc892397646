package jacobitest;

import static jacobi.Jacobi.*;
import static jacobi.core.Index.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jacobi.core.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller reads who made a mistake with arrays: kind of error, expected, given, the caller's own line, how to mend it. */
class ArrayErrorsTest {
    private record Mistake(String name, Class<? extends JacobiError> kind, Supplier<Object> code, String... words) {
        @Override public String toString() { return name; }
    }

    private static final List<Mistake> MISTAKES = new ArrayList<>();

    private static void wrong(String name, Class<? extends JacobiError> kind, Supplier<Object> code, String... words) {
        MISTAKES.add(new Mistake(name, kind, code, words));
    }

    static {
        Array x = Array.ones(3, 4), i = Array.of(1, 2), scalar = Array.of(2.0);
        wrong("shapes", ShapeError.class, () -> x.plus(Array.ones(3)), "add cannot", "f64[3,4], f64[3]",
                "agree from the last axis");
        wrong("where", ShapeError.class, () -> Array.where(x.gt(0), Array.ones(2), x), "where cannot");
        wrong("number too wide", DomainError.class, () -> i.plus(1L << 40), "range of s32", "1099511627776");
        wrong("number too large", DomainError.class, () -> Array.of(1f).times(1e200), "range of f32", "1.0E200");
        wrong("fraction for an integer", DomainError.class, () -> i.at(0).set(0.5), "whole number", "0.5");
        wrong("negative for unsigned", DomainError.class, () -> i.convert(DType.U8).plus(-1), "range of u8");
        wrong("index", IndexError.class, () -> x.get(3), "between -3 and 2", "index 3, array f64[3,4]");
        wrong("second index", IndexError.class, () -> x.get(0, -5), "between -4 and 3 on axis 1");
        wrong("too many indices", IndexError.class, () -> x.get(0, 0, 0), "at most 2 indices", "[0, 0, 0]");
        wrong("range", IndexError.class, () -> x.get(range(0, 5)), "range 0:5 of axis 0 of extent 3", "keep the range inside");
        wrong("backward range", IndexError.class, () -> x.get(range(2, 1)), "start not beyond the stop");
        wrong("step 0", IndexError.class, () -> x.get(all().step(0)), "a step that is not 0");
        wrong("two rests", IndexError.class, () -> x.get(rest(), rest()), "rest() at most once");
        wrong("index array", IndexError.class, () -> x.get(Array.of(0, 7)), "between -3 and 2 on axis 0", "index 7");
        wrong("index array of floats", TypeError.class, () -> x.get(Array.of(0.0, 1)), "an integer array, or a pred",
                "convert it to s64");
        wrong("traced index", IndexError.class, () -> jit((Array k) -> x.get(k)).apply(Array.of(9)), "index 9");
        wrong("mask", IndexError.class, () -> x.get(Array.of(true, false)), "mask pred[2] from axis 0 of array f64[3,4]");
        wrong("mask in jit", TraceError.class, () -> jit((Array y) -> y.get(y.gt(0))).apply(x), "not known", "where");
        wrong("take", IndexError.class, () -> x.take(Array.of(4), 1), "between -4 and 3 on axis 1");
        wrong("takeAlongAxis", ShapeError.class, () -> x.takeAlongAxis(i, 0), "indices of rank 2");
        wrong("update", ShapeError.class, () -> x.at(0).set(Array.ones(3)), "stretches to [4]", "update f64[3]");
        wrong("narrowing update", TypeError.class, () -> i.at(0).set(scalar), "s32 can hold", "update f64[]");
        wrong("axis", ShapeError.class, () -> x.sum(2), "between -2 and 1", "axis 2");
        wrong("axis of a scalar", ShapeError.class, () -> scalar.cumsum(0), "no axis: a scalar has none");
        wrong("axis twice", ShapeError.class, () -> x.sum(0, -2), "distinct axes");
        wrong("reshape", ShapeError.class, () -> x.reshape(5, -1), "product is 12", "shape [5,-1]");
        wrong("reshape twice open", ShapeError.class, () -> x.reshape(-1, -1), "at most one -1");
        wrong("reshape by shape", ShapeError.class, () -> x.reshape(Shape.of(5)), "a shape of 12 elements");
        wrong("broadcast", ShapeError.class, () -> x.broadcastTo(2, 4), "size 1 or 2");
        wrong("broadcast to fewer axes", ShapeError.class, () -> x.broadcastTo(4), "result of rank 1");
        wrong("squeeze", ShapeError.class, () -> x.squeeze(0), "an axis of extent 1");
        wrong("permutation", ShapeError.class, () -> x.transpose(0), "a permutation");
        wrong("split", ShapeError.class, () -> x.split(3, 1), "divides 4");
        wrong("split places", IndexError.class, () -> x.split(new long[] {2, 1}, 0), "ascending places");
        wrong("concatenate", ShapeError.class, () -> Array.concatenate(0, x, Array.ones(3, 3)), "differ in axis 0 only");
        wrong("concatenate scalars", ShapeError.class, () -> Array.concatenate(0, scalar, scalar), "stack them");
        wrong("concatenate nothing", ShapeError.class, () -> Array.concatenate(0), "at least one array");
        wrong("stack", ShapeError.class, () -> Array.stack(x, scalar), "arrays of one shape");
        wrong("negative extent", ShapeError.class, () -> Array.zeros(2, -1), "extents of at least 0", "[2,-1]");
        wrong("tile", DomainError.class, () -> x.tile(-1), "at least 0 times");
        wrong("matmul", ShapeError.class, () -> x.matmul(x), "matmul cannot", "f64[3,4], f64[3,4]");
        wrong("matmul batches", ShapeError.class, () -> Array.ones(2, 3, 4).matmul(Array.ones(3, 4, 5)),
                "leading axes that broadcast");
        wrong("matmul of a scalar", ShapeError.class, () -> x.matmul(scalar), "use times");
        wrong("tensordot", ShapeError.class, () -> x.tensordot(x, Axes.of(0), Axes.of(1)), "contracting axes of one size");
        wrong("einsum labels", ShapeError.class, () -> Array.einsum("ijk->i", x), "a label for each axis");
        wrong("einsum extents", ShapeError.class, () -> Array.einsum("ij,jk", x, x), "axes of one extent for label j");
        wrong("max of nothing", ShapeError.class, () -> Array.zeros(DType.S32, 0).max(), "at least one element");
        wrong("argmax of nothing", ShapeError.class, () -> Array.zeros(0).argmax(), "at least one element");
        wrong("logic of floats", TypeError.class, () -> x.and(x), "an integer dtype or pred");
        wrong("order of complex numbers", TypeError.class, () -> Array.complex(x, x).lt(x), "an ordered dtype");
        wrong("pred arithmetic", TypeError.class, () -> x.gt(0).unaryMinus(), "a dtype of numbers");
        wrong("item", ShapeError.class, () -> x.item(), "an array of one element", "f64[3,4]");
        wrong("item of complex", TypeError.class, () -> Array.complex(scalar, scalar).item(), "a real dtype");
        wrong("floats from doubles", TypeError.class, () -> x.toFloatArray(), "convert(DType.F32)");
        wrong("longs from doubles", TypeError.class, () -> x.toLongArray(), "convert(DType.S64)");
        wrong("ints from wide longs", DomainError.class, () -> Array.of(1L << 40).toIntArray(), "the range of an int");
        wrong("nesting", ShapeError.class, () -> x.toJava(double[].class), "an array of rank 1 for double[]");
        wrong("ragged", ShapeError.class, () -> Array.of(new double[][] {{1, 2}, {3}}), "2 elements in every row along axis 1",
                "1 elements");
        wrong("boxed", TypeError.class, () -> Array.of(new Integer[] {1, 2}), "elements of type Integer");
        wrong("count", ShapeError.class, () -> Array.of(DType.F64, Shape.of(2, 2), 1.0, 2), "4 numbers for shape [2,2]");
        wrong("arange", DomainError.class, () -> Array.arange(0, 1, 0), "a step that is not 0");
        wrong("linspace", DomainError.class, () -> Array.linspace(0, 1, -1), "at least 0 points");
        wrong("much too large", ResourceError.class, () -> Array.zeros(1L << 60), "fewer than 2^59 elements");
        wrong("countless", ShapeError.class, () -> Array.zeros(1L << 40, 1L << 40), "at most 2^63 - 1 elements");
        wrong("too large", ResourceError.class, () -> Array.zeros(1L << 50), "in arrays", "asked for");
    }

    static Stream<Mistake> mistakes() { return MISTAKES.stream(); }

    @ParameterizedTest @MethodSource("mistakes")
    void isExplained(Mistake mistake) {
        var error = assertThrows(mistake.kind, mistake.code::get);
        var text = error.getMessage();
        for (var part : List.of("\n  expected  ", "\n  given     ", "\n  at        ArrayErrorsTest.", "(ArrayErrorsTest.java:",
                "\n  mend      "))
            assertTrue(text.contains(part), () -> part.strip() + " is missing in\n" + text);
        for (var word : mistake.words) assertTrue(text.contains(word), () -> word + " is missing in\n" + text);
    }
}
