package jacobi.scalar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jacobi.scalar.ScalarProgram.Instruction;

/**
 * Builds a {@link ScalarProgram}. Equal instructions are made once, so that functions inlined side by side (sin and cos of one
 * argument) share what they have in common; what no result needs is left out.
 */
public final class ScalarBuilder {
    private final List<ScalarType> inputs = new ArrayList<>();
    private final List<Instruction> code = new ArrayList<>();
    private final Map<Instruction, Integer> known = new HashMap<>();

    /** An empty program. */
    public ScalarBuilder() {}

    /** A program of one operand, for example {@code of("square", F64, x -> x.times(x))}. */
    public static ScalarProgram of(String name, ScalarType type, UnaryOperator<Scalar> body) {
        var builder = new ScalarBuilder();
        return builder.build(name, List.of(body.apply(builder.input(type))));
    }

    /** A program of two operands of one type. */
    public static ScalarProgram of(String name, ScalarType type, BinaryOperator<Scalar> body) {
        var builder = new ScalarBuilder();
        Scalar x = builder.input(type);
        return builder.build(name, List.of(body.apply(x, builder.input(type))));
    }

    /** A program of any operands and results. */
    public static ScalarProgram of(String name, List<ScalarType> types, Function<List<Scalar>, List<Scalar>> body) {
        var builder = new ScalarBuilder();
        return builder.build(name, body.apply(types.stream().map(builder::input).toList()));
    }

    /** The next input. All inputs come before anything else. */
    public Scalar input(ScalarType type) {
        if (code.size() != inputs.size()) throw new IllegalStateException("inputs come first");
        inputs.add(type);
        return emit(new Instruction(ScalarOp.INPUT, type, -1, -1, -1, inputs.size() - 1, null));
    }

    /** A floating-point constant; it must be exact in the type. */
    public Scalar constant(ScalarType type, double value) {
        return emit(new Instruction(ScalarOp.CONSTANT, type, -1, -1, -1, type.bitsOf(value), null));
    }

    /** A whole number; it must be exact in the type. Of a mask: 0 or 1. */
    public Scalar constant(ScalarType type, long value) {
        return emit(new Instruction(ScalarOp.CONSTANT, type, -1, -1, -1, type.bitsOf(value), null));
    }

    /** {@code program} applied to {@code arguments}; its results. */
    public List<Scalar> inline(ScalarProgram program, List<Scalar> arguments) {
        if (!program.inputs().equals(arguments.stream().map(Scalar::type).toList())) {
            throw new IllegalArgumentException(program.name() + " takes " + program.inputs() + ", given " + arguments);
        }
        int[] place = new int[program.instructions().size()];
        for (int i = 0; i < place.length; i++) {
            Instruction it = program.instructions().get(i);
            place[i] = it.op() == ScalarOp.INPUT ? arguments.get((int) it.bits()).index() : emit(moved(it, place)).index();
        }
        return program.results().stream().map(r -> new Scalar(this, place[r], program.type(r))).toList();
    }

    /** The program that computes {@code results}. */
    public ScalarProgram build(String name, List<Scalar> results) {
        boolean[] live = new boolean[code.size()];
        for (int k = 0; k < inputs.size(); k++) live[k] = true;
        for (Scalar r : results) live[r.index()] = true;
        for (int i = code.size() - 1; i >= 0; i--) {
            if (!live[i]) continue;
            for (int k = 0; k < code.get(i).op().arity(); k++) live[code.get(i).operand(k)] = true;
        }
        int[] place = new int[code.size()];
        var kept = new ArrayList<Instruction>();
        for (int i = 0; i < place.length; i++) {
            if (!live[i]) continue;
            place[i] = kept.size();
            kept.add(moved(code.get(i), place));
        }
        return new ScalarProgram(name, inputs, kept, results.stream().map(r -> place[r.index()]).toList());
    }

    Scalar apply(ScalarOp op, ScalarType type, Scalar... operands) {
        int[] at = {-1, -1, -1};
        for (int k = 0; k < operands.length; k++) {
            if (operands[k].builder() != this) throw new IllegalArgumentException("a value of another program");
            at[k] = operands[k].index();
        }
        if (op.commutes() && at[0] > at[1]) at = new int[] {at[1], at[0], at[2]};
        return emit(new Instruction(op, type, at[0], at[1], at[2], 0, null));
    }

    Scalar gather(ScalarTable table, Scalar index) {
        return emit(new Instruction(ScalarOp.GATHER, table.type(), index.index(), -1, -1, 0, table));
    }

    private Scalar emit(Instruction it) {
        int index = known.computeIfAbsent(it, fresh -> {
            code.add(fresh);
            return code.size() - 1;
        });
        return new Scalar(this, index, it.type());
    }

    private static Instruction moved(Instruction it, int[] place) {
        int a = moved(it.a(), place), b = moved(it.b(), place), c = moved(it.c(), place);
        return new Instruction(it.op(), it.type(), a, b, c, it.bits(), it.table());
    }

    private static int moved(int operand, int[] place) {
        return operand < 0 ? -1 : place[operand];
    }
}
