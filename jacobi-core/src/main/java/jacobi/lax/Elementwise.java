package jacobi.lax;

import jacobi.core.*;

/**
 * A function applied to each element. Operands have one shape, or are scalars that meet every element (StableHLO wants them
 * broadcast first; export does that).
 */
public sealed interface Elementwise extends Primitive permits Unary, Binary, Compare, Select, Convert {
    /** The common shape of the operands. @throws ShapeError if they have none */
    default Shape commonShape(ArrayType... x) {
        var shape = Shape.SCALAR;
        for (var t : x) {
            if (t.rank() == 0 || t.shape().equals(shape)) continue;
            if (!shape.isScalar()) throw fault("C1").expected("operands of one shape").mend("broadcast them first");
            shape = t.shape();
        }
        return shape;
    }

    /** Mapped operands keep their leading batch axis; a scalar that is the same for the whole batch stays a scalar. */
    @Override default Batched[] batch(long size, Batched... x) {
        var shape = Shape.SCALAR;
        for (var b : x) if (b.example().rank() > 0) shape = b.example().shape();
        var wide = new Array[x.length];
        for (int i = 0; i < x.length; i++) wide[i] = align(x[i], shape, size);
        return new Batched[] {Batched.mapped(bind(wide))};
    }

    private static Array align(Batched x, Shape shape, long size) {
        var example = x.example();
        if (!x.mapped()) return example.rank() == 0 ? x.array() : x.spread(size);
        if (example.rank() == shape.rank()) return x.array();
        return new BroadcastInDim(shape.prepend(size), Axes.of(0)).bind(x.array());
    }

    /** A tangent as wide as the result. */
    static Array widen(Array dx, Array y) { return dx == null ? null : dx.broadcastTo(y.shape()); }

    /** A cotangent as narrow as the operand: what met every element is summed. */
    static Array narrow(Array ct, ArrayType x) { return x.rank() == 0 && ct.rank() > 0 ? ct.sum() : ct; }

    /** The sum of two tangents, of which either may be zero. */
    static Array sum(Array a, Array b) { return a == null ? b : b == null ? a : a.plus(b); }
}
