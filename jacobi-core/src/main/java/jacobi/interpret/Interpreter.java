package jacobi.interpret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.ArrayType;
import jacobi.core.Atom;
import jacobi.core.DenseArray;
import jacobi.core.Equation;
import jacobi.core.JacobiError;
import jacobi.core.Literal;
import jacobi.core.Primitive;
import jacobi.core.Program;
import jacobi.core.Var;
import jacobi.lax.ArgReduce;
import jacobi.lax.Binary;
import jacobi.lax.Bitcast;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Call;
import jacobi.lax.Case;
import jacobi.lax.Cholesky;
import jacobi.lax.Compare;
import jacobi.lax.Concatenate;
import jacobi.lax.Constant;
import jacobi.lax.Convert;
import jacobi.lax.Cumulative;
import jacobi.lax.Custom;
import jacobi.lax.DotGeneral;
import jacobi.lax.DynamicSlice;
import jacobi.lax.DynamicUpdateSlice;
import jacobi.lax.Gather;
import jacobi.lax.Iota;
import jacobi.lax.Lu;
import jacobi.lax.Pad;
import jacobi.lax.Reduce;
import jacobi.lax.Reshape;
import jacobi.lax.Reverse;
import jacobi.lax.Scan;
import jacobi.lax.Scatter;
import jacobi.lax.Select;
import jacobi.lax.Slice;
import jacobi.lax.Solve;
import jacobi.lax.Sort;
import jacobi.lax.Transpose;
import jacobi.lax.TriangularSolve;
import jacobi.lax.Unary;
import jacobi.lax.While;

/**
 * Computes programs equation by equation, and primitives element by element: the meaning that every backend must reproduce.
 * Thread-safe.
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * The results of a program.
     * @throws JacobiError if a check in it fails, at the user's line of the equation
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays interrupted
     */
    public static DenseArray[] run(Program program, DenseArray... arguments) {
        if (arguments.length != program.inputs().size())
            throw JacobiError.bug("a program of %d inputs was given %d", program.inputs().size(), arguments.length);
        Map<Var, DenseArray> values = HashMap.newHashMap(arguments.length + program.equations().size());
        for (int i = 0; i < arguments.length; i++) values.put(program.inputs().get(i), arguments[i]);
        for (var e : program.equations()) compute(e, values);
        return values(program.results(), values);
    }

    private static void compute(Equation e, Map<Var, DenseArray> values) {
        try {
            var results = apply(e.primitive(), values(e.operands(), values));
            for (int i = 0; i < results.length; i++) values.put(e.results().get(i), results[i]);
        } catch (JacobiError error) {
            throw error.at(e.frame());
        }
    }

    private static DenseArray[] values(List<Atom> atoms, Map<Var, DenseArray> values) {
        return atoms.stream().map(a -> switch (a) {
            case Var v -> values.get(v);
            case Literal l -> constant(l.constant());
        }).toArray(DenseArray[]::new);
    }

    private static DenseArray constant(Constant c) {
        var y = Elements.fresh(ArrayType.scalar(c.dtype()));
        y.set(0, Conversions.constant(c));
        return y.array();
    }

    static ArrayType[] types(DenseArray... x) { return Arrays.stream(x).map(DenseArray::type).toArray(ArrayType[]::new); }

    /**
     * The results of one primitive.
     * @throws JacobiError if the primitive cannot take the operands, or a check fails
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays interrupted
     */
    public static DenseArray[] apply(Primitive primitive, DenseArray... operands) {
        return switch (primitive) {
            case While p -> Control.loop(p, operands);
            case Scan p -> Control.scan(p, operands);
            case Case p -> Control.branch(p, operands);
            case Call p -> run(p.program(), operands);
            case Custom p -> Control.custom(p, operands);
            default -> elements(primitive, operands);
        };
    }

    /** As above, for primitives that hold no program. The operands' memory is held meanwhile. */
    private static DenseArray[] elements(Primitive primitive, DenseArray[] operands) {
        var y = Arrays.stream(primitive.infer(types(operands))).map(Elements::fresh).toArray(Elements[]::new);
        int held = 0;
        try {
            for (; held < operands.length; held++) operands[held].buffer().lease();
            fill(primitive, Arrays.stream(operands).map(Elements::of).toArray(Elements[]::new), y);
        } finally {
            while (--held >= 0) operands[held].buffer().release();
        }
        return Arrays.stream(y).map(Elements::array).toArray(DenseArray[]::new);
    }

    private static void fill(Primitive primitive, Elements[] x, Elements[] y) {
        switch (primitive) {
            case Unary f -> Pointwise.apply(f, x[0], y[0]);
            case Binary f -> Pointwise.apply(f, x[0], x[1], y[0]);
            case Compare f -> Pointwise.apply(f, x[0], x[1], y[0]);
            case Select _ -> Pointwise.select(x[0], x[1], x[2], y[0]);
            case Convert _ -> Pointwise.convert(x[0], y[0]);
            case Bitcast _, Reshape _ -> y[0].copyAll(x[0]);
            case Constant c -> y[0].set(0, Conversions.constant(c));
            case Iota p -> Structural.iota(p, y[0]);
            case BroadcastInDim p -> Structural.broadcast(p, x[0], y[0]);
            case Transpose p -> Structural.transpose(p, x[0], y[0]);
            case Reverse p -> Structural.reverse(p, x[0], y[0]);
            case Slice p -> Structural.slice(p, x[0], y[0]);
            case Pad p -> Structural.pad(p, x[0], x[1], y[0]);
            case Concatenate p -> Structural.concatenate(p, x, y[0]);
            case Reduce p -> Reductions.reduce(p, x[0], y[0]);
            case ArgReduce p -> Reductions.argReduce(p, x[0], y[0]);
            case Cumulative p -> Reductions.cumulative(p, x[0], y[0]);
            case Sort p -> Sorting.sort(p, x, y);
            case DotGeneral p -> Contraction.dot(p, x[0], x[1], y[0]);
            case DynamicSlice p -> Indexing.dynamicSlice(p, x, y[0]);
            case DynamicUpdateSlice p -> Indexing.dynamicUpdateSlice(p, x, y[0]);
            case Gather p -> Indexing.gather(p, x[0], x[1], y[0]);
            case Scatter p -> Indexing.scatter(p, x[0], x[1], x[2], y[0]);
            case Cholesky _ -> Factorisations.cholesky(x[0], y[0]);
            case TriangularSolve p -> Factorisations.triangularSolve(p, x[0], x[1], y[0]);
            case Lu _ -> Factorisations.lu(x[0], y[0], y[1], y[2]);
            case Solve p -> Factorisations.solve(p, x[0], x[1], y[0]);
            case While _, Scan _, Case _, Call _, Custom _ -> throw JacobiError.bug("%s holds programs", primitive.mnemonic());
        }
    }
}
