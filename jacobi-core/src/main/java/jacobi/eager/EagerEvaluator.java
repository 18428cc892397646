package jacobi.eager;

import jacobi.core.ArrayType;
import jacobi.core.DenseArray;
import jacobi.core.Evaluator;
import jacobi.core.Primitive;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;

/** Computes single primitives at once, by plain Java kernels. */
public final class EagerEvaluator implements Evaluator {
    /** The number of elements up to which the reference interpreter is quicker than a compiler. */
    private static final long SMALL = 4096;

    /** For the service loader. */
    public EagerEvaluator() {}

    /** Holds leases of the operands meanwhile, so that neither another thread's close nor the collector takes their memory. */
    @Override public DenseArray[] run(Primitive primitive, DenseArray... x) {
        int held = 0;
        try {
            for (; held < x.length; held++) x[held].buffer().lease();
            return compute(primitive, x);
        } finally {
            while (--held >= 0) x[held].buffer().release();
        }
    }

    private static DenseArray[] compute(Primitive primitive, DenseArray[] x) {
        var types = types(x);
        var results = primitive.infer(types);
        if (Alone.pays(primitive, types, results[0])) return Alone.run(primitive, x);
        var result = kernel(primitive, x);
        if (result != null) return new DenseArray[] {result};
        return isSmall(x) && !holdsPrograms(primitive) ? Interpreter.apply(primitive, x) : Alone.run(primitive, x);
    }

    private static boolean isSmall(DenseArray[] x) {
        long size = 0;
        for (var a : x) size += a.size();
        return size <= SMALL;
    }

    private static boolean holdsPrograms(Primitive p) {
        return p instanceof While || p instanceof Scan || p instanceof Case || p instanceof Call || p instanceof Custom;
    }

    private static ArrayType[] types(DenseArray[] x) {
        var types = new ArrayType[x.length];
        for (int i = 0; i < x.length; i++) types[i] = x[i].type();
        return types;
    }

    /**
     * The result of a primitive, or null if there is no kernel for it. Tests of type, because a switch over so many classes is
     * slow at first.
     */
    private static DenseArray kernel(Primitive p, DenseArray[] x) {
        if (p instanceof Elementwise e) return elementwise(e, x);
        if (p instanceof Constant c) return Scalars.of(c);
        if (p instanceof Linear l) return linear(l, x);
        if (p instanceof Reduce r) return Reductions.reduce(r, x[0]);
        if (p instanceof DotGeneral d) return Products.product(d, x[0], x[1]);
        if (p instanceof Gather g) return Gathering.gather(g, x[0], x[1]);
        if (p instanceof DynamicSlice d) return Blocks.slice(d, x);
        if (p instanceof DynamicUpdateSlice d) return Blocks.update(d, x);
        if (p instanceof Iota i) return Scalars.iota(i);
        if (p instanceof Bitcast b) return x[0].readAs(b.dtype());
        return null;
    }

    private static DenseArray elementwise(Elementwise p, DenseArray[] x) {
        if (p instanceof Binary f) return Pointwise.binary(f, x[0], x[1]);
        if (p instanceof Unary f) return Pointwise.unary(f, x[0]);
        if (p instanceof Compare f) return Pointwise.compare(f, x[0], x[1]);
        if (p instanceof Convert f) return Pointwise.convert(f, x[0]);
        return Pointwise.select(x[0], x[1], x[2]);
    }

    private static DenseArray linear(Linear p, DenseArray[] x) {
        if (p instanceof BroadcastInDim b) return Layouts.broadcast(b, x[0]);
        if (p instanceof Reshape r) return x[0].reshaped(r.shape());
        if (p instanceof Transpose t) return Layouts.transpose(t.permutation(), x[0]);
        if (p instanceof Slice s) return Layouts.slice(s, x[0]);
        if (p instanceof Pad d) return Layouts.pad(d, x[0], x[1]);
        if (p instanceof Concatenate c) return Layouts.concatenate(c, x);
        return Layouts.reverse((Reverse) p, x[0]);
    }
}
