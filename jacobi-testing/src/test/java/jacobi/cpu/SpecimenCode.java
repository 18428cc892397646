package jacobi.cpu;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.Concatenate;
import jacobi.testing.Samples;
import jacobi.testing.Specimen;
import jacobi.transform.Batch;
import jacobi.transform.Linearize;

/** What specimens, their gradients and their batches come to, in the interpreter and in code. */
record SpecimenCode(DenseArray[] expected, DenseArray[] given) {
    static SpecimenCode of(UnaryOperator<Array[]> f, Array... x) {
        var p = Recording.of(Arrays.stream(x).map(Array::type).toArray(ArrayType[]::new), f).program();
        var dense = Arrays.copyOf(x, x.length, DenseArray[].class);
        return new SpecimenCode(Interpreter.run(p, dense), CpuBackend.run(p, dense));
    }

    /** What some cotangents pull back to the operands of some dtypes. */
    static SpecimenCode gradient(Specimen s, Predicate<DType> isActive, Array... operands) {
        int n = operands.length;
        var active = new boolean[n];
        for (int i = 0; i < n; i++) active[i] = isActive.test(operands[i].dtype());
        var y = s.primitive().infer(s.types());
        var ct = IntStream.range(0, y.length).mapToObj(i -> Samples.direction(50 + i, y[i]));
        return of(x -> {
            var linear = Linearize.of(s.primitive()::bindAll, Arrays.copyOf(x, n), active);
            var dy = IntStream.range(0, y.length).mapToObj(i -> y[i].dtype().isInexact() ? x[n + i] : null).toArray(Array[]::new);
            return Arrays.stream(linear.pullback(dy)).filter(Objects::nonNull).toArray(Array[]::new);
        }, Stream.concat(Arrays.stream(operands), ct).toArray(Array[]::new));
    }

    /** Twice the same example. */
    static SpecimenCode batch(Specimen s, Array... operands) {
        var x = Arrays.stream(operands).map(o -> {
            var one = o.reshape(o.shape().prepend(1));
            return new Concatenate(0).bind(one, one);
        }).toArray(Array[]::new);
        return of(y -> Arrays.stream(Batch.of(s.primitive()::bindAll, 2, Arrays.stream(y).map(Batched::mapped).toArray(
                Batched[]::new))).map(b -> b.spread(2)).toArray(Array[]::new), x);
    }
}
