package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * The first operand with updates (the third) combined into slices of it at places that the second, an integer array, tells; in
 * row-major order of the updates, so that also a repeated place has one result. StableHLO scatter, with {@code index_vector_dim}
 * always the last axis of the indices, and a choice of {@link Bounds}; FILL is the specification's.
 * @param windowAxes       the axes of the updates that run over a slice, ascending
 * @param insertedAxes     operand axes of slice size 1 that do not appear in the updates, ascending
 * @param operandBatchAxes operand axes that are paired with {@code indexBatchAxes} of the indices
 * @param indexBatchAxes   see above
 * @param startAxes        the operand axis that each component of an index vector counts along
 * @param combine          how an update meets what is there
 */
public record Scatter(Axes windowAxes, Axes insertedAxes, Axes operandBatchAxes, Axes indexBatchAxes, Axes startAxes,
        Combine combine, Bounds bounds) implements Primitive {
    /** How an update meets what is there. */
    public enum Combine {
        SET(null), ADD(Binary.ADD), MULTIPLY(Binary.MULTIPLY), MIN(Binary.MINIMUM), MAX(Binary.MAXIMUM);

        private final Binary operation;

        Combine(Binary operation) { this.operation = operation; }

        /** What makes the new value from the old and the update; null if that is the update. */
        public Binary operation() { return operation; }
    }

    @Override public String mnemonic() { return "scatter"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], indices = operands[1], updates = operands[2];
        if (updates.dtype() != x.dtype()) throw new TypeError("scatter cannot take these operands")
                .expected("updates of dtype %s", x.dtype()).mend("convert them first");
        if (combine != Combine.SET) combine.operation().infer(ArrayType.scalar(x.dtype()), ArrayType.scalar(x.dtype()));
        Places.checkIndices(this, indices, startAxes);
        Places.checkAxes(this, x, insertedAxes, operandBatchAxes, startAxes);
        Places.checkBatch(this, x, operandBatchAxes, indices, indexBatchAxes);
        checkUpdates(x, indices, updates);
        return Linear.one(x);
    }

    private void checkUpdates(ArrayType x, ArrayType indices, ArrayType updates) {
        var window = window(x.rank());
        if (window.size() != windowAxes.size() || !windowAxes.ascending() || !windowAxes.within(updates.rank()))
            throw fault("C2").expected("%d ascending window axes of the updates", window.size());
        for (int i = 0; i < window.size(); i++)
            if (updates.dim(windowAxes.get(i)) > x.dim(window.get(i)))
                throw fault("C4").expected("at most %d updates along axis %d", x.dim(window.get(i)), windowAxes.get(i));
        var batch = indices.shape().slice(0, indices.rank() - 1);
        if (!updates.shape().without(windowAxes).equals(batch))
            throw fault("C4").expected("updates of shape %s beside the window axes", batch);
    }

    /** The operand axes that a slice runs over. */
    private Axes window(int rank) { return Axes.upTo(rank).minus(insertedAxes).minus(operandBatchAxes); }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }

    private Scatter derived(Combine other) {
        return new Scatter(windowAxes, insertedAxes, operandBatchAxes, indexBatchAxes, startAxes, other, bounds.derived());
    }

    /** The elements that the updates met. Zeros where an update was dropped. */
    private Array read(Array x, Array indices, ArrayType updates) {
        var sizes = new long[x.rank()];
        for (int i = 0; i < sizes.length; i++) sizes[i] = Math.min(1, x.shape().dim(i));
        var window = window(x.rank());
        for (int i = 0; i < window.size(); i++) sizes[window.get(i)] = updates.dim(windowAxes.get(i));
        return new Gather(windowAxes, insertedAxes, operandBatchAxes, indexBatchAxes, startAxes, Shape.of(sizes),
                bounds.derived())
                .orZero(x, indices);
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        Array dOperand = dx[0] != null ? dx[0] : Linear.zeros(x[0].type());
        Array dUpdates = dx[2] != null ? dx[2] : Linear.zeros(x[2].type());
        return Linear.one(switch (combine) {
            case SET, ADD -> derived(combine).bind(dOperand, x[1], dUpdates);
            case MULTIPLY -> multiplied(x, dx);
            case MIN, MAX -> ofWinners(x, y[0], dOperand, dUpdates);
        });
    }

    /** The tangent of a product: by the operand, it times the updates; by an update, the operand times the other updates. */
    private Array multiplied(Array[] x, Array[] dx) {
        var byOperand = dx[0] == null ? null : derived(Combine.MULTIPLY).bind(dx[0], x[1], x[2]);
        if (dx[2] == null) return byOperand;
        var changes = dx[2].times(others(x)).times(read(x[0], x[1], x[2].type()));
        return Elementwise.sum(byOperand, derived(Combine.ADD).bind(Linear.zeros(x[0].type()), x[1], changes));
    }

    /**
     * For each update the product of the others at its place, right also where some are zero: that of those that are not, times
     * the one that is. So has its derivative; where two of the others are zero, its second derivative is not.
     */
    private Array others(Array[] x) {
        Array u = x[2], one = Constant.of(u.dtype(), 1).bind(), zero = Constant.of(u.dtype(), 0).bind();
        Array isZero = u.eq(0), nonzero = Select.where(isZero, one, u), count = isZero.convert(u.dtype());
        var ones = one.broadcastTo(x[0].shape());
        var product = read(derived(Combine.MULTIPLY).bind(ones, x[1], nonzero), x[1], u.type());
        var zeros = read(derived(Combine.ADD).bind(Linear.zeros(x[0].type()), x[1], count), x[1], u.type());
        var theOne = Select.where(isZero, u, zero);
        var sum = read(derived(Combine.ADD).bind(Linear.zeros(x[0].type()), x[1], theOne), x[1], u.type()).minus(theOne);
        var rest = product.div(nonzero);
        var another = zeros.minus(count);
        return Select.where(another.eq(0), rest, Select.where(another.eq(1), rest.times(sum), zero));
    }

    /** Those equal to an extreme value share it evenly. */
    private Array ofWinners(Array[] x, Array y, Array dOperand, Array dUpdates) {
        var dtype = y.dtype();
        var operandWins = x[0].eq(y).convert(dtype);
        var updateWins = x[2].eq(read(y, x[1], x[2].type())).convert(dtype);
        var add = derived(Combine.ADD);
        var won = add.bind(operandWins.times(dOperand), x[1], updateWins.times(dUpdates));
        return won.div(add.bind(operandWins, x[1], updateWins));
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        Array c = ct[0], indices = x[1];
        return switch (combine) {
            case ADD -> new Array[] {x[0] == null ? c : null, null, x[2] == null ? read(c, indices, types[2]) : null};
            case SET -> new Array[] {
                x[0] == null ? derived(Combine.SET).bind(c, indices, Linear.zeros(types[2])) : null, null,
                x[2] == null ? ofLast(read(c, indices, types[2]), indices, types) : null};
            case MULTIPLY -> new Array[] {derived(Combine.MULTIPLY).bind(c, indices, x[2]), null, null};
            case MIN, MAX -> throw JacobiError.bug("scatter by %s is not linear", combine);
        };
    }

    /** Of updates of one place only the last counts: the others' cotangents become zero. */
    private Array ofLast(Array ct, Array indices, ArrayType[] types) {
        if (types[1].shape().slice(0, types[1].rank() - 1).size() <= 1) return ct;
        var updates = types[2];
        var number = new Iota(ArrayType.of(DType.S64, updates.size()), 0).bind().reshape(updates.shape());
        var last = derived(Combine.SET).bind(Linear.zeros(types[0].withDType(DType.S64)), indices, number);
        return Select.where(read(last, indices, updates).eq(number), ct, Constant.of(ct.dtype(), 0).bind());
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var batched = x[1].mapped() ? ofMappedIndices() : ofSameIndices();
        return Linear.mapped(batched.bind(x[0].spread(size), x[1].array(), x[2].spread(size)));
    }

    private Scatter ofMappedIndices() {
        return new Scatter(windowAxes.plus(1), insertedAxes.plus(1), operandBatchAxes.plus(1).prepend(0),
                indexBatchAxes.plus(1).prepend(0), startAxes.plus(1), combine, bounds);
    }

    /** The batch axis belongs to each slice. */
    private Scatter ofSameIndices() {
        return new Scatter(windowAxes.plus(1).prepend(0), insertedAxes.plus(1), operandBatchAxes.plus(1), indexBatchAxes,
                startAxes.plus(1), combine, bounds);
    }
}
