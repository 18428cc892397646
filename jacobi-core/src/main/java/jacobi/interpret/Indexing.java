package jacobi.interpret;

import jacobi.core.Axes;
import jacobi.core.Shape;
import jacobi.lax.DynamicSlice;
import jacobi.lax.DynamicUpdateSlice;
import jacobi.lax.Gather;
import jacobi.lax.Scatter;

/** Primitives that read and write at places known at run time. */
final class Indexing {
    private Indexing() {}

    static void dynamicSlice(DynamicSlice p, Elements[] operands, Elements y) {
        var x = operands[0];
        var start = new Places(x.shape(), p.sizes(), p.bounds()).start(starts(operands, 1));
        var position = new long[1];
        Indices.forEach(y.shape(), i -> read(x, Places.plus(start, i), y, position[0]++));
    }

    static void dynamicUpdateSlice(DynamicUpdateSlice p, Elements[] operands, Elements y) {
        y.copyAll(operands[0]);
        var update = operands[1];
        var start = new Places(y.shape(), update.shape(), p.bounds()).start(starts(operands, 2));
        var strides = y.shape().strides();
        var position = new long[1];
        Indices.forEach(update.shape(), i -> {
            var to = Places.plus(start, i);
            if (Indices.within(to, y.shape())) y.copy(Indices.offset(to, strides), update, position[0]);
            position[0]++;
        });
    }

    private static long[] starts(Elements[] operands, int first) {
        var starts = new long[operands.length - first];
        for (int i = 0; i < starts.length; i++) starts[i] = operands[first + i].place(0);
        return starts;
    }

    static void gather(Gather p, Elements x, Elements indices, Elements y) {
        var single = p.collapsedAxes().concat(p.operandBatchAxes());
        var places = new Places(x.shape(), ones(p.sliceSizes(), single), p.bounds());
        var batchAxes = y.shape().axes().minus(p.offsetAxes());
        var windowAxes = x.shape().axes().minus(p.collapsedAxes()).minus(p.operandBatchAxes());
        var position = new long[1];
        Indices.forEach(y.shape(), to -> {
            var asked = Places.asked(indices, select(to, batchAxes), p.startAxes(), p.operandBatchAxes(), p.indexBatchAxes(),
                    x.shape().rank());
            read(x, Places.plus(places.start(asked), spread(to, p.offsetAxes(), windowAxes, x.shape())), y, position[0]++);
        });
    }

    /** On an axis that slices leave out, one element is read, even of an axis without elements. */
    private static Shape ones(Shape sizes, Axes axes) {
        var dims = sizes.toArray();
        for (int axis : axes) dims[axis] = 1;
        return Shape.of(dims);
    }

    private static void read(Elements x, long[] from, Elements y, long position) {
        if (Indices.within(from, x.shape())) y.copy(position, x, Indices.offset(from, x.shape().strides()));
        else y.set(position, Elements.missing(y.dtype()));
    }

    static void scatter(Scatter p, Elements x, Elements indices, Elements updates, Elements y) {
        y.copyAll(x);
        var batchAxes = updates.shape().axes().minus(p.windowAxes());
        var windowAxes = y.shape().axes().minus(p.insertedAxes()).minus(p.operandBatchAxes());
        var places = new Places(y.shape(), window(p, windowAxes, updates.shape(), y.shape()), p.bounds());
        var strides = y.shape().strides();
        var position = new long[1];
        Indices.forEach(updates.shape(), from -> {
            var asked = Places.asked(indices, select(from, batchAxes), p.startAxes(), p.operandBatchAxes(), p.indexBatchAxes(),
                    y.shape().rank());
            var to = Places.plus(places.start(asked), spread(from, p.windowAxes(), windowAxes, y.shape()));
            if (Indices.within(to, y.shape())) write(p.combine(), Indices.offset(to, strides), y, updates.get(position[0]));
            position[0]++;
        });
    }

    private static Shape window(Scatter p, Axes windowAxes, Shape updates, Shape operand) {
        var dims = new long[operand.rank()];
        java.util.Arrays.fill(dims, 1);
        for (int i = 0; i < windowAxes.size(); i++) dims[windowAxes.get(i)] = updates.dim(p.windowAxes().get(i));
        return Shape.of(dims);
    }

    private static void write(Scatter.Combine combine, long i, Elements y, Element update) {
        var operation = combine.operation();
        y.set(i, operation == null ? update : Pointwise.of(operation, y.dtype(), y.get(i), update));
    }

    private static long[] select(long[] index, Axes axes) { return axes.stream().mapToLong(a -> index[a]).toArray(); }

    /** The components of an index along some axes, put along axes of another array; 0 elsewhere. */
    private static long[] spread(long[] index, Axes from, Axes to, Shape shape) {
        var spread = new long[shape.rank()];
        for (int i = 0; i < to.size(); i++) spread[to.get(i)] = index[from.get(i)];
        return spread;
    }
}
