package jacobi.core;

import java.util.Set;
import jacobi.lax.*;

/**
 * An operation that programs are made of, by StableHLO's name; its parameters are its record components, its rules its methods.
 * Operands and results of rules are arrays of {@link Array}, in order; a tangent or cotangent that is identically zero is
 * {@code null}. Rules are written with the methods of {@code Array}, so they are recorded, differentiated and batched like any
 * other code.
 */
public sealed interface Primitive
        permits Elementwise, Linear, Constant, Iota, Bitcast, Reduce, ArgReduce, Cumulative, Sort, DotGeneral,
                DynamicSlice, DynamicUpdateSlice, Gather, Scatter, Cholesky, TriangularSolve, Lu, Solve,
                While, Scan, Case, Call, Custom {
    /** The name in a printed program. */
    String mnemonic();

    /**
     * The types of the results.
     * @throws JacobiError in its two parts "expected" and "mend" if the primitive cannot take operands of these types
     */
    ArrayType[] infer(ArrayType... operands);

    /** Applies the primitive: computes, records or transforms, as the operands and the recordings open on this thread ask for. */
    default Array[] bindAll(Array... operands) { return Trace.bind(this, operands); }

    /** The first result of {@link #bindAll}, for primitives that have one. */
    default Array bind(Array... operands) { return bindAll(operands)[0]; }

    /**
     * The tangents of the results, at operands x with results y and tangents dx, of which at least one is not null. It must be
     * linear in dx.
     * @throws DerivativeError if there is no derivative
     */
    default Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        throw new DerivativeError(mnemonic() + " has no derivative")
                .mend("take the derivative of something else, or stop it with stopGradient");
    }

    /** Forward mode: the results and their tangents. */
    default Dual jvp(Array[] x, Array[] dx) {
        var y = bindAll(x);
        return new Dual(y, tangents(x, y, dx));
    }

    /** As {@link #jvp}, but everything that does not depend on dx stays apart from what does, so that this can be transposed. */
    default Dual linearize(Array[] x, Array[] dx) { return jvp(x, dx); }

    /**
     * For a primitive linear in the operands that are null in {@code x}: their cotangents, from those of the results.
     * @param ct    cotangents of the results, at least one not null
     * @param x     the operands; null where the primitive is applied as a linear map
     * @param types the types of all operands
     * @return one for each operand; null where x is not, or the cotangent is zero
     */
    default Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        throw JacobiError.bug("%s was asked for its transpose and is not linear", mnemonic());
    }

    /**
     * The primitive applied to each example of a batch; at least one operand is mapped.
     * @param size the number of examples
     */
    Batched[] batch(long size, Batched... operands);

    default Set<Effect> effects() { return Set.of(); }

    /** The start of an error that this primitive cannot take its operands, by a rule of our own. */
    default JacobiError fault() { return new ShapeError(mnemonic() + " cannot take these operands"); }

    /** The start of an error that this primitive cannot take its operands, by a rule of the specification. */
    default JacobiError fault(String label) {
        return fault().rule("StableHLO %s (%s)".formatted(mnemonic(), label));
    }
}
