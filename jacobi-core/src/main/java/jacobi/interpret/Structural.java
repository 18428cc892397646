package jacobi.interpret;

import java.util.function.ToLongFunction;
import jacobi.core.DType;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Concatenate;
import jacobi.lax.Iota;
import jacobi.lax.Pad;
import jacobi.lax.Reverse;
import jacobi.lax.Slice;
import jacobi.lax.Transpose;

/** Primitives that move elements to places known beforehand. */
final class Structural {
    private Structural() {}

    static void broadcast(BroadcastInDim p, Elements x, Elements y) {
        var strides = x.shape().strides();
        pull(x, y, to -> {
            long from = 0;
            for (int i = 0; i < strides.length; i++) if (x.shape().dim(i) != 1) from += to[p.axes().get(i)] * strides[i];
            return from;
        });
    }

    static void transpose(Transpose p, Elements x, Elements y) {
        var strides = x.shape().strides();
        pull(x, y, to -> {
            long from = 0;
            for (int i = 0; i < strides.length; i++) from += to[i] * strides[p.permutation().get(i)];
            return from;
        });
    }

    static void reverse(Reverse p, Elements x, Elements y) {
        var strides = x.shape().strides();
        pull(x, y, to -> {
            long from = 0;
            for (int i = 0; i < strides.length; i++)
                from += (p.axes().contains(i) ? x.shape().dim(i) - 1 - to[i] : to[i]) * strides[i];
            return from;
        });
    }

    static void slice(Slice p, Elements x, Elements y) {
        var strides = x.shape().strides();
        pull(x, y, to -> {
            long from = 0;
            for (int i = 0; i < strides.length; i++) from += (p.start().dim(i) + to[i] * p.stride().dim(i)) * strides[i];
            return from;
        });
    }

    /** Fills the result, each element from the operand's that the function tells. */
    private static void pull(Elements x, Elements y, ToLongFunction<long[]> source) {
        var position = new long[1];
        Indices.forEach(y.shape(), to -> y.copy(position[0]++, x, source.applyAsLong(to)));
    }

    static void pad(Pad p, Elements x, Elements value, Elements y) {
        y.fill(value.get(0));
        var strides = y.shape().strides();
        var position = new long[1];
        Indices.forEach(x.shape(), from -> {
            var to = new long[from.length];
            for (int i = 0; i < to.length; i++) to[i] = p.low()[i] + from[i] * (p.interior()[i] + 1);
            if (Indices.within(to, y.shape())) y.copy(Indices.offset(to, strides), x, position[0]);
            position[0]++;
        });
    }

    static void concatenate(Concatenate p, Elements[] x, Elements y) {
        var strides = y.shape().strides();
        long start = 0;
        for (var part : x) {
            long shift = start * strides[p.axis()];
            var position = new long[1];
            Indices.forEach(part.shape(), from -> y.copy(shift + Indices.offset(from, strides), part, position[0]++));
            start += part.shape().dim(p.axis());
        }
    }

    /** Counts in s64, and converts. */
    static void iota(Iota p, Elements y) {
        var position = new long[1];
        var counted = DType.S64;
        Indices.forEach(y.shape(), to ->
                y.set(position[0]++, Conversions.convert(new Element.Whole(to[p.axis()]), counted, y.dtype())));
    }
}
