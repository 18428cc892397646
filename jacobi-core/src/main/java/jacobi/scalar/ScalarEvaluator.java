package jacobi.scalar;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jacobi.scalar.ScalarProgram.Instruction;

/**
 * Runs a scalar program in Java, an operation at a time over strips of values, which HotSpot vectorises: a few tenths of a
 * nanosecond an operation and value. Arrays of a program's values are {@code double[]}, {@code float[]}, {@code long[]}, {@code
 * int[]} and, for masks, {@code boolean[]}. Safe for use from many threads at once.
 */
public final class ScalarEvaluator {
    private static final int STRIP = 256;

    private final ScalarProgram program;
    private final Object[] constants;
    private final int[] slots;
    private final ScalarType[] slotTypes;

    public ScalarEvaluator(ScalarProgram program) {
        this.program = program;
        this.constants = constants(program);
        this.slots = new int[program.instructions().size()];
        this.slotTypes = assignSlots(program, slots);
    }

    public ScalarProgram program() {
        return program;
    }

    /**
     * Evaluates {@code n} values from index {@code from} of each array on.
     *
     * @param inputs  an array for each input, of its type
     * @param results an array for each result, of its type; may be an input's
     */
    public void evaluate(Object[] inputs, Object[] results, int from, int n) {
        Object[] scratch = scratch(Math.min(n, STRIP));
        for (int at = from; at < from + n; at += STRIP) {
            strip(inputs, results, scratch, at, Math.min(STRIP, from + n - at));
        }
    }

    /** A program f64 → f64 over {@code x}. */
    public double[] evaluate(double[] x) {
        var y = new double[x.length];
        evaluate(new Object[] {x}, new Object[] {y}, 0, x.length);
        return y;
    }

    /** A program f32 → f32 over {@code x}. */
    public float[] evaluate(float[] x) {
        var y = new float[x.length];
        evaluate(new Object[] {x}, new Object[] {y}, 0, x.length);
        return y;
    }

    private void strip(Object[] inputs, Object[] results, Object[] scratch, int at, int n) {
        List<Instruction> code = program.instructions();
        for (int i = 0; i < slots.length; i++) {
            Instruction it = code.get(i);
            switch (it.op()) {
                case CONSTANT -> {}
                case INPUT -> System.arraycopy(inputs[(int) it.bits()], at, scratch[slots[i]], 0, n);
                default -> {
                    Object a = operand(it.a(), scratch), b = operand(it.b(), scratch), c = operand(it.c(), scratch);
                    StripLoops.run(it, a, b, c, scratch[slots[i]], n);
                }
            }
        }
        for (int k = 0; k < results.length; k++) {
            System.arraycopy(operand(program.results().get(k), scratch), 0, results[k], at, n);
        }
    }

    private Object operand(int index, Object[] scratch) {
        if (index < 0) return null;
        return constants[index] != null ? constants[index] : scratch[slots[index]];
    }

    private Object[] scratch(int length) {
        var scratch = new Object[slotTypes.length];
        for (int s = 0; s < scratch.length; s++) scratch[s] = array(slotTypes[s], length);
        return scratch;
    }

    private static Object array(ScalarType type, int length) {
        return switch (type) {
            case F64 -> new double[length];
            case F32 -> new float[length];
            case I64 -> new long[length];
            case I32 -> new int[length];
            case I1 -> new boolean[length];
        };
    }

    /** A strip full of each constant, in its instruction's place. */
    private static Object[] constants(ScalarProgram program) {
        var constants = new Object[program.instructions().size()];
        for (int i = 0; i < constants.length; i++) {
            Instruction it = program.instructions().get(i);
            if (it.op() == ScalarOp.CONSTANT) constants[i] = filled(it);
        }
        return constants;
    }

    private static Object filled(Instruction constant) {
        Object strip = array(constant.type(), STRIP);
        switch (strip) {
            case double[] a -> java.util.Arrays.fill(a, Double.longBitsToDouble(constant.bits()));
            case float[] a -> java.util.Arrays.fill(a, Float.intBitsToFloat((int) constant.bits()));
            case long[] a -> java.util.Arrays.fill(a, constant.bits());
            case int[] a -> java.util.Arrays.fill(a, (int) constant.bits());
            case boolean[] a -> java.util.Arrays.fill(a, constant.bits() != 0);
            default -> throw new AssertionError(constant);
        }
        return strip;
    }

    /** Gives each value a strip to live in, used again after the last use of the value; returns the strips' types. */
    private static ScalarType[] assignSlots(ScalarProgram program, int[] slots) {
        List<Instruction> code = program.instructions();
        int[] lastUse = lastUses(program);
        Map<ScalarType, ArrayDeque<Integer>> free = new EnumMap<>(ScalarType.class);
        for (ScalarType t : ScalarType.values()) free.put(t, new ArrayDeque<>());
        var types = new java.util.ArrayList<ScalarType>();
        for (int i = 0; i < slots.length; i++) {
            Instruction it = code.get(i);
            if (it.op() == ScalarOp.CONSTANT) continue;
            Integer slot = free.get(it.type()).poll();
            if (slot == null) {
                slot = types.size();
                types.add(it.type());
            }
            slots[i] = slot;
            for (int k = 0; k < it.op().arity(); k++) release(it.operand(k), i, lastUse, code, slots, free);
        }
        return types.toArray(ScalarType[]::new);
    }

    private static void release(
            int value, int at, int[] lastUse, List<Instruction> code, int[] slots, Map<ScalarType, ArrayDeque<Integer>> free) {
        Instruction it = code.get(value);
        if (lastUse[value] != at || it.op() == ScalarOp.CONSTANT) return;
        free.get(it.type()).push(slots[value]);
        lastUse[value] = -1; // an operand used twice here is released once
    }

    private static int[] lastUses(ScalarProgram program) {
        var last = new int[program.instructions().size()];
        for (int i = 0; i < last.length; i++) {
            Instruction it = program.instructions().get(i);
            for (int k = 0; k < it.op().arity(); k++) last[it.operand(k)] = i;
        }
        for (int r : program.results()) last[r] = Integer.MAX_VALUE;
        return last;
    }
}
