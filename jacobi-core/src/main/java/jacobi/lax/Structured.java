package jacobi.lax;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.transform.Active;

/** What the rules of primitives that hold programs share. */
final class Structured {
    private Structured() {}

    static boolean[] mapped(Batched[] x) {
        var mapped = new boolean[x.length];
        for (int i = 0; i < x.length; i++) mapped[i] = x[i].mapped();
        return mapped;
    }

    static Array[] arrays(Batched[] x) { return Arrays.stream(x).map(Batched::array).toArray(Array[]::new); }

    static Batched[] batched(Array[] y, boolean[] mapped) {
        var batched = new Batched[y.length];
        for (int i = 0; i < y.length; i++) batched[i] = new Batched(y[i], mapped[i]);
        return batched;
    }

    /**
     * A loop's body transformed.
     * @param flags which of its inputs are flagged, as active or mapped: its carry comes out no more flagged than it went in
     */
    record Settled<T>(T body, boolean[] flags) {}

    /** Transforms a loop's body, as long as more of its carry comes out flagged than went in, with that flagged too. */
    static <T> Settled<T> settle(boolean[] inputs, int carries, Function<boolean[], T> transform, Function<T,
            boolean[]> results) {
        var flags = inputs.clone();
        T body = transform.apply(flags.clone());
        while (Active.join(flags, results.apply(body), carries)) body = transform.apply(flags.clone());
        return new Settled<>(body, flags);
    }

    /** The program with its inputs in another order: input i of the result is input {@code order[i]}. */
    static Program reorder(Program program, int... order) {
        return new Program(Arrays.stream(order).mapToObj(program.inputs()::get).toList(), program.equations(), program.results());
    }

    /** Axis 0 and axis 1 exchanged. */
    static Array swap(Array x) { return x.transpose(Axes.of(1, 0).concat(Axes.range(2, x.rank()))); }

    /**
     * Each of the values where the pred holds, else the other; the pred is a scalar, or has as many leading axes as it has
     * axes.
     */
    static Array[] choose(Array pred, Array[] onTrue, Array[] onFalse) {
        var chosen = new Array[onTrue.length];
        for (int i = 0; i < chosen.length; i++) chosen[i] = onTrue[i] == onFalse[i] ? onTrue[i]
                : Select.where(spread(pred, onTrue[i].shape()), onTrue[i], onFalse[i]);
        return chosen;
    }

    private static Array spread(Array pred, Shape shape) {
        if (pred.rank() == 0 || pred.rank() == shape.rank()) return pred;
        return new BroadcastInDim(shape, Axes.upTo(pred.rank())).bind(pred);
    }

    /** An array from a part of another. */
    static <T> T[] part(T[] all, int from, int to) { return Arrays.copyOfRange(all, from, to); }
    static boolean[] part(boolean[] all, int from, int to) { return Arrays.copyOfRange(all, from, to); }

    static boolean[] concat(boolean[]... parts) {
        var all = new boolean[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
        int at = 0;
        for (var p : parts) {
            System.arraycopy(p, 0, all, at, p.length);
            at += p.length;
        }
        return all;
    }

    static int[] concat(int[]... parts) { return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray(); }
    static int[] range(int from, int to) { return IntStream.range(from, to).toArray(); }

    static boolean[] all(int n) {
        var all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }

    static int[] ints(List<Integer> list) { return list.stream().mapToInt(i -> i).toArray(); }
}
