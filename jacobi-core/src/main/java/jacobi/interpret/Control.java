package jacobi.interpret;

import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.ArrayType;
import jacobi.core.DenseArray;
import jacobi.core.Recording;
import jacobi.lax.Case;
import jacobi.lax.Custom;
import jacobi.lax.Scan;
import jacobi.lax.While;

/** Primitives that hold programs. */
final class Control {
    private Control() {}

    static DenseArray[] loop(While p, DenseArray[] operands) {
        int carries = p.carries(), extras = p.conditionExtras();
        var carry = Arrays.copyOf(operands, carries);
        var forCondition = Arrays.copyOfRange(operands, carries, carries + extras);
        var forBody = Arrays.copyOfRange(operands, carries + extras, operands.length);
        while (truth(Interpreter.run(p.condition(), join(carry, forCondition))[0])) {
            Indices.checkInterrupted();
            carry = Interpreter.run(p.body(), join(carry, forBody));
        }
        return carry;
    }

    private static boolean truth(DenseArray pred) { return Elements.of(pred).whole(0) != 0; }

    static DenseArray[] scan(Scan p, DenseArray[] operands) {
        var carry = Arrays.copyOf(operands, p.carries());
        var slices = Arrays.copyOfRange(operands, p.carries(), p.carries() + p.slices());
        var extras = Arrays.copyOfRange(operands, p.carries() + p.slices(), operands.length);
        var stacked = Arrays.stream(p.infer(Interpreter.types(operands))).skip(p.carries()).map(Elements::fresh)
                .toArray(Elements[]::new);
        for (long trip = 0; trip < p.length(); trip++) {
            Indices.checkInterrupted();
            long k = p.reverse() ? p.length() - 1 - trip : trip;
            var read = Arrays.stream(slices).map(x -> slice(x, k)).toArray(DenseArray[]::new);
            var results = Interpreter.run(p.body(), join(join(carry, read), extras));
            carry = Arrays.copyOf(results, p.carries());
            for (int i = 0; i < stacked.length; i++) stack(stacked[i], k, Elements.of(results[p.carries() + i]));
        }
        return join(carry, Arrays.stream(stacked).map(Elements::array).toArray(DenseArray[]::new));
    }

    /** Row k of an array, along axis 0. */
    private static DenseArray slice(DenseArray x, long k) {
        var row = Elements.fresh(new ArrayType(x.dtype(), x.shape().slice(1, x.rank())));
        row.copy(0, Elements.of(x), k * row.size(), row.size());
        return row.array();
    }

    private static void stack(Elements y, long k, Elements row) { y.copy(k * row.size(), row, 0, row.size()); }

    static DenseArray[] branch(Case p, DenseArray[] operands) {
        long index = Elements.of(operands[0]).whole(0);
        int last = p.branches().size() - 1;
        var branch = p.branches().get(index < 0 || index > last ? last : (int) index);
        return Interpreter.run(branch, Arrays.copyOfRange(operands, 1, operands.length));
    }

    /** Expanded on tracers into primitives of our own, and run. */
    static DenseArray[] custom(Custom p, DenseArray[] operands) {
        var recorded = Recording.of(Interpreter.types(operands), p::expand);
        var captures = recorded.captures().stream().map(DenseArray.class::cast).toArray(DenseArray[]::new);
        return Interpreter.run(recorded.program(), join(operands, captures));
    }

    private static DenseArray[] join(DenseArray[] a, DenseArray[] b) {
        return Stream.concat(Arrays.stream(a), Arrays.stream(b)).toArray(DenseArray[]::new);
    }
}
