package jacobi.lax;

import jacobi.core.*;

/** A primitive that is linear in its one operand, or in all of them together: tangents go the way of the primals. */
public sealed interface Linear extends Primitive permits BroadcastInDim, Reshape, Transpose, Reverse, Slice, Pad, Concatenate {
    @Override default Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        var tangents = new Array[dx.length];
        for (int i = 0; i < dx.length; i++) tangents[i] = dx[i] != null ? dx[i] : zeros(x[i].type());
        return bindAll(tangents);
    }

    /** Zeros of a type, as a broadcast scalar. */
    static Array zeros(ArrayType type) { return Constant.of(type.dtype(), 0).bind().broadcastTo(type.shape()); }

    static Batched[] mapped(Array x) { return new Batched[] {Batched.mapped(x)}; }
    static ArrayType[] one(ArrayType type) { return new ArrayType[] {type}; }
    static Array[] one(Array x) { return new Array[] {x}; }
}
